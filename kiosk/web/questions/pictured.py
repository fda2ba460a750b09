"""Pictured: a question as drawn for who asked for pictures. The same choices, the same answer."""

from __future__ import annotations

from dataclasses import replace

from ...catalogue.pictures import GROUPS, TURNS, picture_of
from ...catalogue.questions import Question
from .field_views import ChoiceView, FieldView

TILES = {**dict.fromkeys(("cards", "chips", "segs", "row"), "tiles"), "scale": "levels"}
"""Ways of drawing choices, and the tiles with pictures that they become."""


def pictured(view: FieldView, question: Question) -> FieldView:
    """The view with a picture beside the words of each choice, where all of them have one."""
    choices = tuple(_with_picture(choice, question) for choice in view.choices)
    if not choices or not all(choice.drawing or choice.picture for choice in choices):
        return view
    macro = TILES.get(view.macro, view.macro)
    return replace(
        view, macro=macro, choices=choices, beside=False, sign=GROUPS.get(question.key, "")
    )


def _with_picture(choice: ChoiceView, question: Question) -> ChoiceView:
    name = "" if choice.picture else picture_of(question, choice.value)
    return replace(choice, drawing=name, turns=name in TURNS)

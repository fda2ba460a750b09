"""Questions as a page draws them: what a field's macro needs, and nothing it must decide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ...catalogue.questions import (
    BodyMarks,
    Card,
    Choice,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Words,
)
from ...changed import replace
from ...frozen import dataclass
from ...intake.draft import Typed
from ...intake.wording import choice_label, fixed, prompt, statement_text
from .keyboards import KEYBOARDS, Keyboard
from .word_diff import Piece

SEGMENT = 15
"""A choice under this many letters may stand in a row of short ones (design guide, 4)."""


@dataclass(frozen=True)
class Picture:
    """A drawing of a choice, and the room it takes."""

    folder: str
    name: str
    width: int
    height: int


SIZES = {"draping": (1232, 536), "signals": (320, 200)}
"""Width and height of the drawings in each folder of them."""


@dataclass(frozen=True)
class ChoiceView:
    """One choice as drawn."""

    value: str
    label: str
    checked: bool = False
    soft: bool = False
    clears: bool = False
    note: str = ""
    picture: Picture | None = None
    lang: str = ""
    type: str = "radio"
    answered: bool = False
    """Whether picking it brings the question's answered note."""
    drawing: str = ""
    """Its picture in the sprite, where pictures are asked for."""
    turns: bool = False
    """Whether the picture goes the way the words go."""


@dataclass(frozen=True)
class FieldView:
    """One question as drawn by the macro of its name."""

    key: str
    macro: str
    prompt: str
    starred: bool = False
    error: str = ""
    hint: str = ""
    choices: tuple[ChoiceView, ...] = ()
    pictures: str = ""
    """The folder of the choices' drawings, where they have some."""
    sign: str = ""
    """A picture of what it is about, where its choices alone do not show it."""
    value: str = ""
    parts: Mapping[str, str] | None = None
    longest: int = 0
    keyboard: Keyboard = KEYBOARDS["words"]
    autocomplete: str = ""
    body: str = ""
    mark_note: str = ""
    answered_note: str = ""
    """Answers whoever picks a choice that is answered."""
    noted: bool = False
    """Whether one such choice is picked."""
    reworded: tuple[Piece, ...] = ()
    """Of a card whose words have changed since it was answered: what went, what came."""
    follows: bool = False
    """Whether an answer on the same page opens it."""
    lead: str = ""
    """A text that stands right above it."""
    place: str = ""
    """Of a card among many: which one it is of how many."""
    heading: str = ""
    """Of the first question of a further step on the same page: that step's title."""
    news: str = ""
    """Says, right above it, that a post has just opened it: that is where to go on."""
    from_taps: bool = False
    """Whether its words can be written from what was tapped."""
    beside: bool = False
    """Whether its words stand beside its choices, on a page of rows."""
    yes: bool = False
    """Whether the choices of a question in one row are open."""
    on_paper: bool = False
    """Whether a form signed on paper may be entered instead: by staff alone."""

    @cached_property
    def drawn(self) -> list[str]:
        """Its HTML once it was drawn. It goes with the view: one that is changed begins anew."""
        return []

    @property
    def pictured(self) -> bool:
        """Whether its choices show pictures."""
        return any(choice.drawing for choice in self.choices)


def as_typed(question: Question, answer: Any) -> Typed:
    """A kept answer as the form fields a browser would send for it."""
    key = question.key
    match question:
        case Day():
            parts = (answer or "--").split("-")
            names = ("year", "month", "day")
            return {
                f"{key}-{name}": [part.lstrip("0")] for name, part in zip(names, parts, strict=True)
            }
        case Signature():
            kept = answer or {}
            return {
                f"{key}-typed": [kept.get("name", "")],
                f"{key}-strokes": [_strokes(kept)],
                f"{key}-witness": [kept.get("witness", "")],
            }
        case PickMany():
            return {key: list(answer or ())}
        case BodyMarks():
            return _marks_typed(key, answer or ())
    return {key: [] if answer is None else [str(answer)]}


def field_view(
    question: Question, typed: Typed, language: str, *, error: str = "", marked: bool = False
) -> FieldView:
    """A question with what was typed or kept in it. ``marked``: its area is on the map."""
    values = typed.get(question.key, [])
    view = _empty(question, language, error, values)
    match question:
        case Card():
            return _answered(_card(question, view, values, language, marked), question, language)
        case PickOne() | PickMany():
            folder = getattr(question, "pictures", "")
            view = replace(view, choices=_choices(question, values, language), pictures=folder)
            return _answered(view, question, language)
        case Scale():
            return replace(view, choices=_numbers(values))
        case Day():
            return replace(view, parts=_parts(question.key, typed))
        case Words():
            return _written(view, question)
        case Signature():
            return _signature(view, typed)
        case BodyMarks():
            return view
    raise TypeError(f"no view for {type(question).__name__}")


def _empty(question: Question, language: str, error: str, values: list[str]) -> FieldView:
    """What every kind of question shows."""
    return FieldView(
        question.key,
        _macro(question),
        prompt(question, language),
        starred=question.required,
        error=error,
        value=values[-1] if values else "",
    )


def _written(view: FieldView, words: Words) -> FieldView:
    return replace(view, longest=words.longest, keyboard=KEYBOARDS[words.holds])


def _macro(question: Question) -> str:
    match question:
        case Card():
            return "card"
        case PickOne(pictures=folder) if folder:
            return "pics"
        case PickOne(choices=choices):
            return "segs" if _short(choices) else "cards"
        case PickMany():
            return "chips"
    return {Scale: "scale", Words: "words", Day: "day", Signature: "signature"}.get(
        type(question), "marks"
    )


def _short(choices: tuple[Choice, ...]) -> bool:
    return len(choices) <= 5 and all(len(c.label) < SEGMENT and not c.soft for c in choices)


def _card(
    question: Card, view: FieldView, values: list[str], language: str, marked: bool
) -> FieldView:
    picked = values or [question.starts_on]
    return replace(
        view,
        choices=_choices(question, picked, language),
        body=statement_text(question.statement, language),
        mark_note=fixed("marked_on_map", language) if marked else "",
    )


def _answered(view: FieldView, question: PickOne | PickMany, language: str) -> FieldView:
    """The view with the fixed text that answers some of its choices, where there is one."""
    beside = getattr(question, "beside", "")
    says = {choice.key: choice.says or beside for choice in question.choices}
    words = next(filter(None, says.values()), "")
    if not words:
        return view
    choices = tuple(replace(c, answered=bool(says[c.value])) for c in view.choices)
    return replace(
        view,
        choices=choices,
        answered_note=fixed(words, language),
        noted=any(c.answered and c.checked for c in choices),
    )


def _choices(
    question: PickOne | PickMany, values: list[str], language: str
) -> tuple[ChoiceView, ...]:
    folder = getattr(question, "pictures", "")
    return tuple(_choice(question, choice, values, language, folder) for choice in question.choices)


def _choice(
    question: PickOne | PickMany, choice: Choice, values: list[str], language: str, folder: str
) -> ChoiceView:
    label, _, note = choice_label(question, choice, language).partition(": ")
    return ChoiceView(
        choice.key,
        label,
        choice.key in values,
        choice.soft,
        choice.clears,
        note[:1].upper() + note[1:],
        Picture(folder, choice.key, *SIZES[folder]) if folder and not choice.soft else None,
        choice.language,
        "checkbox" if isinstance(question, PickMany) else "radio",
    )


def _numbers(values: list[str]) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(str(n), str(n), str(n) in values) for n in range(11))


def _parts(key: str, typed: Typed) -> dict[str, str]:
    return {part: (typed.get(f"{key}-{part}") or [""])[-1] for part in ("day", "month", "year")}


def _signature(view: FieldView, typed: Typed) -> FieldView:
    name, *rest = (
        (typed.get(f"{view.key}-{part}") or [""])[-1] for part in ("typed", "strokes", "witness")
    )
    parts = dict(zip(("strokes", "witness"), rest, strict=True))
    return replace(view, value=name, parts=parts, keyboard=KEYBOARDS["name"])


def _strokes(kept: Mapping[str, Any]) -> str:
    if kept.get("method") != "drawn":
        return ""
    lines = ",".join("[" + ",".join(map(str, line)) + "]" for line in kept["strokes"])
    return f'{{"w":{kept["w"]},"h":{kept["h"]},"strokes":[{lines}]}}'


def _marks_typed(key: str, marks: Any) -> Typed:
    typed: Typed = {}
    for mark in marks:
        name = f"{key}-{mark['region']}"
        typed[name] = [mark["mark"]]
        typed[f"{name}-feel"] = [mark.get("feel", "")]
        typed[f"{name}-level"] = [str(mark.get("level", ""))]
        typed[f"{name}-since"] = [mark.get("since", "")]
    return typed

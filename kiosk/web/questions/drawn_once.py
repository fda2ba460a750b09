"""Drawn once: a question of choices looks the same for everybody who has picked the same.

Its view is kept, and a view that is kept keeps its HTML. Nothing that somebody typed is ever in
one: a question whose answer is not wholly made of its own choices is drawn anew each time, and one
that is answered in words is kept while it is empty.
"""

from __future__ import annotations

from functools import lru_cache

from flask import current_app

from ...catalogue import CATALOGUE
from ...catalogue.questions import Card, PickMany, PickOne, Question, Scale, Words
from ...changed import replace
from .field_views import FieldView, field_view
from .follow_ups import in_rows, placed
from .pictured import pictured

KEPT = 1024
"""Views that are kept: some six kilobytes each, and a clinic's day needs fewer."""

NUMBERS = frozenset(map(str, range(11)))


def choices_view(
    question: Question,
    picked: list[str],
    step: str,
    language: str,
    *,
    marked: bool,
    shows: str = "words",
) -> FieldView | None:
    """The view of a question on its step's page; None where it is nobody's but this client's."""
    version = 0
    if isinstance(question, Card):
        if question.statement.own:
            return None
        version = question.statement.version
    if isinstance(question, PickOne | PickMany) and question.offered.issuperset(picked):
        offered = tuple([choice.key for choice in question.choices])
        return _view(question.key, version, offered, tuple(picked), step, language, marked, shows)
    if isinstance(question, Words) and not any(picked):
        return _view(question.key, version, (), (), step, language, marked, shows)
    if isinstance(question, Scale) and NUMBERS.issuperset(picked):
        return _view(question.key, version, (), tuple(picked), step, language, marked, shows)
    return None


@lru_cache(KEPT)
def _view(
    key: str,
    version: int,
    offered: tuple[str, ...],
    picked: tuple[str, ...],
    step: str,
    language: str,
    marked: bool,
    shows: str,
) -> FieldView:
    question = CATALOGUE.question(key)
    if isinstance(question, PickOne | PickMany):
        choices = tuple(choice for choice in question.choices if choice.key in offered)
        question = replace(question, choices=choices)
    typed = {key: list(picked)}
    return page_view(question, typed, step, language, marked=marked, shows=shows)


def page_view(
    question: Question,
    typed: dict[str, list[str]],
    step: str,
    language: str,
    *,
    error: str = "",
    marked: bool = False,
    shows: str = "words",
) -> FieldView:
    """The view of any question on its step's page, with what was typed or kept in it."""
    view = field_view(question, typed, language, error=error, marked=marked)
    view = placed(view, question, step, language)
    view = in_rows(view, question, step, typed.get(question.key, []))
    return pictured(view, question) if shows == "pictures" else view


def drawn(view: FieldView) -> str:
    """A question's HTML. A view never changes, so what was drawn of it stands as long as it."""
    if not view.drawn:
        macros = current_app.jinja_env.get_template("questions/field.html").module
        view.drawn.append(macros.field(view))  # type: ignore[attr-defined]
    return view.drawn[0]

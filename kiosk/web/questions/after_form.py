"""The form of what is asked away from the walk: after the session, by a therapist or a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from ...catalogue.questions import BodyMarks, PickMany, Step
from ...catalogue.regions import REGIONS
from ...frozen import dataclass
from ...intake.draft import Typed
from ...languages import translate
from .answer_fields import AnswerField, fields_for
from .field_views import FieldView, as_typed, field_view


@dataclass(frozen=True)
class AfterReading:
    """What a post says: the answers that can be taken, and what is wrong with the others."""

    answers: dict[str, Any]
    wrong: dict[str, str]
    typed: Typed


@dataclass(frozen=True)
class MarkedPlace:
    """One place of the body with what was marked there."""

    name: str
    label: str
    figure: str
    mark: str


def read_after(
    step: Step, posted: MultiDict[str, str], before: Mapping[str, Any] | None = None
) -> AfterReading:
    """Read a post of these questions. ``before``: what was answered, so that "none" that was
    ticked last clears the others."""
    fields = fields_for(step.questions, posted).values()
    wrong = {each.name: each.problem for each in fields if each.problem}
    said = {each.name: _clear(each, before or {}) for each in fields if each.name not in wrong}
    mine = {name for each in fields for name in each.names()}
    typed = {name: posted.getlist(name) for name in posted if name in mine}
    return AfterReading({k: v for k, v in said.items() if v is not None}, wrong, typed)


def _clear(field: AnswerField, before: Mapping[str, Any]) -> Any:
    if not isinstance(field.question, PickMany) or not field.data:
        return field.data
    return field.question.kept_apart(field.data, before.get(field.name) or ())


def typed_after(step: Step, answers: Mapping[str, Any]) -> Typed:
    """What a browser would send for these answers."""
    typed: Typed = {}
    for question in step.questions:
        typed |= as_typed(question, answers.get(question.key))
    return typed


def after_views(
    step: Step, typed: Typed, language: str, wrong: Mapping[str, str], *, more: bool
) -> tuple[FieldView, ...]:
    """The questions as drawn, those behind "Add more" or the others; marks are drawn apart."""
    return tuple(
        field_view(question, typed, language, error=wrong.get(question.key, ""))
        for question in step.questions
        if question.more is more and not isinstance(question, BodyMarks)
    )


def marked_places(key: str, typed: Typed, language: str) -> tuple[MarkedPlace, ...]:
    """Every place of the body with what was marked there."""
    return tuple(
        MarkedPlace(
            f"{key}-{region.key}",
            translate(region.label, language, f"region.{region.key}"),
            region.figure,
            (typed.get(f"{key}-{region.key}") or [""])[-1],
        )
        for region in REGIONS
    )

"""Check your answers: boundaries first, then health in the client's own words, then the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.questions import BodyMarks, Day, Question
from ..intake.draft import Draft
from ..intake.walk import CHECKS
from ..intake.wording import in_words, mark_in_words, marks, prompt, title
from ..languages import format_day, say

BOUNDARIES = ("draping", "sensitive")
HEALTH = ("today_check", "health", "medicines")
FOLDED = ("sensitive", "feelings")
LEFT_OUT = ("welcome", "sign", "done", *CHECKS)


@dataclass(frozen=True)
class Row:
    """One line to look at, with the button that changes it."""

    label: str
    words: str
    change_go: str
    missing: bool = False


@dataclass(frozen=True)
class Group:
    """Some lines under one heading."""

    heading: str
    rows: tuple[Row, ...]
    folded: bool = False
    """Most private: behind a tap, for neighbours read along."""


def groups(asked: Catalogue, draft: Draft, language: str) -> tuple[Group, ...]:
    """Everything said, in the order of section 3.19."""
    steps = {step.key: step for step in asked.steps if step.key not in LEFT_OUT}
    order = [*BOUNDARIES, *HEALTH, *(key for key in steps if key not in BOUNDARIES + HEALTH)]
    stay_away = _mark_rows(draft, language, ("avoid", "gentle", "ask"))
    made = [
        Group(
            title(steps[key], language),
            (stay_away if key == "draping" else ())
            + tuple(_rows(steps[key].questions, key, draft, language)),
            folded=key in FOLDED,
        )
        for key in order
        if key in steps
    ]
    return tuple(group for group in made if group.rows)


def _rows(questions: Iterable[Question], step: str, draft: Draft, language: str) -> Iterable[Row]:
    for question in questions:
        answer = draft.answers.get(question.key)
        if isinstance(question, BodyMarks):
            yield from _mark_rows(draft, language, ("work",)) or (
                () if answer else (_row(question, "", step, language),)
            )
        elif answer is not None or not question.more:
            yield _row(question, _words(question, answer, language), step, language)


def _row(question: Question, words: str, step: str, language: str) -> Row:
    return Row(
        prompt(question, language),
        words or say("not answered", language),
        f"change:{step}",
        missing=not words and question.required,
    )


def _words(question: Question, answer: Any, language: str) -> str:
    if isinstance(question, Day) and answer:
        return format_day(answer, language)
    return in_words(question, answer, language)


def _mark_rows(draft: Draft, language: str, kinds: tuple[str, ...]) -> tuple[Row, ...]:
    said = marks(draft.answers.get("body_marks") or (), language)
    rows = []
    for kind in kinds:
        places = [mark for mark in said if mark.mark == kind]
        if places:
            words = "; ".join(mark_in_words(mark) for mark in places)
            rows.append(Row(places[0].mark_label, words, "change:body_map"))
    return tuple(rows)

"""The answers that can be put right, step by step, as they stand; and a search among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from ...catalogue import CATALOGUE
from ...catalogue.questions import Question
from ...frozen import dataclass
from ...intake.corrected import is_drawn, may_be_corrected
from ...intake.names import folded
from ...intake.wording import answer_in_words, staff_prompt, title
from ..http.layout import Layout

Said = Mapping[str, Any] | None
"""Answers by question id; None for whoever may not know what was asked."""


@dataclass(frozen=True)
class AnswerRow:
    """One question, what stands, and where it is put right."""

    asked: str
    words: str
    """Empty for whoever may not know what was said."""
    url: str


@dataclass(frozen=True)
class AnswersOf:
    """The answers of one step."""

    key: str
    title: str
    rows: tuple[AnswerRow, ...]


def is_open(key: str) -> bool:
    """Whether staff may put this answer right on a page."""
    return may_be_corrected(key) and not is_drawn(CATALOGUE.question(key))


def answers_by_step(
    intake_id: str, said: Said, layout: Layout, wanted: str = ""
) -> tuple[AnswersOf, ...]:
    """Those that were asked; where some are ``wanted``, those that have all of these words."""
    found = (
        AnswersOf(step.key, title(step, layout.language), rows)
        for step in CATALOGUE.steps
        if (rows := tuple(_rows(step.questions, intake_id, said, layout, wanted)))
    )
    return tuple(found)


def _rows(
    questions: tuple[Question, ...], intake_id: str, said: Said, layout: Layout, wanted: str
) -> Iterator[AnswerRow]:
    for question in questions:
        if is_open(question.key) and (said is None or question.key in said):
            row = _row(question, intake_id, said, layout)
            if _has(row, wanted):
                yield row


def _row(question: Question, intake_id: str, said: Said, layout: Layout) -> AnswerRow:
    url = url_for("corrections.choose", intake_id=intake_id, question=question.key)
    asked = staff_prompt(question, layout.language)
    if said is None:
        return AnswerRow(asked, "", url)
    words = answer_in_words(question, said.get(question.key), layout.language)
    return AnswerRow(asked, words or layout.translate("not answered"), url)


def _has(row: AnswerRow, wanted: str) -> bool:
    there = folded(f"{row.asked} {row.words}")
    return all(word in there for word in folded(wanted).split())

"""Questions and answers in words, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

from ..catalogue import Catalogue
from ..catalogue.agreements import OWN, is_agreement
from ..catalogue.questions import (
    BodyMarks,
    Card,
    Choice,
    Day,
    PickMany,
    PickOne,
    Question,
    Statement,
    Step,
)
from ..catalogue.regions import FEELS, MARKS, REGION, SINCE
from ..catalogue.words import TEXTS
from ..languages import N_, format_day, translate, with_colon, with_commas, with_semicolons
from .record import Line, Mark, Section, Wording

Severity = Literal["", "stop_and_ask", "caution", "info"]

NOT_LINES = ("welcome", "sign", "done")
"""Steps whose answers stand in the record by name, not as lines to be read."""

THE_GUARDIANS = {
    "guardian_name": N_("Guardian's full name"),
    "guardian_relation": N_("Guardian is their"),
    "guardian_phone": N_("Guardian's phone"),
    "guardian_presence": N_("Where the guardian will be"),
}
"""Questions that say "you" to a guardian, as they read away from the guardian's own page."""

IDEAS_GIVEN = "note_home_care"
"""The question whose choices are the ideas for home, in the words of their own list."""


def fixed(key: str, language: str) -> str:
    """A fixed text of section 5."""
    return translate(TEXTS[key], language, f"text.{key}")


def title(step: Step, language: str) -> str:
    """The heading of a step."""
    return translate(step.title, language, f"step.{step.key}.title")


def prompt(question: Question, language: str) -> str:
    """What is asked; a card's title."""
    if isinstance(question, Card) and question.statement.own:
        return question.statement.own.title
    if question in OWN:
        return translate(N_("An agreement of the clinic's own"), language)
    if is_agreement(question):
        return translate(question.prompt, language, f"consent.{question.key}.title")
    return translate(question.prompt, language, f"q.{question.key}")


def for_staff(key: str, asked: str, language: str) -> str:
    """A question as asked, for a reader who does not see whom it says "you" to."""
    return translate(THE_GUARDIANS[key], language) if key in THE_GUARDIANS else asked


def staff_prompt(question: Question, language: str) -> str:
    """What is asked, for a reader who does not see whom it says "you" to."""
    return for_staff(question.key, prompt(question, language), language)


def statement_text(statement: Statement, language: str) -> str:
    """The exact words agreed to."""
    if statement.own:
        return statement.own.text
    return translate(statement.text, language, f"consent.{statement.key}.v{statement.version}")


def wording(
    asked: Catalogue,
    given: Mapping[str, Any],
    language: str,
    severity: Mapping[str, Severity],
    given_on: Mapping[str, str] = MappingProxyType({}),
) -> Wording:
    """These questions and their answers, worded in one language.

    ``given_on`` has the ISO date of each answer that was carried.
    """

    def line_of(question: Question) -> Line:
        key = question.key
        said = line(question, given.get(key), language, severity.get(key, ""))
        return replace(said, given_on=given_on.get(key, ""))

    sections = tuple(
        Section(step.key, title(step, language), tuple(line_of(q) for q in step.questions))
        for step in asked.steps
        if step.key not in NOT_LINES and step.questions
    )
    return Wording(language, sections, marks(given.get("body_marks") or (), language))


def line(question: Question, answer: Any, language: str, severity: Severity = "") -> Line:
    """One question as it was worded, with its answer."""
    return Line(
        question.key,
        type(question).__name__.lower(),
        prompt(question, language),
        answer,
        labels(question, answer, language),
        question.more,
        question.prints,
        severity,
    )


def labels(question: Question, answer: Any, language: str) -> tuple[str, ...]:
    """The picked choices in words; empty for typed answers and open questions."""
    if answer is None or not isinstance(question, PickOne | PickMany):
        return ()
    picked = (answer,) if isinstance(answer, str) else tuple(answer)
    offered = {choice.key: choice for choice in question.choices}
    return tuple(choice_label(question, offered[key], language) for key in picked if key in offered)


def in_words(question: Question, answer: Any, language: str) -> str:
    """The answer as one line of words; empty where there is none. Marks and days say more."""
    if answer is None:
        return ""
    if isinstance(question, PickOne | PickMany):
        return with_semicolons(labels(question, answer, language), language)
    return "" if isinstance(answer, list | dict) else str(answer)


def choice_label(question: Question, choice: Choice, language: str) -> str:
    """One choice in words. Cards share the words of section 5; "main goal" those of goals."""
    if choice.language:
        return choice.label
    if is_agreement(question):
        return translate(choice.label, language, f"text.{choice.key}")
    if question.key == IDEAS_GIVEN:
        return translate(choice.label, language, f"home.{choice.key}.title")
    among = getattr(question, "among", "") or question.key
    return translate(choice.label, language, f"c.{among}.{choice.key}")


def answer_in_words(question: Question, answer: Any, language: str) -> str:
    """Any answer as one line of words, marks and days as well; empty where there is none."""
    if isinstance(question, Day) and answer:
        return format_day(answer, language)
    if isinstance(question, BodyMarks):
        said = marks(answer or (), language)
        return marks_in_words(said, language)
    return in_words(question, answer, language)


def marks(kept: Any, language: str) -> tuple[Mark, ...]:
    """The marks of the body map in words, in the order they were kept."""
    mark_words = {c.key: translate(c.label, language, f"mark.{c.key}") for c in MARKS}
    feel_words = {c.key: translate(c.label, language, f"feel.{c.key}") for c in FEELS}
    since_words = {c.key: fixed(f"since_{c.key}", language) for c in SINCE}
    return tuple(
        Mark(
            m["region"],
            translate(REGION[m["region"]].label, language, f"region.{m['region']}"),
            REGION[m["region"]].figure,
            m["mark"],
            mark_words[m["mark"]],
            m.get("feel", ""),
            feel_words.get(m.get("feel", ""), ""),
            m.get("level"),
            m.get("since", ""),
            since_words.get(m.get("since", ""), ""),
        )
        for m in kept
    )


def marks_in_words(said: Iterable[Mark], language: str) -> str:
    """Marks of the body map in a row, each with what to do there."""
    worded = (with_colon(mark.mark_label, mark_in_words(mark, language), language) for mark in said)
    return with_semicolons(worded, language)


def mark_in_words(mark: Mark, language: str) -> str:
    """One mark's place with its feeling, level and age: "Calf (left) (Tight, 3, New)"."""
    said = (mark.feel_label, mark.level, mark.since_label)
    details = [str(part) for part in said if part not in ("", None)]
    told = with_commas(details, language)
    return f"{mark.region_label} ({told})" if details else mark.region_label


def line_in_words(line: Line, language: str) -> str:
    """A frozen line's answer in words; "not answered" where it was left open."""
    if line.answer is None:
        return translate("not answered", language)
    if line.kind == "day":
        return format_day(line.answer, language)
    return with_semicolons(line.labels, language) if line.labels else str(line.answer)

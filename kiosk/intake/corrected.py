"""A record with what was put right since: shown beside the record, which stays as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.conditions import holds
from ..catalogue.flags import RULES, SEVERITIES, Rule
from ..catalogue.questions import BodyMarks, Card, Question, Signature
from .facts import SUMS
from .freeze import flag_in_words
from .record import Line, Record, Wording
from .wording import labels, marks

NOT_BY_STAFF = frozenset(
    key
    for step in ("welcome", "hello_again", "changes", "agree", "review", "still_true", "sign")
    for key in CATALOGUE.step(step).keys
)
"""What only the client can say: how they walked, what they agreed to, that they signed."""


def may_be_corrected(key: str) -> bool:
    """Whether staff may put this answer right. A yes to touch is the client's alone."""
    if key not in CATALOGUE.keys or key in NOT_BY_STAFF:
        return False
    return not isinstance(CATALOGUE.question(key), Card | Signature)


def corrected(record: Record, now: Mapping[str, Any]) -> Record:
    """The record as it reads with these answers put right, by question id.

    Flags are only ever added: what was said once is never silenced by a correction.
    """
    if not now:
        return record
    fired = _fired({**record.facts, **record.says, **now})
    before = {flag.key for flag in record.flags}
    new = [flag_in_words(rule, record.clinic_language) for rule in fired if rule.key not in before]
    flags = sorted((*record.flags, *new), key=lambda flag: SEVERITIES.index(flag.severity))
    return replace(record, flags=tuple(flags), told=_told(record.told, now))


def _fired(says: Mapping[str, Any]) -> list[Rule]:
    sums = {fact: "yes" if holds(condition, says) else "no" for fact, condition in SUMS.items()}
    known = {**says, **sums}
    return [rule for rule in RULES if holds(rule.when, known)]


def _told(told: Wording, now: Mapping[str, Any]) -> Wording:
    sections = tuple(
        replace(part, lines=tuple(_line(line, now, told.language) for line in part.lines))
        for part in told.sections
    )
    if "body_marks" not in now:
        return replace(told, sections=sections)
    return replace(told, sections=sections, marks=marks(now["body_marks"] or (), told.language))


def _line(line: Line, now: Mapping[str, Any], language: str) -> Line:
    if line.key not in now:
        return line
    question, answer = CATALOGUE.question(line.key), now[line.key]
    return replace(line, answer=answer, labels=labels(question, answer, language), given_on="")


def is_drawn(question: Question) -> bool:
    """Whether it is answered on a drawing, which the page of a correction does not have."""
    return isinstance(question, BodyMarks)

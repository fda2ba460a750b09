"""When something is asked, shown or flagged: conditions as data, and their one reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from .body import GROUPS

Answer: TypeAlias = Any
"""What is kept as the answer to a question.

One choice is a str, several are a list of str, a scale is an int, words are a str, a day is an
ISO date, marks are a list of ``{"region", "mark", "feel"?, "level"?, "since"?}``, a signature is
a dict.
"""

Answers: TypeAlias = Mapping[str, Answer]
"""Answers by question id, and the facts worked out beside them by fact name."""


class Joins:
    """What every condition can do: ``a & b | c`` is read as the clinic writes it down."""

    def __and__(self, other: Condition) -> AllOf:
        return AllOf((*_parts(self, AllOf), *_parts(other, AllOf)))

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf((*_parts(self, AnyOf), *_parts(other, AnyOf)))


@dataclass(frozen=True)
class Is(Joins):
    """The single answer is this value."""

    key: str
    value: str


@dataclass(frozen=True)
class In(Joins):
    """The single answer is one of these values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Has(Joins):
    """At least one of these values is among the several picked."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MoreThan(Joins):
    """More than this many values are picked."""

    key: str
    number: int


@dataclass(frozen=True)
class AtLeast(Joins):
    """The number on the scale is this or higher."""

    key: str
    number: int


@dataclass(frozen=True)
class Given(Joins):
    """Something was typed."""

    key: str


@dataclass(frozen=True)
class Marked(Joins):
    """A region of this group (or of the group ``sensitive``) carries this mark."""

    mark: str
    group: str


@dataclass(frozen=True)
class Feels(Joins):
    """Any mark on the body map has this feeling."""

    feel: str


@dataclass(frozen=True)
class AllOf(Joins):
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf(Joins):
    """At least one part holds."""

    parts: tuple[Condition, ...]


Measured: TypeAlias = MoreThan | AtLeast | Given | Marked | Feels
"""A condition on how much or what kind of thing was said."""

Single: TypeAlias = Is | In | Has | Measured
"""A condition on one answer or fact."""

Condition: TypeAlias = Single | AllOf | AnyOf
"""There is no "not": a condition on an unanswered question is false."""


def _parts(condition: Joins, kind: type[AllOf | AnyOf]) -> tuple[Condition, ...]:
    if isinstance(condition, kind):
        return condition.parts
    return (cast("Condition", condition),)


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether the condition is met. No condition is always met."""
    match condition:
        case None:
            return True
        case Is(key, value):
            return bool(answers.get(key) == value)
        case Has(key, values):
            return any(value in values for value in answers.get(key) or ())
        case In(key, values):
            return answers.get(key) in values
        case AnyOf(parts):
            return any(holds(part, answers) for part in parts)
        case AllOf(parts):
            return all(holds(part, answers) for part in parts)
    return _measures_up(condition, answers.get(looks_at(condition)))


def _measures_up(condition: Measured, answer: Answer) -> bool:
    match condition:
        case MoreThan(number=number):
            return len(answer or ()) > number
        case AtLeast(number=number):
            return answer is not None and answer >= number
        case Given():
            return bool(answer)
        case Marked(mark, group):
            return any(m["mark"] == mark and group in GROUPS[m["region"]] for m in answer or ())
        case Feels(feel):
            return any(m.get("feel") == feel for m in answer or ())


def looks_at(condition: Single) -> str:
    """The question or fact that a single condition looks at."""
    return "body_marks" if isinstance(condition, Marked | Feels) else condition.key


def met_parts(condition: Condition | None, answers: Answers) -> Iterator[Single]:
    """The single conditions that make this one hold; nothing where it does not."""
    match condition:
        case None:
            return
        case AllOf(parts) | AnyOf(parts):
            if holds(condition, answers):
                for part in parts:
                    yield from met_parts(part, answers)
        case single:
            if holds(single, answers):
                yield single


def single_parts(condition: Condition | None) -> Iterator[Single]:
    """Every single condition in this one, met or not."""
    match condition:
        case None:
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from single_parts(part)
        case single:
            yield single

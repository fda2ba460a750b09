"""When something is asked, shown or flagged: conditions as data, and their one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias, cast

from ..frozen import dataclass
from .body import GROUPS

Answer: TypeAlias = Any
"""What is kept as the answer to a question.

One choice is a str, several are a list of str, a scale is an int, words are a str, a day is an
ISO date, marks are a list of ``{"region", "mark", "feel"?, "level"?, "since"?}``, a signature is
a dict.
"""

Answers: TypeAlias = Mapping[str, Answer]
"""Answers by question id, and the facts worked out beside them by fact name."""

Test: TypeAlias = Callable[[Answers], bool]
"""A condition that is read already: one plain function of the answers."""


class Joins:
    """What every condition can do: ``a & b | c`` is read as the clinic writes it down."""

    @cached_property
    def is_met(self) -> Test:
        """Whether it holds. It is read once; from then on it is asked as often as need be."""
        return _read(cast("Condition", self))

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
    return condition is None or condition.is_met(answers)


def _read(condition: Condition) -> Test:
    match condition:
        case Is(key, value):
            return lambda answers: bool(answers.get(key) == value)
        case In(key, values):
            return lambda answers: answers.get(key) in values
        case Has(key, values):
            has_none_of = frozenset(values).isdisjoint
            return lambda answers: not has_none_of(answers.get(key) or ())
        case AnyOf(parts):
            return _any_of(tuple(part.is_met for part in parts))
        case AllOf(parts):
            return _all_of(tuple(part.is_met for part in parts))
    key, measures_up = looks_at(condition), _measure(condition)
    return lambda answers: measures_up(answers.get(key))


def _any_of(tests: tuple[Test, ...]) -> Test:
    def test(answers: Answers) -> bool:
        for is_met in tests:  # noqa: SIM110 - any() over a generator takes twice as long
            if is_met(answers):
                return True
        return False

    return test


def _all_of(tests: tuple[Test, ...]) -> Test:
    def test(answers: Answers) -> bool:
        for is_met in tests:  # noqa: SIM110 - as above
            if not is_met(answers):
                return False
        return True

    return test


def _measure(condition: Measured) -> Callable[[Answer], bool]:
    match condition:
        case MoreThan(number=number):
            return lambda answer: len(answer or ()) > number
        case AtLeast(number=number):
            return lambda answer: answer is not None and answer >= number
        case Given():
            return bool
        case Marked(mark, group):
            return lambda answer: any(
                m["mark"] == mark and group in GROUPS[m["region"]] for m in answer or ()
            )
        case Feels(feel):
            return lambda answer: any(m.get("feel") == feel for m in answer or ())


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

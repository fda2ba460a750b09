"""When something is asked, shown or flagged: conditions as data, and their one reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]
"""Answers by question id, and the facts worked out beside them by fact name.

One choice is a str, several are a list of str, a scale is an int, words are a str, a day is an
ISO date, marks are a list of ``{"region", "mark", "feel"?, "level"?}``, a signature is a dict.
"""


@dataclass(frozen=True)
class Is:
    """The single answer is this value."""

    key: str
    value: str


@dataclass(frozen=True)
class In:
    """The single answer is one of these values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Has:
    """At least one of these values is among the several picked."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MoreThan:
    """More than this many values are picked."""

    key: str
    number: int


@dataclass(frozen=True)
class AtLeast:
    """The number on the scale is this or higher."""

    key: str
    number: int


@dataclass(frozen=True)
class Given:
    """Something was typed."""

    key: str


@dataclass(frozen=True)
class Marked:
    """A region of this group (or of the group ``sensitive``) carries this mark."""

    mark: str
    group: str


@dataclass(frozen=True)
class Feels:
    """Any mark on the body map has this feeling."""

    feel: str


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = (
    Is | In | Has | MoreThan | AtLeast | Given | Marked | Feels | AllOf | AnyOf
)
"""There is no "not": a condition on an unanswered question is false."""

Groups: TypeAlias = Mapping[str, Sequence[str]]
"""The groups a region of the body map belongs to, by region id."""

"""A setting: what it is, what it does, how it is checked, and where it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from ..frozen import dataclass
from .kinds import AllBut, Day, Line, Lines, Number, OneOf, OnOff, SomeOf, Value
from .look_kinds import Colour, Picture
from .severities import Severities

Kind = Line | Lines | Number | OnOff | OneOf | SomeOf | Day | Colour | Picture | AllBut | Severities

Values = Mapping[str, Value]
"""All settings of a clinic, by key."""


class Needs(Protocol):
    """What a value must fit besides its kind: the other settings."""

    def __call__(self, value: Value, others: Values) -> str:
        """What is to be put right; empty where nothing is."""


def fits(value: Value, others: Values) -> str:
    """Nothing else is needed."""
    return ""


@dataclass(frozen=True)
class Setting:
    """Something a clinic sets for itself. Its key is the column it is kept in, and for ever."""

    key: str
    title: str
    does: str
    """What it does, in one line."""
    shows: tuple[str, ...]
    """Where it can be seen."""
    kind: Kind = field(kw_only=True)
    preview: str = field(default="", kw_only=True)
    """Which picture of a page shows it beforehand; empty where none does."""
    needs: Needs = field(default=fits, kw_only=True)

    def wrong(self, value: Value, others: Values) -> str:
        """What is to be put right; empty where the value will do."""
        return self.kind.wrong(value) or self.needs(value, others)


@dataclass(frozen=True)
class Group:
    """Settings that are seen together."""

    key: str
    title: str
    about: str
    """What is in it, in one line."""
    settings: tuple[Setting, ...]

"""All that was noted of one session, with who noted it: what the finished visit prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from ..frozen import dataclass
from .history import History
from .issue import Issue
from .record import Record
from .treatment import Noted, Treatment


@dataclass(frozen=True)
class WrittenBy:
    """Something that somebody signed or added, with its time."""

    by: str
    at: str
    """ISO time in UTC."""
    words: str = ""


@dataclass(frozen=True)
class SessionSaid:
    """A treatment in the order in which it was noted, and its note."""

    noted: tuple[Noted, ...]
    treatment: Treatment
    is_minor: bool
    names: Mapping[str, str] = field(default_factory=dict)
    """By id, the names of the staff who noted or wrote any of it."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    """What the signed note says."""
    signed: WrittenBy | None = None
    """None while the note is not signed."""
    additions: tuple[WrittenBy, ...] = ()


@dataclass(frozen=True)
class WholeVisit:
    """A finished visit: all that is printed of it, in one document."""

    stands: Record
    """Its intake, with what was written about it since."""
    history: History
    issue: Issue
    said: SessionSaid

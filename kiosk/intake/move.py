"""A move: what a button asks for, and where one post leads."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..frozen import dataclass
from .draft import Draft
from .ending import CallKind

Go: TypeAlias = Literal["next", "back", "skip", "stop", "person", "agreed", "stay"]
"""What a button asks for; ``stay`` saves and shows the same step again."""


@dataclass(frozen=True)
class Move:
    """Where one post leads."""

    draft: Draft
    step: str
    calls: tuple[CallKind, ...] = ()
    """Calls that Today must show at once."""
    signed: bool = False
    """The client has signed: freeze the record now."""
    ends: bool = False
    """It is not the person the visit was started for: nothing is kept."""

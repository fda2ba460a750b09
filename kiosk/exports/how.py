"""How a file is written, whatever visits are in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from ..frozen import dataclass


@dataclass(frozen=True)
class How:
    """How a file is written, beside the visits that are in it."""

    language: str
    groups: tuple[str, ...]
    at: datetime
    """When it was asked for, on the clinic's clock."""
    versions: tuple[tuple[str, str, str], ...] = ()
    """Each version of the questions, with the first and the last day it was signed under."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the staff, by id."""
    majority_age: int = 18
    """From which age a client agrees for themselves, where this clinic is."""

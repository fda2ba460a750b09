"""The review sheet: all that a clinician reads and signs for, in parts that each have a sign.

The sign of a part is made of every word in it, so it says later whether any of them has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property

from ..frozen import dataclass


@dataclass(frozen=True)
class Item:
    """One rule, agreement or text."""

    title: str
    text: str
    about: str = ""
    """What it is, in a few words: how urgent, in which language, which version."""
    otherwise: str = ""
    """What the clinic has made of it; empty where it is as it comes."""
    source: str = ""
    from_memory: bool = False
    """Whether it was written down from memory, and a clinician has to confirm it first of all."""
    language: str = ""
    """What it is written in, where that is another than the sheet's."""


@dataclass(frozen=True)
class Part:
    """Items of one kind."""

    key: str
    title: str
    about: str
    items: tuple[Item, ...]

    @cached_property
    def sign(self) -> str:
        """Eight hex digits, made of every word."""
        told = json.dumps([asdict(each) for each in self.items], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    @property
    def from_memory(self) -> int:
        """How many of its items came from memory."""
        return sum(each.from_memory for each in self.items)


@dataclass(frozen=True)
class ReviewSheet:
    """All of it, in the clinic's language; what clients read in each that they may choose."""

    clinic: str
    language: str
    parts: tuple[Part, ...]

    @property
    def signs(self) -> dict[str, str]:
        """The sign of each part, by its key."""
        return {part.key: part.sign for part in self.parts}

    @property
    def version(self) -> str:
        """Twelve hex digits: another as soon as one word is."""
        return hashlib.sha256(" ".join(self.signs.values()).encode()).hexdigest()[:12]

    def changed_since(self, signs: Mapping[str, str]) -> tuple[Part, ...]:
        """The parts that are no longer what they were."""
        return tuple(part for part in self.parts if signs.get(part.key) != part.sign)

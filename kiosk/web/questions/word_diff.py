"""What has changed in the words of an agreement, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

Piece = tuple[str, str]
"""Some words, and what became of them: empty for those that stayed, ``del`` or ``ins``."""


def reworded(before: str, now: str) -> tuple[Piece, ...]:
    """The text as it is now, with what was taken out of it and what was put in."""
    return tuple(_pieces(before.split(), now.split()))


def _pieces(before: list[str], now: list[str]) -> Iterator[Piece]:
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    for what, start, end, first, last in steps:
        if what == "equal":
            yield " ".join(now[first:last]), ""
            continue
        if end > start:
            yield " ".join(before[start:end]), "del"
        if last > first:
            yield " ".join(now[first:last]), "ins"

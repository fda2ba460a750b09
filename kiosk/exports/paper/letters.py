"""How long words are and how many lines they take, reckoned from their letters alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from .text import Words

MM = 25.4 / 72
"""A point in millimetres."""

LINE = 1.28
"""From one line to the next, in letters' sizes."""

PLAIN, STRONG, SERIF = 0.455, 0.49, 0.51
"""How wide a letter is on average, in its own size."""

WIDE: Mapping[str, float] = {
    "plain": PLAIN,
    "strong": STRONG,
    "small": 0.85 * PLAIN,
    "big": 1.15 * STRONG,
    "name": PLAIN,
    "quote": PLAIN,
}
"""The same for each look of a run."""

LEFT_OVER = 2.2
"""Letters that on average have no room at the end of a line."""


def long(words: Words) -> float:
    """How long a line is, in the size of its letters."""
    return sum(len(run.text) * WIDE[run.look] for run in words)


def rows(length: float, width: float, size: float) -> int:
    """How many lines that length takes, in so many millimetres, at a size in points."""
    room = width / (size * MM) - LEFT_OVER * PLAIN
    # What fits without a break needs nothing left over.
    return 1 if length <= room + LEFT_OVER * PLAIN else ceil(length / max(room, 1))


def tall(lines: Iterable[Words], width: float, size: float) -> float:
    """The height of lines of words, in millimetres."""
    return sum(rows(long(words), width, size) for words in lines) * LINE * size * MM

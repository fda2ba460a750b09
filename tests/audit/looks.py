"""The ways of looking at a page: few, and yet every two things that can be chosen meet in one."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.intake.display import WAYS
from kiosk.languages import LANGUAGES
from kiosk.web.http.toggles import LABELS

SIZES = ((1280, 800), (1024, 768), (820, 1180), (390, 844), (320, 256))
"""Tablets lying and upright, a phone, and what is left of 1280 by 1024 at 400 %."""

THEMES = ("light", "dark", "bold", "forced", "still")
"""The three of the menu, a device that brings its own colours, one that asks for less motion."""

TEXTS = ("100", "133", "200")

WISHES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    **{kind: {kind: WAYS[kind][-1]} for kind in LABELS},
}
"""What a client may wish of the questions, by its name in a look, and as a draft keeps it."""


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    language: str
    theme: str
    size: tuple[int, int]
    text: str
    wish: str

    def __str__(self) -> str:
        """Short enough for the name of a file."""
        wish = f"-{self.wish}" if self.wish else ""
        return f"{self.theme}-{self.text}-{self.size[0]}{wish}"


def every_pair(levels: Sequence[int]) -> list[tuple[int, ...]]:
    """Rows of one level of each factor, so that any two levels of two factors meet in a row.

    The lines of a plane over a prime: all that have the same slope never meet, two of different
    slope meet once. A factor of few levels begins anew after its last.
    """
    prime = next(p for p in itertools.count(max(*levels, len(levels) - 1)) if _is_prime(p))
    plane = itertools.product(range(prime), repeat=2)
    lines = ((x, *((y + slope * x) % prime for slope in range(len(levels) - 1))) for x, y in plane)
    rows = (tuple(at % many for at, many in zip(line, levels, strict=True)) for line in lines)
    return list(dict.fromkeys(rows))


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % each for each in range(2, number))


def looks() -> list[Look]:
    """Every look that there is to take at each page."""
    factors: tuple[Sequence[Any], ...] = (list(LANGUAGES), THEMES, SIZES, TEXTS, list(WISHES))
    rows = every_pair([len(factor) for factor in factors])
    return [Look(*(factor[at] for factor, at in zip(factors, row, strict=True))) for row in rows]

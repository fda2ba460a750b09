"""Signals: how often clients felt heard, safe and well matched, counted over time.

A count never tells of one person: the smallest group is five, and a smaller number is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..frozen import dataclass

FEWEST = 5
"""The smallest group that is counted, and the smallest number that is said."""

Said = Mapping[str, Any]

SIGNALS: Mapping[str, Callable[[Said], bool]] = {
    "unsafe": lambda said: said.get("safe_to_speak") == "no",
    "unheard": lambda said: said.get("listened") == "no",
    "unclear": lambda said: said.get("plan_clear") == "no",
    "pressure": lambda said: said.get("pressure_was") in ("too_light", "too_firm"),
    "other": lambda said: said.get("good_fit") == "other",
    "support": lambda said: said.get("feelings_came") == "yes_more",
}
"""What is counted: said to be no, or wished otherwise."""


@dataclass(frozen=True)
class Period:
    """What was said in a quarter of a year."""

    year: int
    quarter: int
    answers: int | None
    """How many said how it was; None for fewer than five."""
    counts: Mapping[str, int | None]
    """By signal; None for fewer than five, and where nobody is counted."""


def signals(said: Iterable[tuple[str, Said]]) -> tuple[Period, ...]:
    """The quarters in which somebody answered, the newest first, from ISO days and answers."""
    by_quarter: dict[tuple[int, int], list[Said]] = {}
    for day, answers in said:
        by_quarter.setdefault((int(day[:4]), (int(day[5:7]) + 2) // 3), []).append(answers)
    return tuple(_period(*when, by_quarter[when]) for when in sorted(by_quarter, reverse=True))


def _period(year: int, quarter: int, said: list[Said]) -> Period:
    many = len(said) if len(said) >= FEWEST else None
    counts = {key: _count(said, is_so) if many else None for key, is_so in SIGNALS.items()}
    return Period(year, quarter, many, counts)


def _count(said: Iterable[Said], is_so: Callable[[Said], bool]) -> int | None:
    many = sum(map(is_so, said))
    return None if 0 < many < FEWEST else many

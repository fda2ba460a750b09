"""Rehearsal: which marked places will be uncovered, one at a time, with the answers that stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue.covering import CLOTHED, LEFT_OUT, SIDE_UP, members
from ..catalogue.regions import REGION
from ..frozen import dataclass

WORKED = ("work", "gentle")
"""Marks by which a place is worked on without being asked for first."""

MOST = 4
"""Places that are shown: the others are said to be covered in the same way."""


@dataclass(frozen=True)
class Uncovered:
    """One marked place, as it will be uncovered."""

    region: str
    position: str
    """How the client lies for it."""
    covered_by: tuple[str, ...]
    """The choices of "keep covered" that would leave it covered."""


@dataclass(frozen=True)
class Rehearsal:
    """What is uncovered of the marks, and what is not because it is private."""

    places: tuple[Uncovered, ...]
    more: bool
    """Whether there are more than are shown."""
    private: bool
    """Whether a private area is marked that nobody has said yes to."""


def rehearsal(said: Mapping[str, Any]) -> Rehearsal:
    """Of the answers that stand: nothing is uncovered that any of them keeps covered."""
    marks = sorted(said.get("body_marks") or (), key=_weight)
    wanted = [mark["region"] for mark in marks if mark["mark"] in WORKED]
    closed = covered(said)
    lies = dict(_positions(said))
    shown = tuple(
        Uncovered(key, lies[REGION[key].figure], tuple(_covered_by(key)))
        for key in wanted
        if key not in closed and REGION[key].figure in lies and not _asked_first(said, key)
    )
    private = any(_asked_first(said, key) for key in wanted)
    return Rehearsal(shown[:MOST], len(shown) > MOST, private)


def covered(said: Mapping[str, Any]) -> set[str]:
    """The places that are left out, kept covered or clothed."""
    picked = (
        place
        for question, choices in LEFT_OUT.items()
        for choice in said.get(question) or ()
        for place in choices.get(choice, ())
    )
    return members((*picked, *CLOTHED.get(str(said.get("undress_level")), ())))


def _weight(mark: Mapping[str, Any]) -> tuple[int, int]:
    return (*WORKED, "").index(mark["mark"] if mark["mark"] in WORKED else ""), -mark.get(
        "level", 0
    )


def _asked_first(said: Mapping[str, Any], region: str) -> bool:
    """Whether it is private, and there is no plain yes to it: then it stays covered."""
    area = REGION[region].sensitive
    return bool(area) and not (said.get("any_sensitive") == "choose" and said.get(area) == "yes")


def _positions(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The sides that can be seen: those of the positions accepted, all until that is said."""
    accepted = said.get("positions_ok") or SIDE_UP
    return ((side, position) for position, side in SIDE_UP.items() if position in accepted)


def _covered_by(region: str) -> Iterator[str]:
    choices = LEFT_OUT["keep_covered"]
    return (choice for choice in choices if region in members(choices[choice]))

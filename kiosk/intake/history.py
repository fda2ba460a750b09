"""The history: how one person's pain, stress, sleep and home care went from visit to visit.

Only what was asked at a visit counts as of that visit: a kept answer is no new finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.questions import Scale
from ..catalogue.regions import REGION

REAL = 2
"""Points on the 0 to 10 scale under which a change is not called one (intake-content, 8.1)."""

SCALES = tuple(question.key for question in CATALOGUE.questions if isinstance(question, Scale))

NO_NOTES: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True)
class Point:
    """One visit."""

    day: str
    """ISO date."""
    pain: int | None = None
    stress: int | None = None
    sleep: str = ""
    """As answered: good, ok or poor; empty where it was not asked or left open."""
    home: str = ""
    """Whether the ideas for home were tried: yes, some, no or none_given; empty as above."""
    release: bool | None = None
    """Whether feelings came up; None while no session note says."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Every answer from 0 to 10, by question id."""


@dataclass(frozen=True)
class Area:
    """A place on the body that was marked for work at more than one visit."""

    region: str
    days: tuple[str, ...]
    """ISO dates of those visits."""

    @property
    def between(self) -> tuple[int, ...]:
        """The days from each to the next."""
        return tuple(
            (date.fromisoformat(to) - date.fromisoformat(since)).days
            for since, to in pairwise(self.days)
        )


@dataclass(frozen=True)
class History:
    """All visits of one person, oldest first, and what comes back."""

    points: tuple[Point, ...] = ()
    areas: tuple[Area, ...] = ()

    def __bool__(self) -> bool:
        """One visit is no history yet."""
        return len(self.points) > 1

    def before(self, scale: str, visits: int = 3) -> tuple[tuple[int, str], ...]:
        """Earlier answers to a 0 to 10 question with their days, the newest first."""
        told = [(p.scales[scale], p.day) for p in self.points[:-1] if scale in p.scales]
        return tuple(reversed(told[-visits:]))


NO_HISTORY = History()


def history_of(
    records: Iterable[Mapping[str, Any]], notes: Mapping[str, Mapping[str, Any]] = NO_NOTES
) -> History:
    """The history that these records of one person (as JSON has them, oldest first) tell.

    ``notes`` has the therapist's session note of each visit that has one, by the record's id.
    """
    visits = list(records)
    return History(
        tuple(_point(visit, notes.get(visit["id"])) for visit in visits), tuple(_areas(visits))
    )


def better_by(before: int, now: int) -> int:
    """How many points lower it is now, below 0 where it is higher; 0 for less than is real."""
    return before - now if abs(before - now) >= REAL else 0


def pain_since(history: History) -> tuple[int | None, int | None]:
    """How much better the pain is than at the last visit that tells, and than at the first.

    None where there is nothing to compare.
    """
    told = [point.pain for point in history.points if point.pain is not None]
    if not history.points or history.points[-1].pain is None or len(told) < 2:
        return None, None
    first = better_by(told[0], told[-1]) if len(told) > 2 else None
    return better_by(told[-2], told[-1]), first


def _point(visit: Mapping[str, Any], note: Mapping[str, Any] | None) -> Point:
    said: Mapping[str, Any] = visit["answers"]
    scales = {key: said[key] for key in SCALES if isinstance(said.get(key), int)}
    return Point(
        visit["visit_day"],
        scales.get("today_pain", scales.get("pain_now")),
        scales.get("today_stress", scales.get("stress_level")),
        said.get("sleep_quality") or "",
        said.get("home_done") or "",
        None if note is None else "feelings" in (note.get("note_response") or ()),
        scales,
    )


def _areas(visits: Iterable[Mapping[str, Any]]) -> Iterable[Area]:
    """What was marked for work more than once: the most often first, then from head to foot."""
    days: dict[str, list[str]] = {}
    for visit in visits:
        for region in _worked(visit["answers"]):
            days.setdefault(region, []).append(visit["visit_day"])
    again = [Area(key, tuple(days[key])) for key in REGION if len(days.get(key, ())) > 1]
    return sorted(again, key=lambda area: -len(area.days))


def _worked(answers: Mapping[str, Any]) -> set[str]:
    marks = answers.get("body_marks") or ()
    return {mark["region"] for mark in marks if mark["mark"] == "work"}

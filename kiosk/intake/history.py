"""The history: how one person's pain, stress, sleep and home care went from visit to visit.

Only what was asked at a visit counts as of that visit: a kept answer is no new finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.questions import Scale
from ..catalogue.regions import REGION
from ..frozen import dataclass
from .next_visit import next_day

REAL = 2
"""Points on the 0 to 10 scale under which a change is not called one (intake-content, 8.1)."""

SCALES = tuple(question.key for question in CATALOGUE.questions if isinstance(question, Scale))

NO_NOTES: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True)
class Felt:
    """How somebody felt before a session, wished to feel, and felt after it."""

    before: tuple[str, ...]
    wished: str
    after: tuple[str, ...]

    @property
    def as_wished(self) -> bool | None:
        """Whether they felt as they wished; None where one of the two was left open."""
        return self.wished in self.after if self.wished and self.after else None


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
    softer: bool | None = None
    """Whether muscles softened, as the note has it; None as above."""
    freer: bool | None = None
    """Whether they moved more freely; None as above."""
    relief: str = ""
    """How it was after the massage before, as answered at this visit: better_long and so on."""
    brought_back: tuple[str, ...] = ()
    """What brought the tension back since then."""
    home_why: tuple[str, ...] = ()
    """What got in the way of the ideas for home."""
    felt: Felt | None = None
    """How they felt before and after; None where that is not for whoever asks."""
    next_day: str = ""
    """The ISO date of the next visit that was agreed; empty where none was."""
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
    records: Iterable[Mapping[str, Any]],
    notes: Mapping[str, Mapping[str, Any]] = NO_NOTES,
    afterwards: Mapping[str, Mapping[str, Any]] = NO_NOTES,
) -> History:
    """The history that these records of one person (as JSON has them, oldest first) tell.

    ``notes`` has the therapist's session note of each visit that has one, by the record's id;
    ``afterwards`` how it was for the client, of those whose answer may be read by whoever asks.
    """
    visits = list(records)
    points = (_point(each, notes.get(each["id"]), afterwards.get(each["id"])) for each in visits)
    return History(tuple(points), tuple(_areas(visits)))


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


def _point(
    visit: Mapping[str, Any], note: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Point:
    said: Mapping[str, Any] = visit["answers"]
    scales = {key: said[key] for key in SCALES if isinstance(said.get(key), int)}
    came = None if note is None else set(note.get("note_response") or ())
    return Point(
        visit["visit_day"],
        scales.get("today_pain", scales.get("pain_now")),
        scales.get("today_stress", scales.get("stress_level")),
        said.get("sleep_quality") or "",
        said.get("home_done") or "",
        None if came is None else "feelings" in came,
        None if came is None else "softened" in came,
        None if came is None else "range_better" in came,
        said.get("since_last") or "",
        tuple(said.get("brought_back") or ()),
        tuple(said.get("home_why") or ()),
        _felt(said, after) if after else None,
        next_day(note, visit["visit_day"]) if note else "",
        scales,
    )


def _felt(said: Mapping[str, Any], after: Mapping[str, Any]) -> Felt:
    before = tuple(said.get("feel_before") or ())
    return Felt(before, said.get("feel_goal") or "", tuple(after.get("feel_now") or ()))


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

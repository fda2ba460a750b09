"""Figures of whole weeks for an admin: of groups, and never of fewer than five people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ..frozen import dataclass
from ..intake.small_groups import FEWEST, shown, shown_with_total
from ..store import Transaction
from ..store.clinics import Clinic
from ..store.intakes import figures
from ..store.intakes.figures import Counted

WEEKS = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekFigures:
    """One week that is over. None where a number would tell of fewer than five people."""

    week: str
    """ISO date of its Monday."""
    visits: int | None
    kinds: Mapping[str, int | None]
    languages: Mapping[str, int | None]
    minutes: Mapping[str, float | None]
    """By step, in the middle, to half a minute: how many took it is not told, for the difference
    between two steps would be who stopped there."""
    backs: Mapping[str, int | None]
    persons: Mapping[str, int | None]
    stops: Mapping[str, int | None]


def last_whole_week(clinic: Clinic, today: date) -> date:
    """The Monday of the newest week that is over: one that goes on would tell by what changes."""
    return figures.monday(today) - WEEK


def figures_until(tx: Transaction, last: date, site_id: str) -> tuple[WeekFigures, ...]:
    """Eight weeks of a site up to the one that begins on this Monday, the newest last.

    Each site by itself and never all together: beside a sum, the numbers that one site hides would
    follow from those of the others.
    """
    first = last - (WEEKS - 1) * WEEK
    counted = figures.of_weeks(tx, first, last, site_id)
    weeks = ((first + number * WEEK).isoformat() for number in range(WEEKS))
    return tuple(_of(week, [each for each in counted if each.week == week]) for week in weeks)


def _of(week: str, counted: Iterable[Counted]) -> WeekFigures:
    by: dict[str, dict[str, int]] = {}
    rows = list(counted)
    for each in rows:
        by.setdefault(each.kind, {})[each.what] = each.times
    visits, kinds = shown_with_total(by.get("visit", {}))
    _, languages = shown_with_total(by.get("language", {}))
    return WeekFigures(
        week,
        visits,
        kinds,
        languages,
        {each.what: _minutes(each) for each in rows if each.kind == "step"},
        shown(by.get("back", {})),
        shown(by.get("person", {})),
        shown(by.get("stop", {})),
    )


def _minutes(each: Counted) -> float | None:
    return round(each.seconds / each.times / 30) / 2 if each.times >= FEWEST else None

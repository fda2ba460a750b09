"""The week's report: who of the staff opened whose intakes, and which were another therapist's.

An admin looks at it once a week: whoever opens what they have no session for stands out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from ..frozen import dataclass
from ..store import Transaction, audit
from ..store.audit import Entry
from ..store.clinics import Clinic
from ..store.records import record_rows
from .read_audit import Asked, wanted_of
from .read_beside import AGREEMENTS

DAYS = 7
OPENED = ("view", "open", "print", "export", "hand_out")
"""What lets answers be seen, or lets them leave."""


@dataclass(frozen=True)
class OpenedIntake:
    """One signed intake that somebody opened."""

    id: str
    times: int
    of_another: bool
    """It is the visit of another therapist."""


@dataclass(frozen=True)
class StaffWeek:
    """What one member of staff, a device or a command opened in these days."""

    by: str
    times: Counter[str]
    """How often, by event."""
    intakes: tuple[OpenedIntake, ...]
    """Those of others first, then the most often opened. An export of days is no one intake."""

    @property
    def of_others(self) -> int:
        """How many of the intakes are another therapist's."""
        return sum(each.of_another for each in self.intakes)


def week_until(last: date) -> tuple[date, date]:
    """The first and the last day of the week that ends with this day."""
    return last - timedelta(days=DAYS - 1), last


def week_report(tx: Transaction, clinic: Clinic, last: date) -> list[StaffWeek]:
    """Everybody who opened anything in the week that ends with this day, who opened most first.

    To see what somebody agreed to, as the desk may of everybody, is to open no intake.
    """
    first, _ = week_until(last)
    wanted = replace(wanted_of(tx, Asked(first, last), clinic), events=frozenset(OPENED))
    by: dict[str, list[Entry]] = defaultdict(list)
    for each in audit.all_matching(tx, wanted):
        if each.reason != AGREEMENTS:
            by[each.actor].append(each)
    subjects = {row.subject for rows in by.values() for row in rows}
    whose = record_rows.therapists_of(tx, subjects)
    weeks = [_of(actor, rows, whose) for actor, rows in by.items()]
    return sorted(weeks, key=lambda week: (-len(week.intakes), -week.times.total(), week.by))


def _of(by: str, rows: Iterable[Entry], whose: Mapping[str, str]) -> StaffWeek:
    rows = list(rows)
    opened = Counter(row.subject for row in rows if row.subject in whose)
    intakes = (
        OpenedIntake(this, times, of_another=whose[this] not in ("", by))
        for this, times in opened.items()
    )
    ordered = sorted(intakes, key=lambda each: (not each.of_another, -each.times, each.id))
    return StaffWeek(by, Counter(row.event for row in rows), tuple(ordered))

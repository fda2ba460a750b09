"""Figures: counters by week. A count is one statement in a transaction that writes anyway.

A row says how often something was done by everybody together; it is of nobody, and nothing of a
client is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select, text

from ..engine.tables import FIGURE
from ..engine.transaction import Transaction

Kind = Literal["step", "back", "person", "stop", "visit", "language"]

LONGEST = 900
"""Seconds that one look at a page counts at most: a tablet left lying says nothing of a step."""

_COUNT = text(
    "INSERT INTO figure (clinic_id, week, kind, what, times, seconds) "
    "VALUES (:clinic_id, :week, :kind, :what, 1, :seconds) "
    "ON CONFLICT (clinic_id, week, kind, what) DO UPDATE "
    "SET times = figure.times + 1, seconds = figure.seconds + :seconds"
)


@dataclass(frozen=True)
class Counted:
    """How often something was done in a week, and for how many seconds in all."""

    week: str
    kind: str
    what: str
    times: int
    seconds: int


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def count(
    tx: Transaction, clinic_id: str, day: date, kind: Kind, what: str, seconds: int = 0
) -> None:
    """One more of it in this day's week."""
    row = {"clinic_id": clinic_id, "week": monday(day).isoformat(), "kind": kind, "what": what}
    tx.connection.execute(_COUNT, {**row, "seconds": min(max(seconds, 0), LONGEST)})


def of_weeks(tx: Transaction, first: date, last: date) -> list[Counted]:
    """All that was counted in the weeks that begin between these days, both included."""
    within = FIGURE.c.week.between(first.isoformat(), last.isoformat())
    names = (FIGURE.c[name] for name in ("week", "kind", "what", "times", "seconds"))
    query = select(*names).where(within).order_by(FIGURE.c.week, FIGURE.c.kind, FIGURE.c.what)
    return [Counted(*row) for row in tx.connection.execute(query)]

"""Figures: counters by week. A count is one statement in a transaction that writes anyway.

A row says how often something was done by everybody together; it is of nobody, and nothing of a
client is in it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select, text

from ...frozen import dataclass
from ..engine.often import Often
from ..engine.site_tables import FIRST
from ..engine.tables import FIGURE
from ..engine.transaction import Transaction

Kind = Literal["step", "back", "person", "stop", "visit", "language"]

LONGEST = 900
"""Seconds that one look at a page counts at most: a tablet left lying says nothing of a step."""

_COUNT = Often(
    text(
        "INSERT INTO figure (clinic_id, week, kind, what, times, seconds, site_id) "
        "VALUES (:clinic_id, :week, :kind, :what, 1, :seconds, :site_id) "
        "ON CONFLICT (clinic_id, week, kind, what, site_id) DO UPDATE "
        "SET times = figure.times + 1, seconds = figure.seconds + :seconds"
    )
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


@dataclass(frozen=True)
class Where:
    """Whose counters they are."""

    clinic_id: str
    site_id: str = FIRST


def count(
    tx: Transaction, where: Where, day: date, kind: Kind, what: str, seconds: int = 0
) -> None:
    """One more of it in this day's week."""
    row = {**asdict(where), "week": monday(day).isoformat(), "kind": kind, "what": what}
    _COUNT.done(tx, {**row, "seconds": min(max(seconds, 0), LONGEST)})


def of_weeks(tx: Transaction, first: date, last: date, site_id: str = FIRST) -> list[Counted]:
    """All that was counted at a site in the weeks that begin between these days, both included."""
    within = FIGURE.c.week.between(first.isoformat(), last.isoformat())
    names = (FIGURE.c[name] for name in ("week", "kind", "what", "times", "seconds"))
    query = (
        select(*names)
        .where(within, FIGURE.c.site_id == site_id)
        .order_by(FIGURE.c.week, FIGURE.c.kind, FIGURE.c.what)
    )
    return [Counted(*row) for row in tx.connection.execute(query)]

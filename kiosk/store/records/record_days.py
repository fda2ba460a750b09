"""The days of records, and how many there are, by their plain columns: nothing is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from ...frozen import dataclass
from ..engine.tables import RECORD
from ..engine.transaction import Transaction


@dataclass(frozen=True)
class DayOf:
    """A visit of somebody."""

    id: str
    sequence: int
    visit_day: str
    therapist_id: str
    signed_at: datetime
    site_id: str
    """Where it was signed."""


def days_of(
    tx: Transaction, client_ids: Iterable[str], limit: int | None = None, before: int | None = None
) -> list[DayOf]:
    """The newest visits of these clients, or the ones next older than the sequence ``before``."""
    plain = ("id", "sequence", "visit_day", "therapist_id", "signed_at", "site_id")
    columns = (RECORD.c[name] for name in plain)
    query = select(*columns).where(RECORD.c.client_id.in_(list(client_ids)))
    if before is not None:
        query = query.where(RECORD.c.sequence < before)
    rows = tx.connection.execute(query.order_by(RECORD.c.sequence.desc()).limit(limit))
    return [DayOf(*row) for row in rows]


def are_there(tx: Transaction, number: int) -> bool:
    """Whether so many have been signed, or more; cheap for a small number."""
    some = select(RECORD.c.sequence).limit(number)
    return len(tx.connection.execute(some).all()) >= number

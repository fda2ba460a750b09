"""Reflections: how it was, in a client's own words, beside the record. Who reads one: the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from ...frozen import dataclass
from .. import audit
from ..engine.tables import ENTRY, RECORD
from ..engine.transaction import Transaction
from . import entries, hand_overs, restrictions
from .entries import Entry


@dataclass(frozen=True)
class Reflection:
    """What a client said after a session."""

    record_id: str
    answers: Mapping[str, Any]
    made_at: datetime
    made_by: str
    """The tablet it was tapped on, or whatever else it came by."""


def keep(tx: Transaction, record_id: str, answers: Mapping[str, Any], by: str) -> bool:
    """Keep it, signed and sealed. A client answers once: False where they have. Raises Missing."""
    hand_overs.take_back(tx, record_id)
    if of(tx, record_id) is not None:
        return False
    entries.keep(tx, record_id, "reflection", dict(answers), by)
    audit.write(tx, "reflect", by, record_id)
    return True


def of(tx: Transaction, record_id: str) -> Reflection | None:
    """What the client of this record said; None where they have not been asked or said nothing."""
    return of_all(tx, [record_id]).get(record_id)


def of_all(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Reflection]:
    """The same for many at the price of one, by record id."""
    found = entries.of(tx, record_ids, "reflection")
    return {each.record_id: each for each in entries.read(found, _reflection)}


def given(tx: Transaction, record_ids: Iterable[str]) -> set[str]:
    """Of these records, those whose client has answered. Nothing is opened for it."""
    mine = ENTRY.c.record_id.in_(list(record_ids)), ENTRY.c.kind == "reflection"
    return set(tx.connection.scalars(select(ENTRY.c.record_id).where(*mine)))


def since(tx: Transaction, day: str) -> list[tuple[str, str]]:
    """The records of visits from this ISO day on that have one, with the day; newest first.

    What is restricted is not used, and not counted either.
    """
    query = (
        select(RECORD.c.id, RECORD.c.visit_day)
        .join_from(RECORD, ENTRY, ENTRY.c.record_id == RECORD.c.id)
        .where(ENTRY.c.kind == "reflection", ENTRY.c.made_at >= _before(day))
        .where(RECORD.c.visit_day >= day, restrictions.usable(tx))
        .order_by(ENTRY.c.sequence.desc())
    )
    return [(row.id, row.visit_day) for row in tx.connection.execute(query)]


def _before(day: str) -> datetime:
    """A moment before this day begins, in whatever time zone: nobody answers before they came."""
    return datetime.combine(date.fromisoformat(day), time(), UTC) - timedelta(days=1)


def _reflection(entry: Entry) -> Reflection:
    return Reflection(entry.record_id, entry.said, entry.made_at, entry.made_by)

"""Entries of the clinic's calendar: which planned visit each became, so that none comes twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update

from ...frozen import dataclass
from ..engine.tables import CALENDAR_ENTRY
from ..engine.transaction import Transaction
from .visit_days import day_over


@dataclass(frozen=True)
class Entry:
    """What the calendar says of a planned visit beside its hour."""

    therapist_id: str
    """Whom it names; empty for nobody, or nobody who is known."""
    gone: bool
    """Whether it is in the calendar no more."""


def of_visits(tx: Transaction, visit_ids: Iterable[str]) -> dict[str, Entry]:
    """By visit, what the calendar says; only those that came of it."""
    mine = CALENDAR_ENTRY.c.visit_id.in_(list(visit_ids))
    rows = tx.connection.execute(select(CALENDAR_ENTRY).where(mine)).all()
    return {row.visit_id: Entry(row.therapist_id, row.gone) for row in rows}


def visit_of(tx: Transaction, uid: str) -> str:
    """The id of the visit that this entry became, there or taken off since; empty for a new one."""
    mine = CALENDAR_ENTRY.c.mark == _mark(uid)
    return tx.connection.scalar(select(CALENDAR_ENTRY.c.visit_id).where(mine)) or ""


def became(
    tx: Transaction, uid: str, clinic_id: str, visit_id: str, day: str, therapist_id: str = ""
) -> None:
    """This entry is that visit from now on, with the therapist it names."""
    row = {"mark": _mark(uid), "clinic_id": clinic_id, "visit_id": visit_id, "day": day}
    tx.connection.execute(insert(CALENDAR_ENTRY), row | {"therapist_id": therapist_id})


def is_there(tx: Transaction, uid: str, therapist_id: str) -> None:
    """It is in the calendar still, or again, and names this therapist."""
    this = CALENDAR_ENTRY.c.mark == _mark(uid)
    said = {"therapist_id": therapist_id, "gone": False}
    tx.connection.execute(update(CALENDAR_ENTRY).where(this).values(**said))


def are_gone(tx: Transaction, visit_ids: Iterable[str]) -> None:
    """The entries of these visits are in the calendar no more."""
    mine = CALENDAR_ENTRY.c.visit_id.in_(list(visit_ids))
    tx.connection.execute(update(CALENDAR_ENTRY).where(mine).values(gone=True))


def moved(tx: Transaction, uid: str, day: str) -> None:
    """It stands on another day by now."""
    this = update(CALENDAR_ENTRY).where(CALENDAR_ENTRY.c.mark == _mark(uid))
    tx.connection.execute(this.values(day=day))


def between(tx: Transaction, first: str, last: str, uids: set[str]) -> list[str]:
    """The visits of these days that came of a calendar, but of none of these entries."""
    days = CALENDAR_ENTRY.c.day.between(first, last)
    rows = tx.connection.execute(select(CALENDAR_ENTRY).where(days)).all()
    known = set(map(_mark, uids))
    return [row.visit_id for row in rows if bytes(row.mark) not in known]


def forget_over(tx: Transaction) -> None:
    """Entries of days that are over."""
    over = CALENDAR_ENTRY.c.day <= day_over(tx)
    tx.connection.execute(delete(CALENDAR_ENTRY).where(over))


def _mark(uid: str) -> bytes:
    # A digest: what a calendar calls an event may hold a name or an address.
    return hashlib.sha256(f"calendar entry {uid}".encode()).digest()

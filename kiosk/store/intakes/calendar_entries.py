"""Entries of the clinic's calendar: which planned visit each became, so that none comes twice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from ...frozen import dataclass
from ..engine.tables import CALENDAR_ENTRY
from ..engine.transaction import Transaction
from .visit_days import day_over

_AS_BEFORE = CALENDAR_ENTRY.c.called.is_(None) & (func.length(CALENDAR_ENTRY.c.mark) > 16)


@dataclass(frozen=True)
class Entry:
    """What the calendar says of a planned visit beside its hour."""

    therapist_id: str
    """Whom it names; empty for nobody, or nobody who is known."""
    gone: bool
    """Whether it is in the calendar no more."""


@dataclass(frozen=True)
class Known:
    """An entry as it was read last."""

    mark: bytes
    visit_id: str
    """The visit it became, which is there or was taken off since."""
    day: str
    gone: bool
    series: bytes | None
    called: bytes | None
    """By whose name; None, as its series, where it was read before anybody kept that."""


@dataclass(frozen=True)
class Said:
    """An entry as it is read now."""

    mark: bytes
    series: bytes
    called: bytes
    day: str
    therapist_id: str


def mark(tx: Transaction, uid: str) -> bytes:
    """Which entry it is, by what its calendar calls it, which may hold a name or an address."""
    return _keyed(tx, hashlib.sha256(f"calendar entry {uid}".encode()).digest())


def series(tx: Transaction, of: str) -> bytes:
    """Of which series it is, by what its calendar calls that."""
    return tx.keys.blind("calendar series", of)


def called(tx: Transaction, name: str) -> bytes:
    """By whose name it is."""
    return tx.keys.blind("calendar name", name)


def of_visits(tx: Transaction, visit_ids: Iterable[str]) -> dict[str, Entry]:
    """By visit, what the calendar says; only those that came of it."""
    mine = CALENDAR_ENTRY.c.visit_id.in_(list(visit_ids))
    found = select(CALENDAR_ENTRY).where(mine).order_by(CALENDAR_ENTRY.c.gone.desc())
    rows = tx.connection.execute(found).all()
    return {row.visit_id: Entry(row.therapist_id, row.gone) for row in rows}


def all_known(tx: Transaction) -> list[Known]:
    """All entries that were read, of days that are not over, the earliest first.

    Marks of before 0040 are no key's: whoever guesses a name could try them. They are hidden here.
    """
    for old in tx.connection.scalars(select(CALENDAR_ENTRY.c.mark).where(_AS_BEFORE)).all():
        this = update(CALENDAR_ENTRY).where(CALENDAR_ENTRY.c.mark == old)
        tx.connection.execute(this.values(mark=_keyed(tx, bytes(old))))
    found = select(CALENDAR_ENTRY).order_by(CALENDAR_ENTRY.c.day, CALENDAR_ENTRY.c.mark)
    rows = tx.connection.execute(found).all()
    return [_known(row) for row in rows]


def became(
    tx: Transaction, said: Said, clinic_id: str, visit_id: str, there: Collection[bytes]
) -> None:
    """This entry is that visit from now on, and none that is not ``there`` by now is."""
    mine = CALENDAR_ENTRY.c.visit_id == visit_id
    replaced = mine & CALENDAR_ENTRY.c.mark.not_in(there)
    tx.connection.execute(delete(CALENDAR_ENTRY).where(replaced))
    row = {"clinic_id": clinic_id, "visit_id": visit_id, **_said(said)}
    tx.connection.execute(insert(CALENDAR_ENTRY), row)


def is_there(tx: Transaction, before: Known, said: Said) -> None:
    """It is in the calendar still, or again, as this says."""
    this = CALENDAR_ENTRY.c.mark == before.mark
    tx.connection.execute(update(CALENDAR_ENTRY).where(this).values(**_said(said)))


def are_gone(tx: Transaction, visit_ids: Iterable[str]) -> None:
    """The entries of these visits are in the calendar no more."""
    mine = CALENDAR_ENTRY.c.visit_id.in_(list(visit_ids))
    tx.connection.execute(update(CALENDAR_ENTRY).where(mine).values(gone=True))


def let_go(tx: Transaction, before: Known) -> None:
    """What its calendar calls so is another's by now: its visit is in the calendar no more."""
    this = CALENDAR_ENTRY.c.mark == before.mark
    values = {"mark": _keyed(tx, before.mark, before.visit_id), "gone": True}
    tx.connection.execute(update(CALENDAR_ENTRY).where(this).values(**values))


def forget_over(tx: Transaction) -> None:
    """Entries of days that are over."""
    over = CALENDAR_ENTRY.c.day <= day_over(tx)
    tx.connection.execute(delete(CALENDAR_ENTRY).where(over))


def _said(said: Said) -> dict[str, Any]:
    whose = {"series": said.series, "called": said.called, "therapist_id": said.therapist_id}
    return {"mark": said.mark, "day": said.day, "gone": False, **whose}


def _known(row: Row[Any]) -> Known:
    mark, series, called = map(_bytes, (row.mark, row.series, row.called))
    return Known(mark or b"", row.visit_id, row.day, row.gone, series, called)


def _bytes(value: bytes | None) -> bytes | None:
    # PostgreSQL's driver may hand out a view.
    return None if value is None else bytes(value)


def _keyed(tx: Transaction, said: bytes, *words: str) -> bytes:
    return tx.keys.blind("calendar entry", said.hex(), *words)

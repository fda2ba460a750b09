"""Erasures: keyed marks of what was erased, so that an old backup cannot bring it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import delete, func, insert, select

from ..engine.tables import CALL, ERASING, INTAKE, RECORD, TOMBSTONE
from ..engine.transaction import Transaction
from ..errors import Missing
from . import client_links, papers


def remember(tx: Transaction, clinic_id: str, erased: Iterable[str]) -> None:
    """Mark these ids of intakes or records as erased; what they were cannot be told from it."""
    rows = [
        {"mark": mark_of(tx, gone), "clinic_id": clinic_id, "erased_at": tx.now}
        for gone in erased
        if not is_erased(tx, gone)
    ]
    if rows:
        tx.connection.execute(insert(TOMBSTONE), rows)
    tx.wipe_after()


def mark_of(tx: Transaction, erased: str) -> bytes:
    """The mark an erased id leaves."""
    return tx.keys.blind("erased", erased)


def is_erased(tx: Transaction, gone: str) -> bool:
    """Whether this id was erased once."""
    mark = mark_of(tx, gone)
    return (
        tx.connection.execute(select(TOMBSTONE.c.mark).where(TOMBSTONE.c.mark == mark)).first()
        is not None
    )


def marks(tx: Transaction) -> set[bytes]:
    """All marks, to be kept apart from the backups."""
    return set(tx.connection.scalars(select(TOMBSTONE.c.mark)))


def how_many(tx: Transaction) -> int:
    """How many marks there are."""
    return tx.connection.scalar(select(func.count()).select_from(TOMBSTONE)) or 0


def brought_back(tx: Transaction, known: set[bytes]) -> list[str]:
    """The ids of what a restored backup brought back of these marks."""
    return [
        found
        for table in (INTAKE, RECORD)
        for found in tx.connection.scalars(select(table.c.id))
        if mark_of(tx, found) in known
    ]


def drop(tx: Transaction, gone: str) -> None:
    """Delete an intake or a record and all that hangs on it, for good: it leaves its mark.

    What is not there leaves none.
    """
    for table in (INTAKE, RECORD):
        query = select(table.c.clinic_id).where(table.c.id == gone)
        if clinic_id := tx.connection.scalar(query):
            remember(tx, clinic_id, [gone])
    with suppress(Missing):
        theirs = client_links.all_of(tx, client_links.client_of(tx, gone))
        papers.forget(tx, theirs, gone)
        papers.owe_all(tx, theirs)
    tx.connection.execute(delete(CALL).where(CALL.c.intake_id == gone))
    tx.connection.execute(delete(INTAKE).where(INTAKE.c.id == gone))
    tx.connection.execute(insert(ERASING), {"record_id": gone})
    tx.connection.execute(delete(RECORD).where(RECORD.c.id == gone))
    tx.connection.execute(delete(ERASING))

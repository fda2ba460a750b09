"""Erasures: keyed marks of what was erased, so that an old backup cannot bring it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import delete, func, insert, or_, select

from ..engine.tables import (
    ALIKE,
    APART,
    BROUGHT,
    CALL,
    CARD,
    CARD_DUE,
    CLIENT,
    ERASING,
    INTAKE,
    RECORD,
    TOMBSTONE,
    VISIT,
)
from ..engine.transaction import Transaction
from ..errors import Missing
from . import brought, client_links, holds, papers, restrictions


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


def is_client_erased(tx: Transaction, gone: str) -> bool:
    """Whether the client of this id was erased."""
    return is_erased(tx, _as_client(gone))


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
        for table in (INTAKE, RECORD, VISIT)
        for found in tx.connection.scalars(select(table.c.id))
        if mark_of(tx, found) in known
    ]


def clients_brought_back(tx: Transaction, known: set[bytes]) -> list[str]:
    """The same for clients: one may be gone while a record of its id stands, and the other way."""
    every = tx.connection.scalars(select(CLIENT.c.id))
    return [found for found in every if mark_of(tx, _as_client(found)) in known]


def brought_in_again(tx: Transaction, known: set[bytes]) -> list[str]:
    """The same for what was brought in of a client, who may stay by what they signed."""
    every = tx.connection.scalars(select(BROUGHT.c.client_id))
    return [found for found in every if mark_of(tx, _as_brought(found)) in known]


def drop_brought(tx: Transaction, client_id: str) -> None:
    """Delete what was brought in of a client, for good: it leaves its mark."""
    clinic = select(CLIENT.c.clinic_id).where(CLIENT.c.id == client_id)
    for clinic_id in tx.connection.scalars(clinic).all():
        remember(tx, clinic_id, [_as_brought(client_id)])
    brought.forget(tx, [client_id])


def drop(tx: Transaction, gone: str) -> None:
    """Delete an intake, a record or a planned visit and all that hangs on it, for good: it leaves
    its mark.

    What is not there leaves none.
    """
    for table in (INTAKE, RECORD, VISIT):
        query = select(table.c.clinic_id).where(table.c.id == gone)
        if clinic_id := tx.connection.scalar(query):
            remember(tx, clinic_id, [gone])
    with suppress(Missing):
        theirs = client_links.all_of(tx, client_links.client_of(tx, gone))
        papers.forget(tx, theirs, gone)
        papers.owe_all(tx, theirs)
    tx.connection.execute(delete(CALL).where(CALL.c.intake_id == gone))
    holds.forget(tx, "record", [gone])
    for table in (INTAKE, VISIT):
        tx.connection.execute(delete(table).where(table.c.id == gone))
    tx.connection.execute(insert(ERASING), {"record_id": gone})
    tx.connection.execute(delete(RECORD).where(RECORD.c.id == gone))
    tx.connection.execute(delete(ERASING))


def drop_clients(tx: Transaction, client_ids: list[str]) -> None:
    """Delete clients none of whose records is left, for good: each leaves its mark."""
    clinics = select(CLIENT.c.clinic_id).where(CLIENT.c.id.in_(client_ids))
    for clinic_id in tx.connection.scalars(clinics.limit(1)).all():
        remember(tx, clinic_id, map(_as_client, client_ids))
    for pair in (ALIKE, APART):
        theirs = pair.c.one.in_(client_ids) | pair.c.other.in_(client_ids)
        tx.connection.execute(delete(pair).where(theirs))
    for table in (CARD, CARD_DUE):
        tx.connection.execute(delete(table).where(table.c.client_id.in_(client_ids)))
    holds.forget(tx, "client", client_ids)
    brought.forget(tx, client_ids)
    restrictions.forget(tx, client_ids)
    tx.connection.execute(delete(CLIENT).where(CLIENT.c.id.in_(client_ids)))


def visits_of(tx: Transaction, client_ids: list[str], intake_ids: list[str]) -> dict[str, str]:
    """The ISO days, by id, of the planned visits of these clients, and of those that one of these
    intakes came of."""
    theirs = or_(VISIT.c.client_id.in_(client_ids), VISIT.c.intake_id.in_(intake_ids))
    rows = tx.connection.execute(select(VISIT.c.id, VISIT.c.day).where(theirs).order_by(VISIT.c.id))
    return {row.id: row.day for row in rows}


def _as_brought(client_id: str) -> str:
    return f"brought:{client_id}"


def _as_client(client_id: str) -> str:
    # A client has the id of their first record, and the two are erased each by itself.
    return f"client:{client_id}"

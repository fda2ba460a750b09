"""Restrictions: what is a client's is kept and not used, because they asked for that.

It is placed on each client that is this person, so that whoever is taken apart later stays
restricted; and one restricted client restricts everybody they are one person with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, not_, select

from ...frozen import dataclass
from .. import audit
from ..engine.tables import CLIENT, PRINT_JOB, RECORD, RESTRICTION
from ..engine.transaction import Transaction
from . import client_links


@dataclass(frozen=True)
class Restriction:
    """That somebody is restricted: since when, by whom, and why."""

    client_id: str
    placed_at: datetime
    placed_by: str
    reason: str
    """As the audit has it."""


def place(tx: Transaction, this: str, by: str, reason: str) -> None:
    """Use nothing of whoever's record this is, or of the client of this id. Twice is once.

    Raises Missing.
    """
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    place_on(tx, theirs, by, reason)
    records = select(RECORD.c.id).where(RECORD.c.client_id.in_(theirs))
    tx.connection.execute(delete(PRINT_JOB).where(PRINT_JOB.c.record_id.in_(records)))


def place_on(tx: Transaction, client_ids: Iterable[str], by: str, reason: str) -> None:
    """The same for each of these clients."""
    known = select(CLIENT.c.id, CLIENT.c.clinic_id).where(CLIENT.c.id.in_(list(client_ids)))
    for row in tx.connection.execute(known).all():
        there = select(RESTRICTION.c.client_id).where(RESTRICTION.c.client_id == row.id)
        if tx.connection.execute(there).first():
            continue
        new = {"client_id": row.id, "clinic_id": row.clinic_id, "placed_by": by}
        tx.connection.execute(insert(RESTRICTION), {**new, "placed_at": tx.now})
        audit.write(tx, "restrict", by, row.id, reason)


def lift(tx: Transaction, this: str, by: str, reason: str) -> None:
    """All of it may be used again. Lifting twice is harmless. Raises Missing."""
    for each in client_links.all_of(tx, client_links.whose(tx, this)):
        if tx.connection.execute(
            delete(RESTRICTION).where(RESTRICTION.c.client_id == each)
        ).rowcount:
            audit.write(tx, "unrestrict", by, each, reason)


def follow(tx: Transaction, before: str, record_id: str, by: str) -> None:
    """A record that is taken apart from a restricted client stays restricted."""
    if is_restricted(tx, before):
        place(tx, record_id, by, "taken apart from a restricted client")


def is_restricted(tx: Transaction, client_id: str) -> bool:
    """Whether this client is restricted, or anybody they are one person with."""
    return bool(client_id) and client_id in clients(tx)


def of_record(tx: Transaction, this: str) -> bool:
    """Whether this record, or the client of this id, is restricted; of what is neither, no."""
    whose = tx.connection.scalar(select(RECORD.c.client_id).where(RECORD.c.id == this))
    return is_restricted(tx, whose or this)


def among(tx: Transaction, these: Collection[str]) -> set[str]:
    """Those of these records and clients that are restricted."""
    held = clients(tx)
    theirs = select(RECORD.c.id).where(RECORD.c.client_id.in_(held), RECORD.c.id.in_(these))
    return {*held.intersection(these), *(tx.connection.scalars(theirs) if held else ())}


def clients(tx: Transaction) -> frozenset[str]:
    """Every client who is restricted, also by somebody they are one person with."""
    placed = list(tx.connection.scalars(select(RESTRICTION.c.client_id)))
    return frozenset(client_links.together(tx, placed)) if placed else frozenset()


def usable(tx: Transaction) -> ColumnElement[bool]:
    """The condition on a record that it is nobody's who is restricted."""
    return RECORD.c.client_id.is_(None) | not_(RECORD.c.client_id.in_(clients(tx)))


def on(tx: Transaction, this: str) -> Restriction | None:
    """The restriction of whoever's record this is, or of the client of this id. Raises Missing."""
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    return next((each for each in everybody(tx) if each.client_id in theirs), None)


def everybody(tx: Transaction) -> list[Restriction]:
    """All of them, who was restricted last first."""
    rows = tx.connection.execute(select(RESTRICTION).order_by(RESTRICTION.c.placed_at.desc()))
    return [_told(tx, row.client_id, row.placed_at, row.placed_by) for row in rows.all()]


def forget(tx: Transaction, client_ids: Iterable[str]) -> None:
    """Clients who are gone are restricted no more."""
    gone = RESTRICTION.c.client_id.in_(list(client_ids))
    tx.connection.execute(delete(RESTRICTION).where(gone))


def _told(tx: Transaction, client_id: str, at: datetime, by: str) -> Restriction:
    said = audit.last_of(tx, "restrict", client_id)
    return Restriction(client_id, at, by, said.reason if said else "")

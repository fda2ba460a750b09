"""Whose: which client a record points at, and which client that one was joined into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from sqlalchemy import func, insert, select, text, update

from ..engine.tables import CLIENT, RECORD
from ..engine.transaction import Transaction
from ..errors import Missing

# A number of its own, agreed among all processes, like the audit's.
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(6120451179)")


def belongs(tx: Transaction, record_id: str, clinic_id: str, client_id: str = "") -> None:
    """Say whose record this is: somebody's who is known, else a new client's."""
    if not client_id:
        made = {"id": record_id, "clinic_id": clinic_id, "made_at": tx.now}
        tx.connection.execute(insert(CLIENT), made)
    whose = root(tx, client_id or record_id)
    tx.connection.execute(update(RECORD).where(RECORD.c.id == record_id).values(client_id=whose))


def its_own(tx: Transaction, record_id: str) -> None:
    """This record is nobody's who is known: a new client's, or its own again. Raises Missing."""
    query = select(RECORD.c.clinic_id).where(RECORD.c.id == record_id)
    clinic_id = tx.connection.scalar(query)
    if clinic_id is None:
        raise Missing(record_id)
    there = select(CLIENT.c.id).where(CLIENT.c.id == record_id)
    if tx.connection.execute(there).first() is None:
        belongs(tx, record_id, clinic_id)


def client_of(tx: Transaction, record_id: str) -> str:
    """Whose record this is, as of now. Raises Missing."""
    query = select(RECORD.c.client_id).where(RECORD.c.id == record_id)
    found = tx.connection.scalar(query)
    if found is None:
        raise Missing(record_id)
    return root(tx, found)


def people_of(tx: Transaction, record_ids: Iterable[str]) -> dict[str, str]:
    """By record id, the client that whoever's record it is stands for: for many at once."""
    query = select(RECORD.c.id, RECORD.c.client_id).where(RECORD.c.id.in_(list(record_ids)))
    theirs = {row.id: row.client_id for row in tx.connection.execute(query) if row.client_id}
    people = together(tx, theirs.values())
    return {this: people[client] for this, client in theirs.items()}


def whose(tx: Transaction, this: str) -> str:
    """Whose record this is; of what is no record, the client of this id. Raises Missing.

    Whoever was brought in, and has signed nothing here, is a client and has no record.
    """
    with suppress(Missing):
        return client_of(tx, this)
    return root(tx, this)


def earlier(tx: Transaction, record_id: str, sequence: int) -> tuple[str, int]:
    """Whose record this is, and how many of theirs were signed before it. Raises Missing."""
    client = client_of(tx, record_id)
    mine = RECORD.c.client_id.in_(all_of(tx, client))
    before = select(func.count()).where(mine, RECORD.c.sequence < sequence)
    return client, tx.connection.scalar(before) or 0


def root(tx: Transaction, client_id: str) -> str:
    """The client that this one has been joined into, or itself. Raises Missing."""
    seen: set[str] = set()
    while client_id not in seen:
        seen.add(client_id)
        query = select(CLIENT.c.id, CLIENT.c.merged_into).where(CLIENT.c.id == client_id)
        row = tx.connection.execute(query).one_or_none()
        if row is None:
            raise Missing(client_id)
        if row.merged_into is None:
            break
        client_id = row.merged_into
    return client_id


def all_of(tx: Transaction, client_id: str) -> list[str]:
    """This client and all that were joined into it."""
    found, wave = [client_id], [client_id]
    while wave:
        query = select(CLIENT.c.id).where(CLIENT.c.merged_into.in_(wave)).order_by(CLIENT.c.id)
        wave = [each for each in tx.connection.scalars(query) if each not in found]
        found += wave
    return found


def together(tx: Transaction, client_ids: Iterable[str]) -> dict[str, str]:
    """Everybody who is one person with one of these, by id, with the client they all stand for."""
    into: dict[str, str | None] = {}
    looked_at: set[str] = set()
    wave = set(client_ids)
    while wave:
        looked_at |= wave
        joined = CLIENT.c.id.in_(wave) | CLIENT.c.merged_into.in_(wave)
        rows = tx.connection.execute(select(CLIENT.c.id, CLIENT.c.merged_into).where(joined))
        into |= {row.id: row.merged_into for row in rows}
        wave = {*into, *filter(None, into.values())} - looked_at
    return {each: _end(each, into) for each in into}


def _end(client_id: str, into: Mapping[str, str | None]) -> str:
    seen: set[str] = set()
    while client_id not in seen and (further := into.get(client_id)):
        seen.add(client_id)
        client_id = further
    return client_id


def hold_all(tx: Transaction) -> None:
    """Let nobody else join clients before this transaction ends: two at once could make a ring."""
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(_TAKE_TURN)

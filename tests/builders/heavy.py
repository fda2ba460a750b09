"""Records as an older kiosk kept them: sealed as text, or as one deflated text."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from sqlalchemy import delete, insert, select, update

from kiosk.store import Store
from kiosk.store.engine.sealing import seal
from kiosk.store.engine.tables import RECORD, RESEALING
from kiosk.store.records import records
from kiosk.store.records.deflated import inflated


def made_heavy(store: Store, record_id: str) -> None:
    """Keep a record as it was kept before texts were deflated."""
    _kept_as(store, record_id, bytes)


def made_of_one_part(store: Store, record_id: str) -> None:
    """Keep a record as it was kept while texts were deflated in one."""
    _kept_as(store, record_id, zlib.compress)


def _kept_as(store: Store, record_id: str, written: Callable[[bytes], bytes]) -> None:
    this = RECORD.c.id == record_id
    with store.writing() as tx:
        row = tx.connection.execute(select(RECORD).where(this)).one()
        text = inflated(records.unsealed(tx, row))
        kept = seal(tx.keys, written(text), records.place_of(row._asdict()))
        tx.connection.execute(insert(RESEALING), {"id": record_id})
        tx.connection.execute(update(RECORD).where(this).values(content=kept))
        tx.connection.execute(delete(RESEALING))


def weight(store: Store, record_id: str) -> int:
    """Bytes that the database keeps of it."""
    query = select(RECORD.c.content).where(RECORD.c.id == record_id)
    with store.reading() as tx:
        return len(tx.connection.execute(query).scalar_one())

"""Records as an older kiosk kept them: sealed as text."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from kiosk.store import Store
from kiosk.store.engine.sealing import seal
from kiosk.store.engine.tables import RECORD, RESEALING
from kiosk.store.records import records


def made_heavy(store: Store, record_id: str) -> None:
    """Keep a record as it was kept before texts were deflated."""
    this = RECORD.c.id == record_id
    with store.writing() as tx:
        row = tx.connection.execute(select(RECORD).where(this)).one()
        kept = seal(tx.keys, records.unsealed(tx, row), records.place_of(row._asdict()))
        tx.connection.execute(insert(RESEALING), {"id": record_id})
        tx.connection.execute(update(RECORD).where(this).values(content=kept))
        tx.connection.execute(delete(RESEALING))


def weight(store: Store, record_id: str) -> int:
    """Bytes that the database keeps of it."""
    query = select(RECORD.c.content).where(RECORD.c.id == record_id)
    with store.reading() as tx:
        return len(tx.connection.execute(query).scalar_one())

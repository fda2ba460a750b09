"""Papers: the bytes of each printed page, kept sealed so that a sheet can be proved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, delete, insert, select

from ..engine.sealing import seal, unseal
from ..engine.tables import OWED, PAPER, RECORD
from ..engine.transaction import Transaction
from ..errors import Missing, Unreadable
from . import owed
from .owed import Claim


def keep_paper(tx: Transaction, drawn: Claim, pdf: bytes) -> None:
    """Keep the paper of a record as it stood when it was claimed. Raises Missing.

    Where something in it has changed since, or another host was quicker, it is dropped.
    """
    query = select(RECORD.c.clinic_id).where(RECORD.c.id == drawn.record_id)
    clinic_id = tx.connection.scalar(query.with_for_update())
    if clinic_id is None:
        raise Missing(drawn.record_id)
    if not owed.settle(tx, drawn):
        return
    record_id = drawn.record_id
    tx.connection.execute(delete(PAPER).where(PAPER.c.record_id == record_id))
    row = {
        "record_id": record_id,
        "clinic_id": clinic_id,
        "drawn_at": tx.now,
        "hash": hashlib.sha256(pdf).digest(),
        "content": seal(tx.keys, pdf, _place(record_id)),
    }
    tx.connection.execute(insert(PAPER), row)


def paper_of(tx: Transaction, record_id: str) -> bytes | None:
    """The PDF as it was drawn; None where one is still to be drawn. Raises Unreadable."""
    row = tx.connection.execute(
        select(PAPER.c.hash, PAPER.c.content).where(_holds(record_id))
    ).one_or_none()
    if row is None:
        return None
    pdf = unseal(tx.keys, row.content, _place(record_id))
    if hashlib.sha256(pdf).digest() != row.hash:
        raise Unreadable(record_id)
    return pdf


def throw_away(tx: Transaction, record_id: str) -> None:
    """Drop a paper that no longer says who works with the client; it is drawn anew."""
    tx.connection.execute(delete(PAPER).where(PAPER.c.record_id == record_id))
    owed.owe(tx, RECORD.c.id == record_id, redraw=False)


def throw_away_all(tx: Transaction, client_ids: Iterable[str]) -> None:
    """Drop every paper of these clients: each tells of the visits before its own, so it is owed."""
    theirs = select(RECORD.c.id).where(RECORD.c.client_id.in_(list(client_ids)))
    tx.connection.execute(delete(PAPER).where(PAPER.c.record_id.in_(theirs)))
    owed.owe(tx, RECORD.c.id.in_(theirs), redraw=True)


def _holds(record_id: str) -> ColumnElement[bool]:
    """It is this record's, and nothing in it has changed since it was drawn."""
    stale = select(OWED.c.record_id).where(OWED.c.record_id == record_id).exists()
    return and_(PAPER.c.record_id == record_id, ~stale)


def _place(record_id: str) -> str:
    return f"paper:{record_id}:content"

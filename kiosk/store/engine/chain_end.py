"""Where the audit's chain ends: one row beside it, under its key, so that a cut end shows."""

from __future__ import annotations

from hmac import compare_digest

from sqlalchemy import insert, select, update

from .tables import CHAIN_END
from .transaction import Transaction

_ONLY = 1


def move(tx: Transaction, sequence: int, link: bytes) -> None:
    """The chain has grown to this row. Only for whoever has its turn to write."""
    row = {"sequence": sequence, "key_id": tx.keys.current, "seal": _seal(tx, sequence, link)}
    moved = tx.connection.execute(update(CHAIN_END).values(row))
    if not moved.rowcount:
        tx.connection.execute(insert(CHAIN_END), {"id": _ONLY, **row})


def known(tx: Transaction) -> int:
    """The sequence the chain was left at; 0 where it never began."""
    return tx.connection.scalar(select(CHAIN_END.c.sequence)) or 0


def is_at(tx: Transaction, sequence: int, link: bytes) -> bool:
    """Whether the chain was left at this row. A chain without a row has no end to be at."""
    row = tx.connection.execute(select(CHAIN_END)).one_or_none()
    if row is None or not tx.keys.knows_chain(row.key_id):
        return row is None and sequence == 0
    expected = tx.keys.chain(row.key_id, _said(sequence, link))
    return row.sequence == sequence and compare_digest(row.seal, expected)


def _seal(tx: Transaction, sequence: int, link: bytes) -> bytes:
    return tx.keys.chain(tx.keys.current, _said(sequence, link))


def _said(sequence: int, link: bytes) -> bytes:
    return b"end of the audit:" + str(sequence).encode() + b":" + link

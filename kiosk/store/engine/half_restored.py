"""A database that is being restored, on a server: marked, until what was erased is erased again.

A file needs no mark: it comes to its place whole, or not at all.
"""

from __future__ import annotations

from sqlalchemy import inspect, text

from .transaction import Transaction

_MARK = "kiosk_restoring"


def begins(tx: Transaction) -> None:
    """From here on nobody may serve this database."""
    tx.connection.execute(text(f"CREATE TABLE {_MARK} (since TIMESTAMPTZ DEFAULT now())"))


def has_ended(tx: Transaction) -> None:
    """It is whole, and what was erased is gone from it."""
    tx.connection.execute(text(f"DROP TABLE {_MARK}"))


def is_so(tx: Transaction) -> bool:
    """Whether a restore has begun here and not come to its end."""
    return inspect(tx.connection).has_table(_MARK)

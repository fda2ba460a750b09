"""Pages: whether the database's own file is sound, under everything that is written in it."""

from __future__ import annotations

from sqlalchemy import text

from ..engine.database import Store
from ..errors import Unreadable

NAMED = 3
"""Faults that are named: the first ones say enough."""


def damaged(store: Store) -> tuple[str, ...]:
    """What SQLite finds wrong with its file, as it says it; nothing where it is sound."""
    try:
        with store.reading(still=True) as tx:
            found = tx.connection.scalars(text("PRAGMA integrity_check")).all()[:NAMED]
    except Unreadable as fault:
        return said(fault)
    return tuple(f"the file: {each}" for each in found if each != "ok")


def said(fault: Unreadable) -> tuple[str]:
    """The same, where the file could not even be looked through."""
    return (f"the file: {fault}",)

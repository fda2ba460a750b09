"""Copies: one consistent copy of a database, taken while others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from ..engine.database import Store
from ..engine.transaction import Transaction
from ..errors import BadBackup, Unreadable, plainly_told
from . import server_copies

Seen = TypeVar("Seen")

PAGES = 4096
"""Copied at a time; between two of them others may read and write."""


def take(store: Store, folder: Path, look: Callable[[Transaction], Seen]) -> tuple[Path, Seen]:
    """A copy of the database in ``folder``, and what was seen in exactly what was copied."""
    copy = folder / "copy"
    if not store.is_sqlite:
        return copy, server_copies.dump(store, copy, look)
    with plainly_told():
        _copy(Path(store.url.database or ""), copy)
    with closing(opened(copy, store)) as there, there.reading() as tx:
        seen = look(tx)
    return copy, seen


def opened(copy: Path, store: Store) -> Store:
    """A copy as a store of its own, under the same keys."""
    return Store(f"sqlite:///{copy}", store.keys)


def is_sound(copy: Path) -> None:
    """Raises BadBackup where SQLite finds its own file damaged."""
    try:
        with closing(sqlite3.connect(copy)) as raw:
            found = raw.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        found = str(fault)
    if found != "ok":
        raise BadBackup(f"The database inside the backup is damaged ({found}).")


def _copy(database: Path, copy: Path) -> None:
    """By SQLite's own backup, inside one look: copied bytes alone would lack what is in the log.

    Raises Unreadable where the database itself is damaged.
    """
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.isolation_level = None
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=PAGES)
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode=DELETE")
        found = target.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise Unreadable(f"the database is damaged: {found}")

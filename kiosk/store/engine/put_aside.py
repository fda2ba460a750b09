"""A SQLite file that was moved to a server: put aside, so that nobody goes on in it by mistake."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ...whole_file import sync_folder
from ..errors import Unfit


def place_of(database: Path) -> Path:
    """Where it lies then."""
    return database.with_name(f"{database.stem}-moved{database.suffix}")


def put_aside(database: Path) -> Path:
    """Rename the file; where it lies now."""
    there = place_of(database)
    database.rename(there)
    sync_folder(database.parent)
    return there


def is_used(database: Path) -> bool:
    """Whether another process has the file open, and be it to read."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as raw:
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False


def refuse_moved(database: Path) -> None:
    """Raises Unfit where the clinic that was here has moved: a new one would be begun beside it."""
    there = place_of(database)
    if there.exists() and not database.exists():
        raise Unfit(
            f"This clinic was moved to PostgreSQL: name it in KIOSK_DATABASE_URL. ({there} is how "
            "it was then; without what was signed since, it can be renamed back.)"
        )

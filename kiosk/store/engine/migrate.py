"""Bringing the schema up to date: one transaction, on SQLite with a checked copy made first."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from ..errors import Unfit
from .tables import REVISION

if TYPE_CHECKING:
    from .database import Store
    from .transaction import Transaction


def migrate(store: Store) -> None:
    """Apply what is missing. Raises Unfit where the database is newer than this kiosk."""
    if store.is_current():
        return
    before = store.revision()
    if before and store.is_sqlite:
        copy_checked(Path(store.url.database or ""), before)
    with store.writing() as tx:
        upgrade(tx)


def upgrade(tx: Transaction) -> None:
    """Make or change the tables inside this transaction; of several who begin, one at a time."""
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(text("SELECT pg_advisory_xact_lock(6120451178)"))
    settings = config()
    settings.attributes["connection"] = tx.connection
    command.upgrade(settings, "head")


def config() -> Config:
    """Alembic's settings; the connection is handed over, never an address."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def copies_of(database: Path) -> list[Path]:
    """The copies made before this file was brought up to date, each time."""
    return sorted(database.parent.glob(f"{database.stem}-before-*.db"))


def copy_checked(database: Path, before: str) -> Path:
    """A whole copy of the database beside it, read through once.

    Raises Unfit where it is not whole, and where there is no room for it: then nothing was begun.
    """
    copy = database.with_name(f"{database.stem}-before-{REVISION}-at-{before}.db")
    copy.unlink(missing_ok=True)
    _is_room_for(database)
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        found = target.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise Unfit(f"The database is damaged ({found}); it was left as it is.")
    return copy


def _is_room_for(database: Path) -> None:
    files = (database, database.with_name(f"{database.name}-wal"))
    there = sum(file.stat().st_size for file in files if file.exists())
    # What is new, such as an index, takes room as well: in the log and then in the file.
    needed = there + there // 10
    free = shutil.disk_usage(database.parent).free
    if free < needed:
        raise Unfit(
            f"Before an update the database is copied beside itself, and grows. That takes "
            f"{_mib(needed)}, and {_mib(free)} are free: make room in {database.parent}. "
            "Nothing was changed."
        )


def _mib(size: int) -> str:
    return f"{-(-size // 2**20)} MiB"

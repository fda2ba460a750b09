"""Opening the store as the settings say: folders, key, database, schema, and what must hold."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from kiosk.settings import Settings

from .database import Clock, Store, utc_now
from .errors import Unfit
from .keys import Keys
from .sealing import unseal
from .tables import CLINIC

_SHARED_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"}


def open_store(settings: Settings, clock: Clock = utc_now, *, migrate: bool = False) -> Store:
    """The store, ready for use. Raises Unfit where it must not be used, and says why.

    SQLite is made and migrated here; PostgreSQL only where ``migrate`` asks for it.
    """
    url = settings.database_url or f"sqlite:///{settings.database}"
    database = Path(make_url(url).database or "")
    is_file = make_url(url).get_backend_name() == "sqlite"
    if is_file:
        _prepare_file(database)
    store = Store(url, _keys(settings, is_file and database.stat().st_size > 0), clock)
    try:
        _make_ready(store, migrate or is_file)
    except BaseException:
        store.close()
        raise
    return store


def _make_ready(store: Store, migrate: bool) -> None:
    if not store.is_sqlite:
        check_durable(store)
    if not store.is_current():
        if not migrate:
            raise Unfit("The database has no schema, or an older one: run python -m kiosk init.")
        store.migrate()
    check_key(store)


def _keys(settings: Settings, holds_something: bool) -> Keys:
    if holds_something and not settings.key_file.exists():
        raise Unfit(
            f"There is a database but no key at {settings.key_file}. Put the key back: "
            "without it nothing in the database can be read."
        )
    return Keys.load_or_make(settings.key_file)


def _prepare_file(database: Path) -> None:
    """The file and its folder, for their owner alone. SQLite's log takes the file's mode."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if disk_kind(database.parent) in _SHARED_DISKS:
        raise Unfit(f"{database.parent} is a network disk: SQLite would lose data on it.")
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))


def disk_kind(folder: Path) -> str:
    """The kind of file system a folder lies on; empty where the machine does not say."""
    try:
        lines = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return ""
    place = str(folder.resolve())
    mounts = [(where, kind) for _, where, kind, *_ in map(str.split, lines)]
    around = [m for m in mounts if Path(place).is_relative_to(m[0])]
    return max(around, key=lambda m: len(m[0]), default=("", ""))[1]


def check_durable(store: Store) -> None:
    """Raises Unfit where PostgreSQL would acknowledge what a power cut can take back."""
    with store.reading() as book:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            value = book.connection.scalar(text(f"SHOW {setting}"))
            if value == "off":
                raise Unfit(f"PostgreSQL runs with {setting}={value}: set it to on.")


def check_key(store: Store) -> None:
    """Raises Unreadable where this key is not the one the clinic was founded with."""
    with store.reading() as book:
        for row in book.connection.execute(select(CLINIC.c.id, CLINIC.c.key_check)):
            unseal(store.keys, row.key_check, f"clinic:{row.id}:key_check")

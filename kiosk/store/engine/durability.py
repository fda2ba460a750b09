"""Durability: whether what the database acknowledges lasts, and is kept as it was written."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from ..errors import StoreError, Unfit
from . import half_restored
from .database import Store

_SHARED_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"}

FULL = 2
"""SQLite's word for a commit that is on the disk when it returns."""


def check_disk(folder: Path) -> None:
    """Raises Unfit where SQLite's file would lie on a disk that others write as well."""
    if disk_kind(folder) in _SHARED_DISKS:
        raise Unfit(f"{folder} is a network disk: SQLite would lose data on it.")


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


def lasts(store: Store) -> bool:
    """Whether what the database acknowledges lasts through a power cut, as it is set."""
    try:
        if not store.is_sqlite:
            check_server(store)
            return True
        with store.reading() as tx:
            mode = tx.connection.scalar(text("PRAGMA journal_mode"))
            synchronous = tx.connection.scalar(text("PRAGMA synchronous"))
    except StoreError:
        return False
    return bool(mode == "wal" and synchronous == FULL)


def check_server(store: Store) -> None:
    """Raises Unfit where PostgreSQL may take back what it acknowledged, or garble what it keeps."""
    with store.reading() as tx:
        if half_restored.is_so(tx):
            raise Unfit(
                "A restore into this database did not come to its end, so what was erased may "
                "stand in it: make a new database, and restore into that."
            )
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            value = tx.connection.scalar(text(f"SHOW {setting}"))
            if value == "off":
                raise Unfit(f"PostgreSQL runs with {setting}={value}: set it to on.")
        encoding = tx.connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise Unfit(
                f"The database is kept in {encoding}, which cannot hold every name: "
                "make one with createdb --encoding=UTF8 --template=template0."
            )

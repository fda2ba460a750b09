"""Copies of a PostgreSQL database, taken and put back by its own tools."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.engine import URL

from ..engine.database import Store
from ..engine.transaction import Transaction
from ..errors import NoBackup, Unfit

Seen = TypeVar("Seen")

_PLAIN = ("--no-owner", "--no-privileges")
"""Roles are the server's business: what is put back belongs to whoever puts it back."""


def dump(store: Store, copy: Path, look: Callable[[Transaction], Seen]) -> Seen:
    """Dump the database into ``copy``; what was seen in the very snapshot that was dumped."""
    with store.reading(still=True) as tx:
        snapshot = tx.connection.scalar(text("SELECT pg_export_snapshot()"))
        copy.touch(mode=0o600)
        words = ("--format=custom", *_PLAIN, f"--snapshot={snapshot}", f"--file={copy}")
        _runs(store.url, "pg_dump", *words)
        return look(tx)


def put_back(url: URL, copy: Path) -> None:
    """Restore a dump into an empty database: all of it, or nothing."""
    words = ("--exit-on-error", "--single-transaction", *_PLAIN)
    _runs(url, "pg_restore", *words, str(copy))


def is_empty(store: Store) -> bool:
    """Whether the database has no table of anybody's."""
    query = text(
        "SELECT count(*) FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    with store.reading() as tx:
        return not tx.connection.scalar(query)


def tool(name: str) -> str:
    """Where one of PostgreSQL's tools is. Raises NoBackup where it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise NoBackup(
            "tools",
            f"{name} is not installed here, and the database is PostgreSQL's: "
            "install its client tools (postgresql-client on Debian).",
        )
    return found


def _runs(url: URL, name: str, *words: str) -> None:
    """Run a tool against the database. Raises Unfit with the first thing it said."""
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    # Not among the words: whoever lists processes would read it there.
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - the tool's own path, and words of ours
        [tool(name), f"--dbname={plain}", *words],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = next(iter(done.stderr.splitlines()), f"code {done.returncode}").rstrip(".")
        raise Unfit(f"{name} could not do its work ({said}).")

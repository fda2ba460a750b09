"""Connecting: how each database is reached, and what a connection of it must be told."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

from . import allowance

_OPERATIONS = 100_000
"""Of SQLite's machine, about a millisecond: then a statement looks at its allowance."""


def spoken_by_us(url: URL) -> URL:
    """The address with the driver that is ours, whichever way PostgreSQL is named."""
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


_SOON_KNOWN_DEAD = {
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,
}
"""A server that has gone without a word is given up after some six seconds, not after hours."""


def _has_several(url: URL) -> bool:
    """Whether the address names more than one host."""
    named = (url.host or "", *url.normalized_query.get("host", ()))
    return len([host for each in named for host in each.split(",") if host]) > 1


def connections_of(url: URL, wait: float) -> Engine:
    """Connections for eight threads and a few more; lost ones are made anew."""
    shared: dict[str, Any] = {
        "pool_size": 8,
        "max_overflow": 24,
        "pool_timeout": 2 * wait,
        "pool_use_lifo": True,
    }
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": wait}, **shared)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    # Waiting twice as long stands for the second try: here it would have to redo the transaction.
    told = {
        **_SOON_KNOWN_DEAD,
        "options": f"-c lock_timeout={int(wait * 2000)} -c timezone=UTC",
        "application_name": "kiosk",
        "client_encoding": "utf8",
        # Of several hosts that may be the primary, one that is gone keeps nobody from the next.
        "connect_timeout": 2 if _has_several(url) else max(2, int(2 * wait)),
    }
    # A server that was restarted has dropped every connection: asked before it is used, each is
    # made anew, and nobody's request is the one that finds out.
    return create_engine(url, connect_args=told, pool_pre_ping=True, **shared)


def _prepare_sqlite(raw: sqlite3.Connection, _: object) -> None:
    raw.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        raw.execute(f"PRAGMA {pragma}")
    raw.set_progress_handler(allowance.is_over, _OPERATIONS)

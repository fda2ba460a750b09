"""The store itself: its transactions, one after the other, and the key that they seal with."""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, inspect, make_url, select, text
from sqlalchemy.engine import URL

from ..errors import Busy, Unfit, meaning, plainly_told
from . import allowance, old_keys, turns
from .connecting import connections_of, spoken_by_us
from .keys import Keys
from .steady import THIS_MACHINE, Clock, Steady, Stopwatch
from .tables import CLINIC, REVISION
from .transaction import Transaction, wipe_due


class Store:
    """One database. Safe to share among threads, and across a fork."""

    def __init__(
        self, url: str | URL, keys: Keys, clock: Clock = THIS_MACHINE, wait: float = 5.0
    ) -> None:
        """``wait``: seconds for a lock, waited for twice; after that the store is Busy."""
        self.url = spoken_by_us(make_url(url))
        self.keys = keys
        self._stopwatch = Stopwatch(clock)
        self._engine = connections_of(self.url, wait)
        self._turn = Lock()
        self._patience = 2 * wait
        self._unwiped = False
        self._founded = False
        _STORES.add(self)

    def now(self) -> datetime:
        """What the wall says: aware, in UTC."""
        return self._stopwatch.look().wall

    def steady(self) -> Steady:
        """The mark of this moment, to count by."""
        return self._stopwatch.at(self._stopwatch.look())

    @cached_property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own, rather than a PostgreSQL server's."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def writing(
        self, *, patience: float | None = None, beside: bool = False
    ) -> Iterator[Transaction]:
        """One write transaction, one at a time: on disk once it is left, undone by any error.

        ``beside`` others on PostgreSQL: all that it looks at is held. ``patience``: seconds for it.
        """
        with plainly_told(), self._my_turn(patience), self._engine.connect() as connection:
            with connection.begin():
                self._begin(connection, "BEGIN IMMEDIATE", patience)
                if not (self.is_sqlite or beside or patience is not None):
                    turns.take(connection)
                self._turn_keys(connection, _SEALS_WITH)
                yield self._transaction(connection)
            if wipe_due(connection):
                self._wipe(connection, patience=250)
            elif self._unwiped:
                self._wipe(connection, patience=0)

    @contextmanager
    def reading(self, *, still: bool = False, turned: bool = True) -> Iterator[Transaction]:
        """One look. Nothing written through it is kept. ``still``: all of it at one moment.

        On SQLite every look is. ``turned``: not where the look finds by itself which key seals,
        and goes on ``under`` that one.
        """
        with plainly_told(), self._engine.connect() as connection, connection.begin() as look:
            self._begin(connection, "BEGIN")
            if still and not self.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            if turned:
                self._turn_keys(connection, _SEALED_WITH)
            yield self._transaction(connection)
            look.rollback()

    def is_current(self) -> bool:
        """Whether the schema is the one this kiosk knows. Raises Unfit where it is newer."""
        kept = self.revision()
        if kept > REVISION:
            raise Unfit(
                f"The database was made by a newer kiosk ({kept}, this one knows {REVISION}). "
                "Start that kiosk, or restore the backup made before it."
            )
        return kept == REVISION

    def revision(self) -> str:
        """The schema's revision; empty where there is none yet."""
        with self.reading() as tx:
            if not inspect(tx.connection).has_table("alembic_version"):
                return ""
            query = text("SELECT max(version_num) FROM alembic_version")
            return tx.connection.scalar(query) or ""

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def forget_connections(self) -> None:
        """In a forked child: leave the parent's connections and its queue alone."""
        self._turn = Lock()
        self._engine.dispose(close=False)

    def _transaction(self, connection: Connection) -> Transaction:
        look = self._stopwatch.look()
        return Transaction(connection, self.keys, look, self._stopwatch, self._sealing_by)

    def _turn_keys(self, connection: Connection, query: Select[Any]) -> None:
        """Seal with the key that the clinic seals with now: another process may have turned it."""
        self._founded = self._founded or inspect(connection).has_table(CLINIC.name)
        check = self._key_check(connection, query) if self._founded else None
        if check is not None:
            self._sealing_by(connection, check)

    def _sealing_by(self, connection: Connection, check: bytes) -> Keys:
        """The keys, sealing with the one that made this check, and with all that is kept of old."""
        self.keys = self.keys.turned_to(old_keys.number_in(check))
        if self.keys.first > 1:
            self.keys = old_keys.known(connection, self.keys)
        return self.keys

    def _key_check(self, connection: Connection, query: Select[Any]) -> bytes | None:
        """What says which key the clinic seals with; None before there is a clinic.

        Every transaction begins with it, so SQLite's driver is asked directly: the way through
        all that a statement may need costs many times the answer.
        """
        check: bytes | None
        if self.is_sqlite:
            raw: Any = connection.connection.driver_connection
            (check,) = raw.execute(_KEY_CHECK).fetchone() or (None,)
        else:
            check = connection.scalar(query)
        return check

    @contextmanager
    def _my_turn(self, patience: float | None) -> Iterator[None]:
        """Queue the writers of this process for SQLite's one write lock.

        Left to poll for it, eight of them wait five times as long at the 99th percentile.
        """
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=self._patience if patience is None else patience):
            raise Busy("another writer of this process holds the database")
        try:
            yield
        finally:
            self._turn.release()

    def _begin(self, connection: Connection, how: str, patience: float | None = None) -> None:
        """Begin on SQLite; PostgreSQL's driver has begun by itself.

        Writers take the lock at once: a read that turns into a write later could only fail.
        Said to the driver directly, for events on the engine would slow every statement.
        """
        if not self.is_sqlite:
            if allowance.is_limited():
                connection.exec_driver_sql(_LONGEST_STATEMENT)
            return
        raw: Any = connection.connection.driver_connection
        if patience is not None:
            raw.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
        try:
            raw.execute(how)
        except sqlite3.OperationalError as fault:
            if meaning(fault) is not Busy or patience is not None:
                raise
            raw.execute(how)
        finally:
            if patience is not None:
                self._waits_again(raw)

    def _wipe(self, connection: Connection, patience: int) -> None:
        """Bring the log back into the file and empty it: erased pages are then in neither.

        What was erased is committed already; a reader in the way for longer than ``patience``
        milliseconds only puts this off to the next write.
        """
        if not self.is_sqlite:
            return
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA busy_timeout={patience}")
        try:
            self._unwiped = bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        except sqlite3.OperationalError:
            self._unwiped = True
        finally:
            self._waits_again(raw)

    def _waits_again(self, raw: Any) -> None:
        raw.execute(f"PRAGMA busy_timeout={int(self._patience * 500)}")


_LONGEST_STATEMENT = "SET LOCAL statement_timeout = '12s'"
"""Where there is an allowance. Longer than any lock is waited for: that is told otherwise."""

_SEALED_WITH = select(CLINIC.c.key_check).limit(1)
_KEY_CHECK = "SELECT key_check FROM clinic LIMIT 1"
_SEALS_WITH = _SEALED_WITH.with_for_update(read=True, key_share=True)
"""On PostgreSQL nobody turns the key before whoever writes under the old one is done."""

_STORES: weakref.WeakSet[Store] = weakref.WeakSet()


def _after_fork() -> None:
    for store in list(_STORES):
        store.forget_connections()


os.register_at_fork(after_in_child=_after_fork)

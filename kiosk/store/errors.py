"""What can go wrong in the store, named for what happened; and who says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, NoReturn

from sqlalchemy import exc


class StoreError(Exception):
    """Whatever the store could not do. Nothing of a transaction that raises it is kept."""

    advice: ClassVar[str] = ""
    """One line for staff, where the message itself is a machine's."""

    @property
    def sentence(self) -> str:
        """What to say on a console: the advice with the machine's first line, or the message."""
        said = next(iter(str(self).splitlines()), "").rstrip(".")
        return f"{self.advice} ({said})" if self.advice and said else self.advice or str(self)


class Busy(StoreError):
    """The database was locked or away for too long; trying again is safe."""

    advice = "The database is busy or locked. If this stays, restart the kiosk."


class Full(StoreError):
    """The disk is full or takes no writes; trying again is safe once there is room."""

    advice = "The disk is full. Free some space; nothing acknowledged is lost."


class Unreadable(StoreError):
    """Something kept was tampered with, or was sealed with another key."""

    advice = "Something kept cannot be read: run python -m kiosk doctor."


class Unfit(StoreError):
    """This database must not be used as it is; the message says why and what to do."""


class Away(Unfit):
    """No database is there, or nobody can reach it; the message says so and what to do."""


class BadBackup(StoreError):
    """A backup that must not be used; the message says what is wrong with it, and what to do."""


class NoBackup(StoreError):
    """A backup could not be made; the message says why and what to do. Older ones are untouched."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why
        """One word of it, to be kept: full, folder or tools."""


class ContinuedElsewhere(StoreError):
    """Another tab has moved this intake on; what it holds now is newer."""


class Over(StoreError):
    """This intake is signed, parked or erased; it takes no more answers."""


class Missing(StoreError):
    """There is no such thing, or no longer."""


class OnHold(StoreError):
    """A legal hold is on it: it is erased once that is lifted, and not before."""


class Refused(StoreError):
    """Not taken: names the field it is about, and says why in words fit for the screen."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


class TooMuch(StoreError):
    """A page of the staff that costs too much, or comes while too many are made."""


class Throttled(StoreError):
    """Too many tries; the next one is looked at in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_INTERRUPT: TooMuch,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_IOERR: Full,
    sqlite3.SQLITE_CANTOPEN: Full,
    sqlite3.SQLITE_READONLY: Full,
    sqlite3.SQLITE_CORRUPT: Unreadable,
    sqlite3.SQLITE_NOTADB: Unreadable,
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: dict[str, type[StoreError]] = {
    "40001": Busy,
    "40P01": Busy,
    "53100": Full,
    "53200": Busy,
    "53300": Busy,
    "55P03": Busy,
    "57014": TooMuch,
    "57P01": Busy,
    "57P02": Busy,
    "57P03": Busy,
    "58030": Full,
    "XX001": Unreadable,
    "XX002": Unreadable,
}


@contextmanager
def plainly_told() -> Iterator[None]:
    """Faults of the database, raised as errors of the store. Faults of our own stay as they are."""
    try:
        yield
    except exc.TimeoutError as fault:
        raise Busy("no free connection") from fault
    except exc.DBAPIError as fault:
        if fault.connection_invalidated:
            raise Busy(str(fault.orig)) from fault
        _raise_plainly(fault, fault.orig)
    except sqlite3.Error as fault:
        _raise_plainly(fault, fault)


def _raise_plainly(fault: Exception, cause: BaseException | None) -> NoReturn:
    kind = meaning(cause)
    if kind is None:
        raise fault
    raise kind(str(cause)) from fault


def meaning(cause: BaseException | None) -> type[StoreError] | None:
    """Which error of the store a driver's error is; None where it is a mistake of ours."""
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        away = any(kind.__name__ == "OperationalError" for kind in type(cause).__mro__)
        return Busy if away else None
    return Busy if state.startswith("08") else _POSTGRESQL.get(state)

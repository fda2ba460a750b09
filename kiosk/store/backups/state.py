"""How backups went: when the last good one was made, and what kept the next from being made."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from ...frozen import dataclass
from .. import audit
from ..engine.tables import BACKUP, CLINIC
from ..engine.transaction import Transaction

EVERY = timedelta(hours=23)
"""Between two of the schedule: a clinic that opens at the same hour each day has one each day."""
AGAIN = timedelta(hours=1)
"""Until one that failed is tried once more."""

LATE, TOO_LATE = timedelta(days=1), timedelta(days=3)

Level = Literal["well", "late", "too_late"]


@dataclass(frozen=True)
class State:
    """What is known of the clinic's backups."""

    level: Level
    days: int
    """Whole days since the last good one; since we count, where there was none."""
    made_at: datetime | None
    """By the wall, for people to read; None where there was none."""
    name: str
    why: str
    """What kept the last one from being made: full, folder, tools, damaged or fault."""


def look(tx: Transaction) -> State:
    """How backups stand now."""
    row = tx.connection.execute(select(BACKUP).limit(1)).one_or_none()
    if row is None:
        return State("well", 0, None, "", "")
    age = tx.steady - (row.made or row.since)
    level: Level = "too_late" if age >= TOO_LATE else "late" if age >= LATE else "well"
    return State(level, age.days, row.made_at, row.name, row.why)


def is_counted(tx: Transaction) -> bool:
    """Whether days without a backup are counted; nobody does before there is a clinic."""
    there = select(BACKUP.c.clinic_id).limit(1)
    return bool(tx.connection.execute(there).first()) or not _clinic_id(tx)


def count_from_now(tx: Transaction) -> None:
    """Begin to count, where a clinic is and nobody has counted yet."""
    if not is_counted(tx):
        row = {"clinic_id": _clinic_id(tx), "since": tx.steady, "name": "", "why": ""}
        # Two processes may begin at once; whoever comes second counts from the same moment.
        with suppress(IntegrityError), tx.connection.begin_nested():
            tx.connection.execute(insert(BACKUP), row)


def claim(tx: Transaction) -> bool:
    """Take it on to make the next one. False where none is due, or somebody else is quicker."""
    taken = update(BACKUP).where(*_due(tx)).values(tried=tx.steady)
    return bool(tx.connection.execute(taken).rowcount)


def is_due(tx: Transaction) -> bool:
    """Whether the next one should be made now, and nobody has just tried."""
    return tx.connection.execute(select(BACKUP.c.clinic_id).where(*_due(tx))).first() is not None


def _due(tx: Transaction) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    due = or_(BACKUP.c.made.is_(None), BACKUP.c.made <= tx.steady - EVERY)
    free = or_(BACKUP.c.tried.is_(None), BACKUP.c.tried <= tx.steady - AGAIN)
    return due, free


def was_made(tx: Transaction, name: str, at: datetime, by: str, *, whole: bool) -> None:
    """A backup is there, read back; only one of whole data counts as good."""
    count_from_now(tx)
    good = {"made": tx.steady, "made_at": at, "name": name, "why": ""}
    values = good if whole else {"why": "damaged"}
    tx.connection.execute(update(BACKUP).values(**values))
    audit.write(tx, "backup", by, name, "" if whole else "damaged")


def failed(tx: Transaction, why: str) -> None:
    """None could be made, for this reason."""
    count_from_now(tx)
    tx.connection.execute(update(BACKUP).values(why=why))


def _clinic_id(tx: Transaction) -> str | None:
    return tx.connection.scalar(select(CLINIC.c.id).limit(1))

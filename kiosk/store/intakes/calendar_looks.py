"""Looks at the clinic's calendar: when the next is due, and how the last one went."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from ...frozen import dataclass
from ..engine.tables import CALENDAR_LOOK, CLINIC
from ..engine.transaction import Transaction

EVERY = timedelta(minutes=15)
"""Between two looks that nobody asks for."""


@dataclass(frozen=True)
class Look:
    """How the last looks went."""

    read_at: datetime | None
    """By the wall, for people to read; None where it was never read."""
    why: str
    """What kept the last one from being read; empty where nothing did."""


def last(tx: Transaction) -> Look | None:
    """How the last one went; None before the first has ended."""
    row = tx.connection.execute(select(CALENDAR_LOOK).limit(1)).one_or_none()
    return Look(row.read_at, row.why) if row and (row.read_at or row.why) else None


def is_due(tx: Transaction) -> bool:
    """Whether somebody should look now. Nobody does before there is a clinic."""
    row = tx.connection.execute(select(CALENDAR_LOOK.c.tried).limit(1)).one_or_none()
    if row is None:
        return tx.connection.scalar(select(CLINIC.c.id).limit(1)) is not None
    return row.tried is None or row.tried <= tx.steady - EVERY


def claim(tx: Transaction) -> bool:
    """Take the next look on. False where none is due, or somebody else is quicker."""
    _have_a_row(tx)
    taken = update(CALENDAR_LOOK).where(_is_free(tx)).values(tried=tx.steady)
    return bool(tx.connection.execute(taken).rowcount)


def noted(tx: Transaction, why: str) -> None:
    """It was read just now; with ``why``, it could not be."""
    _have_a_row(tx)
    said = {"why": why} if why else {"why": "", "read_at": tx.now}
    tx.connection.execute(update(CALENDAR_LOOK).values(**said))


def _is_free(tx: Transaction) -> ColumnElement[bool]:
    tried = CALENDAR_LOOK.c.tried
    return or_(tried.is_(None), tried <= tx.steady - EVERY)


def _have_a_row(tx: Transaction) -> None:
    clinic_id = tx.connection.scalar(select(CLINIC.c.id).limit(1))
    there = tx.connection.execute(select(CALENDAR_LOOK.c.clinic_id).limit(1)).first()
    if clinic_id and not there:
        # Two processes may begin at once; whoever comes second finds the row of the first.
        with suppress(IntegrityError), tx.connection.begin_nested():
            tx.connection.execute(insert(CALENDAR_LOOK), {"clinic_id": clinic_id, "why": ""})

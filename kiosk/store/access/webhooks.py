"""Webhooks: how far along the audit each address is told. Nothing is written where it happens.

The audit is the queue: an address that is away stays where it is in it, and loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from ...frozen import dataclass
from .. import audit
from ..engine.steady import Steady
from ..engine.tables import AUDIT, CLINIC, WEBHOOK
from ..engine.transaction import Transaction

TOLD = or_(
    AUDIT.c.event.in_(["sign", "read"]), and_(AUDIT.c.event == "treat", AUDIT.c.reason == "end")
)
"""What programs are told."""
IN_WORDS = {"sign": "signed", "read": "read", "treat": "done"}

LEASE = timedelta(minutes=1)
"""How long whoever sends has an address for itself, each time."""
FIRST, LONGEST = timedelta(seconds=15), timedelta(minutes=15)
"""Between two tries: twice as long after each, up to the longest. It is never given up."""
BEHIND = timedelta(hours=1)
"""How long an address may be away before somebody should look."""


@dataclass(frozen=True)
class Message:
    """What happened to a record, by ids alone."""

    sequence: int
    id: str
    """The same at every try, and never that of anything else."""
    event: str
    record_id: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """How far one address is told."""

    begun: int
    """What was before, it is never told."""
    passed: int
    tries: int
    """In vain, since something last arrived."""
    next_at: Steady
    failing_since: Steady | None
    why: str

    def is_behind(self, now: Steady) -> bool:
        """Whether it has been away so long that somebody should look."""
        return self.failing_since is not None and now - self.failing_since >= BEHIND


def take_up(tx: Transaction, urls: Iterable[str]) -> None:
    """Begin with these addresses: what happens from now on is for those that are new."""
    clinic_id = tx.connection.scalar(select(CLINIC.c.id).limit(1))
    here = audit.head(tx).sequence
    begin = {"begun": here, "passed": here, "tries": 0, "next_at": tx.steady, "why": ""}
    for url in urls if clinic_id else ():
        # Two processes may begin at once; whoever comes second changes nothing.
        if of(tx, url) is None:
            with suppress(IntegrityError), tx.connection.begin_nested():
                row = {"id": _id(url), "clinic_id": clinic_id, **begin}
                tx.connection.execute(insert(WEBHOOK), row)


def of(tx: Transaction, url: str) -> Told | None:
    """How far this address is told; None before it was begun with."""
    columns = (WEBHOOK.c[name] for name in Told.__dataclass_fields__)
    row = tx.connection.execute(select(*columns).where(_this(url))).one_or_none()
    return Told(*row) if row else None


def waiting(tx: Transaction, url: str, limit: int = 1) -> list[Message]:
    """What it is to be told next, in the order in which it happened."""
    told = of(tx, url)
    if told is None:
        return []
    after = AUDIT.c.sequence > told.passed
    query = select(AUDIT).where(TOLD, after).order_by(AUDIT.c.sequence).limit(limit)
    return [_message(row) for row in tx.connection.execute(query)]


def latest(tx: Transaction, told: Told, limit: int) -> list[Message]:
    """The newest that an address was told, or waits for, the newest first."""
    since = AUDIT.c.sequence > told.begun
    query = select(AUDIT).where(TOLD, since).order_by(AUDIT.c.sequence.desc()).limit(limit)
    return [_message(row) for row in tx.connection.execute(query)]


def is_due(tx: Transaction, url: str) -> bool:
    """Whether there is something to tell, it may be tried, and nobody else is at it."""
    told = of(tx, url)
    return told is not None and told.next_at <= tx.steady and bool(waiting(tx, url))


def claim(tx: Transaction, url: str) -> Told | None:
    """Have this address for oneself for a while; None where somebody else has it."""
    free = update(WEBHOOK).where(_this(url), WEBHOOK.c.next_at <= tx.steady)
    if not tx.connection.execute(free.values(next_at=tx.steady + LEASE)).rowcount:
        return None
    return of(tx, url)


def let_go(tx: Transaction, url: str) -> None:
    """Nothing was waiting after all: whoever looks next need not wait for us."""
    tx.connection.execute(update(WEBHOOK).where(_this(url)).values(next_at=tx.steady))


def arrived(tx: Transaction, url: str, message: Message) -> None:
    """It has this one; the next may go at once."""
    behind = update(WEBHOOK).where(_this(url), WEBHOOK.c.passed < message.sequence)
    anew = {"passed": message.sequence, "tries": 0, "failing_since": None, "why": ""}
    tx.connection.execute(behind.values(next_at=tx.steady, **anew))


def failed(tx: Transaction, url: str, told: Told, why: str) -> None:
    """It did not arrive: try again later, each time a little later."""
    wait = min(FIRST * 2 ** min(told.tries, 10), LONGEST)
    later = {
        "tries": told.tries + 1,
        "next_at": tx.steady + wait,
        "failing_since": told.failing_since or tx.steady,
        "why": why,
    }
    still = update(WEBHOOK).where(_this(url), WEBHOOK.c.passed == told.passed)
    tx.connection.execute(still.values(**later))


def _this(url: str) -> ColumnElement[bool]:
    return WEBHOOK.c.id == _id(url)


def _id(url: str) -> str:
    """An address may hold a word of its own that opens it: what is kept is a hash."""
    return hashlib.sha256(url.encode()).hexdigest()


def _message(row: Row[Any]) -> Message:
    # After a restore the same sequence may tell of something else; the link never does.
    this = hashlib.sha256(row.link).hexdigest()[:32]
    return Message(row.sequence, this, IN_WORDS[row.event], row.subject, row.at)

"""Stock: whether each record, client and account is as the audit last saw it left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import TypeVar

from sqlalchemy import select

from .. import audit
from ..engine.database import Store
from ..engine.held import states, untold_ids
from ..engine.tables import AUDIT
from ..engine.transaction import Transaction

Some = TypeVar("Some")

AT_A_TIME = 500
"""Subjects whose state is worked out at once."""


def is_as_told(tx: Transaction, subject: str) -> bool:
    """Whether this record, client or account is as the audit last saw it left."""
    query = _TOLD.where(AUDIT.c.subject == subject).order_by(AUDIT.c.sequence.desc()).limit(1)
    last = tx.connection.execute(query).one_or_none()
    return last is not None and states(tx, [subject])[subject].hex() == last.held


def stock_is_due(tx: Transaction) -> bool:
    """Whether this database is of a time when the audit did not hold states fast yet."""
    changes = _TOLD.where(AUDIT.c.event != "stock").order_by(AUDIT.c.sequence.desc()).limit(1)
    return audit.head(tx).sequence > 0 and tx.connection.execute(changes).first() is None


def take_stock(store: Store, tell: Callable[[str], None]) -> None:
    """Tell the audit of all that came about before it held states fast.

    Stopped, it goes on where it was; done, it finds nothing to do. Until then nothing else is
    written: stock that was taken later would cover up a change.
    """
    with store.reading() as tx:
        untold = list(_untold(tx))
    done = 0
    for some in _few(untold):
        with store.writing() as tx:
            audit.write_each(tx, "stock", "upgrade", some)
        done += len(some)
        tell(f"Writing down in the audit what is kept: {done} of {len(untold)}")


_TOLD = select(AUDIT.c.event, AUDIT.c.subject, AUDIT.c.held).where(AUDIT.c.held != "")


def moved(tx: Transaction) -> Iterator[str]:
    """What is not as it was told last, what nothing was told of, and what was told too late."""
    yield from _told_late(tx)
    for some in _few(_told_last(tx)):
        now = states(tx, (subject for subject, _ in some))
        yield from (subject for subject, held in some if now[subject].hex() != held)
    yield from _untold(tx)


def _told_late(tx: Transaction) -> Iterator[str]:
    """What stock was taken of after the audit had begun to hold states fast."""
    changes = select(AUDIT.c.sequence).where(AUDIT.c.held != "", AUDIT.c.event != "stock")
    first = tx.connection.scalar(changes.order_by(AUDIT.c.sequence).limit(1))
    if first is not None:
        late = select(AUDIT.c.subject).where(AUDIT.c.event == "stock", AUDIT.c.sequence > first)
        yield from tx.connection.scalars(late.order_by(AUDIT.c.sequence)).all()


def _told_last(tx: Transaction) -> Iterator[tuple[str, str]]:
    """What each subject was left as: a few at a time, in the order of an index."""
    rows = tx.stream(_TOLD.order_by(AUDIT.c.subject, AUDIT.c.sequence))
    for subject, told in groupby(rows, key=lambda row: str(row.subject)):
        *_, last = told
        yield subject, last.held


def _untold(tx: Transaction) -> Iterator[str]:
    """What there is, and no row of the audit tells of."""
    found = (row for query in untold_ids() for row in tx.connection.execute(query).all())
    yield from dict.fromkeys(row.id for row in found)


def _few(ids: Iterable[Some]) -> Iterator[list[Some]]:
    left = iter(ids)
    while some := list(islice(left, AT_A_TIME)):
        yield some

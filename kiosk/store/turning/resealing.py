"""Sealing a column anew, a few rows at a time, while others go on with their work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    update,
)

from ..engine.database import Store
from ..engine.tables import RESEALING
from ..engine.transaction import Transaction
from ..errors import Busy, Unreadable
from ..proving.sealed_columns import Sealed

AT_A_TIME = 20
"""Seals of one transaction: whoever serves clients meanwhile waits no longer than for these."""

LONGEST_PAUSE = 0.1
"""Seconds between two of them, at most; as long as the one before took, where that was less."""

TRIES = 100
"""How often somebody who holds what is wanted is let go first."""

Tell = Callable[[str, int, int], None]
"""Told of which table how many of how many are done."""

Key = tuple[object, ...]

Which = Callable[[Transaction, Sealed], ColumnElement[bool]]
"""Which rows of a column are due."""


def seal_anew(store: Store, each: Sealed, which: Which, tell: Tell) -> Iterator[str]:
    """Seal those that are due anew; what does not open, by its table and id, stays as it is.

    Each is looked at once, so this ends. Raises Busy where somebody never lets go of one.
    """
    with store.reading() as tx:
        whole = how_many(tx, each, which)
    done, after = 0, None
    while True:
        begun = time.monotonic()
        some, torn = _patiently(store, each, which, after)
        yield from torn
        if not some:
            return
        done, after = done + len(some), some[-1]
        tell(each.column.table.name, min(done, whole), whole)
        time.sleep(min(time.monotonic() - begun, LONGEST_PAUSE))


def _patiently(
    store: Store, each: Sealed, which: Which, after: Key | None
) -> tuple[list[Key], list[str]]:
    """The next few; where somebody holds them, tried again. Raises Busy."""
    for _ in range(TRIES):
        try:
            return _few_anew(store, each, which, after)
        except Busy:
            time.sleep(LONGEST_PAUSE)
    return _few_anew(store, each, which, after)


def _few_anew(
    store: Store, each: Sealed, which: Which, after: Key | None
) -> tuple[list[Key], list[str]]:
    torn = []
    with store.writing() as tx:
        if not store.is_sqlite:
            # Whoever serves a client and waits for us meanwhile is not the one who gives way.
            tx.connection.execute(text("SET LOCAL lock_timeout = '300ms'"))
        rows = tx.connection.execute(_due(tx, each, which, after)).all()
        with _may_change(tx, each, rows):
            for row in rows:
                try:
                    _anew(tx, each, row)
                except Unreadable:
                    torn.append(each.name_of(row))
    return [_key(each, row) for row in rows], torn


def _anew(tx: Transaction, each: Sealed, row: Row[tuple[object, ...]]) -> None:
    this = [column == row._mapping[column] for column in each.column.table.primary_key]
    tx.connection.execute(update(each.column.table).where(*this).values(each.anew(tx, row)))
    if each.afterwards:
        each.afterwards(tx, row)


@contextmanager
def _may_change(
    tx: Transaction, each: Sealed, rows: Sequence[Row[tuple[object, ...]]]
) -> Iterator[None]:
    """The database refuses to change what was signed, but for what is named here meanwhile."""
    named = [{"id": row.id} for row in rows] if each.check else []
    if named:
        tx.connection.execute(insert(RESEALING), named)
    yield
    if named:
        tx.connection.execute(delete(RESEALING))


def _due(
    tx: Transaction, each: Sealed, which: Which, after: Key | None
) -> Select[tuple[object, ...]]:
    table = each.column.table
    key = tuple_(*table.primary_key)
    query = select(table).where(which(tx, each)).order_by(*table.primary_key).limit(AT_A_TIME)
    if after is not None:
        query = query.where(key > tuple_(*map(literal, after)))
    # Whoever holds one just now seals it anew, or leaves it to the next look.
    return query.with_for_update(skip_locked=True)


def how_many(tx: Transaction, each: Sealed, which: Which) -> int:
    """How many rows of the column are due."""
    query = select(func.count()).select_from(each.column.table).where(which(tx, each))
    return tx.connection.scalar(query) or 0


def _key(each: Sealed, row: Row[tuple[object, ...]]) -> Key:
    return tuple(row._mapping[column] for column in each.column.table.primary_key)

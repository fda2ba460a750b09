"""Turning the key: a new one seals, and all that the one before sealed is sealed anew.

Killed at any moment it goes on where it was: each seal says by which key it is, and the key before
is kept until nothing is under it any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    update,
)

from .. import audit, clinics
from ..engine import old_keys
from ..engine.database import Store
from ..engine.keys import Keys
from ..engine.sealing import seal
from ..engine.tables import CLINIC, OLD_KEY, RESEALING
from ..engine.transaction import Transaction
from ..errors import Busy, Missing, Unreadable
from .sealed_columns import SEALED, Sealed

AT_A_TIME = 20
"""Seals of one transaction: whoever serves clients meanwhile waits no longer than for these."""

LONGEST_PAUSE = 0.1
"""Seconds between two of them, at most; as long as the one before took, where that was less."""

TRIES = 100
"""How often somebody who holds what is wanted is let go first."""

Tell = Callable[[str, int, int], None]
"""Told of which table how many of how many are done."""

Key = tuple[object, ...]


def under_way(tx: Transaction) -> list[int]:
    """The keys that are being turned: something may be under them yet."""
    query = select(OLD_KEY.c.number).where(OLD_KEY.c.under_way)
    return list(tx.connection.scalars(query.order_by(OLD_KEY.c.number)))


def begin(store: Store, keys: Keys, by: str) -> None:
    """From now on the clinic seals with that of ``keys`` which is theirs. Raises Missing.

    On PostgreSQL this waits until everybody who still seals with the one before is done.
    """
    with store.writing() as tx:
        row = tx.connection.execute(select(CLINIC).limit(1).with_for_update()).one_or_none()
        if row is None:
            raise Missing("clinic")
        before = old_keys.number_in(row.key_check)
        turned = replace(tx, keys=keys)
        kept = {"number": before, "clinic_id": row.id, "turned_at": tx.now, "under_way": True}
        content = seal(keys, old_keys.whole(keys, before), old_keys.place(before))
        tx.connection.execute(insert(OLD_KEY), {**kept, "content": content})
        check = clinics.check_under(turned, row.id)
        tx.connection.execute(update(CLINIC).values(key_check=check))
        audit.write(turned, "key", by, "", f"key {keys.current} in place of key {before}")


def seal_all_anew(store: Store, tell: Tell) -> tuple[str, ...]:
    """Seal everything under the key of now, a little at a time. What does not open, by its table
    and id: it stays as it is."""
    while True:
        torn = tuple(name for each in SEALED for name in _column_anew(store, each, tell))
        with store.reading() as tx:
            left = sum(_how_many(tx, each) for each in SEALED)
        if left == len(torn):
            return torn


def end(store: Store) -> None:
    """Nothing is under the keys before any more: only what opens nothing is kept of them."""
    with store.writing() as tx:
        for number in under_way(tx):
            content = seal(tx.keys, old_keys.rest(tx.keys, number), old_keys.place(number))
            this = update(OLD_KEY).where(OLD_KEY.c.number == number)
            tx.connection.execute(this.values(content=content, under_way=False))
        tx.wipe_after()


def _column_anew(store: Store, each: Sealed, tell: Tell) -> Iterator[str]:
    with store.reading() as tx:
        whole = _how_many(tx, each)
    done, after = 0, None
    while True:
        begun = time.monotonic()
        some, torn = _patiently(store, each, after)
        yield from torn
        if not some:
            return
        done, after = done + len(some), some[-1]
        tell(each.column.table.name, min(done, whole), whole)
        time.sleep(min(time.monotonic() - begun, LONGEST_PAUSE))


def _patiently(store: Store, each: Sealed, after: Key | None) -> tuple[list[Key], list[str]]:
    """The next few; where somebody holds them, tried again. Raises Busy."""
    for _ in range(TRIES):
        try:
            return _few_anew(store, each, after)
        except Busy:
            time.sleep(LONGEST_PAUSE)
    return _few_anew(store, each, after)


def _few_anew(store: Store, each: Sealed, after: Key | None) -> tuple[list[Key], list[str]]:
    torn = []
    with store.writing() as tx:
        if not store.is_sqlite:
            # Whoever serves a client and waits for us meanwhile is not the one who gives way.
            tx.connection.execute(text("SET LOCAL lock_timeout = '300ms'"))
        rows = tx.connection.execute(_due(tx, each, after)).all()
        with _may_change(tx, each, rows):
            for row in rows:
                try:
                    _anew(tx, each, row)
                except Unreadable:
                    torn.append(" ".join(map(str, (each.column.table.name, *_key(each, row)))))
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


def _due(tx: Transaction, each: Sealed, after: Key | None) -> Select[tuple[object, ...]]:
    table = each.column.table
    key = tuple_(*table.primary_key)
    query = select(table).where(_is_old(tx, each)).order_by(*table.primary_key).limit(AT_A_TIME)
    if after is not None:
        query = query.where(key > tuple_(*map(literal, after)))
    # Whoever holds one just now seals it anew, or leaves it to the next look.
    return query.with_for_update(skip_locked=True)


def _how_many(tx: Transaction, each: Sealed) -> int:
    query = select(func.count()).select_from(each.column.table).where(_is_old(tx, each))
    return tx.connection.scalar(query) or 0


def _is_old(tx: Transaction, each: Sealed) -> ColumnElement[bool]:
    """Whether a seal is there, and by another key than that of now."""
    by = func.substr(each.column, 2, 1, type_=LargeBinary)
    return and_(func.length(each.column) > 1, by != bytes((tx.keys.current,)))


def _key(each: Sealed, row: Row[tuple[object, ...]]) -> Key:
    return tuple(row._mapping[column] for column in each.column.table.primary_key)

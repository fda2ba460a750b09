"""Turning the key: a new one seals, and all that the one before sealed is sealed anew.

Killed at any moment it goes on where it was: each seal says by which key it is, and the key before
is kept until nothing is under it any more.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, LargeBinary, and_, func, insert, select, update

from .. import audit, clinics
from ..engine import old_keys
from ..engine.database import Store
from ..engine.keys import Keys
from ..engine.sealing import seal
from ..engine.tables import CLINIC, OLD_KEY
from ..engine.transaction import Transaction
from ..errors import Missing
from ..proving.sealed_columns import SEALED, Sealed
from .resealing import Tell, how_many, seal_anew


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
        torn = tuple(name for each in SEALED for name in seal_anew(store, each, _is_old, tell))
        with store.reading() as tx:
            left = sum(how_many(tx, each, _is_old) for each in SEALED)
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


def _is_old(tx: Transaction, each: Sealed) -> ColumnElement[bool]:
    """Whether a seal is there, and by another key than that of now."""
    by = func.substr(each.column, 2, 1, type_=LargeBinary)
    return and_(func.length(each.column) > 1, by != bytes((tx.keys.current,)))

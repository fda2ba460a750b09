"""Lightening: records that were signed by an older kiosk are sealed anew, deflated and in parts."""

from __future__ import annotations

from sqlalchemy import ColumnElement, LargeBinary, func

from ..engine.database import Store
from ..engine.sealing import IN_PARTS
from ..engine.transaction import Transaction
from ..proving.sealed_columns import RECORDS, Sealed
from .resealing import Tell, how_many, seal_anew


def are_heavy(store: Store) -> int:
    """How many records are kept as they were before."""
    with store.reading() as tx:
        return how_many(tx, RECORDS, _is_heavy)


def lighten(store: Store, tell: Tell) -> tuple[str, ...]:
    """Seal them anew, a little at a time. What does not open, by its table and id, stays so.

    Killed at any moment it goes on where it was. Raises Busy.
    """
    return tuple(seal_anew(store, RECORDS, _is_heavy, tell))


def _is_heavy(tx: Transaction, each: Sealed) -> ColumnElement[bool]:
    form = func.substr(each.column, 1, 1, type_=LargeBinary)
    return form != bytes((IN_PARTS,))

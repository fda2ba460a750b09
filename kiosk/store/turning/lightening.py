"""Lightening: records that were signed before their text was deflated are sealed anew, deflated."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func

from ..engine.database import Store
from ..engine.transaction import Transaction
from .resealing import Tell, how_many, seal_anew
from .sealed_columns import RECORDS, Sealed

HEAVY = 24 * 1024
"""Bytes. No deflated record of ours has as many, and no record's text so few: 44 KB and more."""


def are_heavy(store: Store) -> int:
    """How many records weigh what they did before."""
    with store.reading() as tx:
        return how_many(tx, RECORDS, _is_heavy)


def lighten(store: Store, tell: Tell) -> tuple[str, ...]:
    """Seal them anew, a little at a time. What does not open, by its table and id, stays so.

    Killed at any moment it goes on where it was. Raises Busy.
    """
    return tuple(seal_anew(store, RECORDS, _is_heavy, tell))


def _is_heavy(tx: Transaction, each: Sealed) -> ColumnElement[bool]:
    return func.length(each.column) > HEAVY

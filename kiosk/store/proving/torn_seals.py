"""Torn seals: what is sealed beside records and entries, and does not open any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, false, func, literal, select, true

from ..engine.sealing import unseal
from ..engine.tables import ENTRY, RECORD
from ..engine.torn import WORN
from ..engine.transaction import Transaction
from .sealed_columns import SEALED, Sealed

AT_A_TIME = 20
"""Rows held at once: a paper is some fifty thousand bytes."""

NAMED_OTHERWISE = {RECORD.c.content, ENTRY.c.content}
"""What is held against its signature as well, and named by that."""


def torn_seals(tx: Transaction, record_id: str = "") -> Iterator[str]:
    """By table and id, what does not open: of everything, or of what belongs to one record."""
    for each in SEALED:
        if each.column not in NAMED_OTHERWISE:
            yield from _torn(tx, each, _is_about(each, record_id) if record_id else true())


def _is_about(each: Sealed, record_id: str) -> ColumnElement[bool]:
    record = each.column.table.c.get("record_id")
    return false() if record is None else record == literal(record_id)


def _torn(tx: Transaction, each: Sealed, which: ColumnElement[bool]) -> Iterator[str]:
    table = each.column.table
    query = select(table).where(func.length(each.column) > 0, which).order_by(*table.primary_key)
    for row in tx.stream(query, at_a_time=AT_A_TIME):
        if not _opens(tx, each, row):
            yield each.name_of(row)


def _opens(tx: Transaction, each: Sealed, row: Row[Any]) -> bool:
    try:
        plain = unseal(tx.keys, row._mapping[each.column], each.place(row))
        return each.is_the_same is None or each.is_the_same(row, plain)
    except WORN:
        return False

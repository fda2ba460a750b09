"""Whatever is sealed and does not open is found, wherever it lies, and named by its table."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from kiosk.store.engine.tables import ENTRY, PAPER, RECORD
from kiosk.store.proving import proof
from kiosk.store.proving.sealed_columns import SEALED, Sealed
from tests.each import SQLITE_FIRST
from tests.store.house import flipped, tampers
from tests.usecases.turning import Turning, found

pytestmark = pytest.mark.long

BESIDE = [each for each in SEALED if each.column not in (RECORD.c.content, ENTRY.c.content)]
"""Records and entries are held against their signatures, and have tests of their own."""


@SQLITE_FIRST
def test_a_bit_that_is_another_is_found_in_every_sealed_column(turning: Turning):
    turning.turns()  # so that there is a key of before, too
    assert found(turning.running) == []
    for each in BESIDE:
        column, table = each.column.name, each.column.table.name
        row = _one(turning, each)
        change = f"UPDATE {table} SET {column} = :other WHERE {column} = :kept"
        kept = row._mapping[each.column]
        tampers(turning.running, change, other=flipped(kept), kept=kept)
        assert found(turning.running) == [each.name_of(row)], (table, column)
        tampers(turning.running, change, other=kept, kept=flipped(kept))
    assert found(turning.running) == []


@SQLITE_FIRST
def test_a_paper_that_another_took_the_place_of_is_found_with_its_record(turning: Turning):
    hal = turning.clinic.signed()[-1]
    tampers(turning.running, "UPDATE paper SET hash = :other", other=bytes(32))
    name = f"paper {hal} 1"
    assert found(turning.running) == [name]
    with turning.running.reading() as tx:
        assert proof.verify_one(tx, hal).seals == (name,)
        other = next(each for each in turning.clinic.signed() if each != hal)
        assert proof.verify_one(tx, other).seals == ()


@SQLITE_FIRST
def test_what_was_erased_of_a_paper_is_not_missed(turning: Turning):
    with turning.running.writing() as tx:
        tx.connection.execute(PAPER.update().values(content=b"", unreadable=None))
    assert found(turning.running) == []


def _one(turning: Turning, each: Sealed) -> Any:
    there = select(each.column.table).where(each.column.is_not(None)).limit(1)
    with turning.running.reading() as tx:
        return tx.connection.execute(there).one()

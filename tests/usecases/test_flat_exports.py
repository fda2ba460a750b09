"""Exports hold a few visits at a time, however many there are: on SQLite and on PostgreSQL."""

from __future__ import annotations

import tracemalloc
from collections import deque
from datetime import timedelta

import pytest
from sqlalchemy import insert

from kiosk.exports import formats
from kiosk.store import Store, clinics
from kiosk.store.engine.tables import RECORD
from kiosk.usecases.export_records import export_records
from kiosk.usecases.exported_visits import Exporter, Wanted
from tests.builders.clinic import pairs
from tools.bench_rows.copies import LIGHT, WALKED, Copies
from tools.bench_rows.exporting import row_10
from tools.bench_rows.synthetic import A_DAY

FEW, MANY = 4, 8
"""Days, each of so many visits that two of them are read at once, and two before are held yet."""
GROWS = 1.1


def fills(store: Store) -> Store:
    """Many days of visits, each as short as a visit can be."""
    with store.writing() as tx:
        clinics.found(tx, "Quiet Hands", "en", "UTC")
    pairs(store)
    with store.writing() as tx:
        copies = Copies.of_one_visit(tx, LIGHT)
        for number in range(MANY * A_DAY):
            row = copies.row(tx, WALKED, f"visit-{number}", number // A_DAY)
            tx.connection.execute(insert(RECORD), row)
    return store


def peak_of(store: Store, kind: str, days: int) -> int:
    """Bytes that were in use at most while the visits of so many days were written out."""
    last = store.now().date()
    wanted = Wanted(last - timedelta(days=days - 1), last, kind, "for the test", groups=("visit",))
    tracemalloc.start()
    try:
        deque(export_records(store, wanted, Exporter("script")).pieces, maxlen=0)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def grows(store: Store, kind: str, few: int = FEW, many: int = MANY) -> float:
    """By how much more is held of many days than of few, once all that is kept is there."""
    peak_of(store, kind, 1)
    return peak_of(store, kind, many) / peak_of(store, kind, few)


def test_rows_of_twice_as_many_visits_take_no_more_memory(store: Store):
    assert grows(fills(store), "csv") <= GROWS


def test_twice_as_many_spreadsheets_take_no_more_memory(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(formats, "PART", A_DAY)
    assert grows(fills(sqlite_store), "xlsx", 2, 4) <= GROWS


@pytest.mark.torture
def test_every_file_of_ten_thousand_visits_takes_the_memory_of_a_thousand():
    row = row_10(10_000)
    assert row.met, row.figure

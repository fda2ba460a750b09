"""A clinic of fifty records and an audit of over 200 rows: whatever is changed in it is found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import Table

from kiosk.store import Store, StoreError, audit
from kiosk.store.engine.held import LOOSE
from kiosk.store.engine.tables import AUDIT, CLIENT, ENTRY, RECORD, STAFF
from kiosk.store.records import corrections, records
from kiosk.usecases.join_clients import join_clients
from tests.store.house import House, a_house, somebody, tampers
from tests.store.records.test_proof import found, instead, is_whole, rows

pytestmark = pytest.mark.torture

RECORDS = 50
AUDIT_ROWS = 200
LEAST = {"record": RECORDS, "entry": RECORDS, "client": RECORDS, "staff": 3, "audit": AUDIT_ROWS}


@pytest.fixture
def clinic(some_store: Store) -> House:
    """Each record taken, read and corrected, and the clients of some joined."""
    house = a_house(some_store)
    mei = somebody(some_store, "Mei", "therapist")
    somebody(some_store, "Ada", "admin")
    somebody(some_store, "Dana", "desk")
    before = ""
    for number in range(RECORDS):
        signed = house.signed(full_name=f"Ann {number}")
        with some_store.writing() as tx:
            records.assign(tx, signed.id, mei.id)
            records.mark_read(tx, signed.id, mei.id)
            corrections.correct(tx, signed.id, "phone", "555-0101", "555-0102", "call", mei.id)
            if before and number % 5 == 0:
                join_clients(tx, signed.id, before, mei.id)
        before = signed.id
    return house


@pytest.mark.parametrize("table", [RECORD, ENTRY, CLIENT, STAFF, AUDIT], ids=lambda each: each.name)
def test_each_single_field_that_is_changed_is_found(clinic: House, table: Table):
    key = "id" if "id" in table.c else "sequence"
    assert len(rows(clinic.store, table)) >= LEAST[table.name]
    missed = []
    for row in rows(clinic.store, table):
        held = {each.name for each in table.c} - LOOSE.get(table.name, set())
        for column in sorted(held - {key}):
            change = f"UPDATE {table.name} SET {column} = :v WHERE {key} = :k"
            tampers(clinic.store, change, v=instead(clinic, column, row[column]), k=row[key])
            if not is_found(clinic.store, table):
                missed.append((column, row[key]))
            tampers(clinic.store, change, v=row[column], k=row[key])
    assert missed == []
    assert is_whole(clinic.store)


def is_found(store: Store, table: Table) -> bool:
    """Whether ``verify`` finds something; in the audit, by its chain alone."""
    if table is not AUDIT:
        return not is_whole(store)
    with store.reading() as tx:
        return audit.verify(tx) is not None


def test_the_tail_is_missed_wherever_it_is_cut(clinic: House):
    for last in range(len(rows(clinic.store, AUDIT)) - 1, -1, -1):
        tampers(clinic.store, "DELETE FROM audit WHERE sequence > :k", k=last)
        assert found(clinic.store).audit_row == last + 1


def test_two_contents_in_each_others_place_are_both_refused(clinic: House):
    kept = rows(clinic.store, RECORD)
    change = "UPDATE record SET content = :v WHERE id = :k"
    for one, other in pairwise(kept):
        tampers(clinic.store, change, v=other["content"], k=one["id"])
        tampers(clinic.store, change, v=one["content"], k=other["id"])
        assert set(found(clinic.store).records) == {one["id"], other["id"]}
        with clinic.store.reading() as tx:
            for each in (one, other):
                with pytest.raises(StoreError):
                    records.find(tx, each["id"])
        tampers(clinic.store, change, v=one["content"], k=one["id"])
        tampers(clinic.store, change, v=other["content"], k=other["id"])
    assert is_whole(clinic.store)

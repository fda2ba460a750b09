"""Whatever is changed in the database behind the kiosk's back is found, and named."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import DatabaseError

from kiosk.store import Store, audit, sites
from kiosk.store.access import at_sites, staff
from kiosk.store.engine.held import LOOSE
from kiosk.store.engine.tables import AUDIT, CLIENT, ENTRY, RECORD, STAFF
from kiosk.store.proving import proof, stock
from kiosk.store.records import clients, corrections, records
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, part_clients, set_record_apart
from tests.each import SQLITE_FIRST
from tests.store.house import House, a_house, somebody, tampers

pytestmark = pytest.mark.long


@pytest.fixture
def house(store: Store) -> House:
    """Three visits of two people, one taken, read and corrected, and two who work here."""
    house = a_house(store)
    mei = somebody(store, "Mei", "therapist")
    somebody(store, "Ada", "admin")
    one, two, _ = (house.signed(full_name=name) for name in ("Ann", "Ann", "Bea"))
    with store.writing() as tx:
        records.assign(tx, one.id, mei.id)
        records.mark_read(tx, one.id, mei.id)
        corrections.correct(tx, one.id, "phone", "555-0101", "555-0102", "by letter", mei.id)
        join_clients(tx, two.id, one.id, mei.id)
    return house


def found(store: Store) -> proof.Findings:
    with store.reading() as tx:
        return proof.verify_all(tx)


def is_whole(store: Store) -> bool:
    return found(store) == proof.Findings((), (), None, ())


def another(value: Any) -> Any:
    match value:
        case None:
            return 1
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
        case int() | str():
            return value + type(value)(1)
    raise TypeError(value)


def rows(store: Store, table: Table) -> list[Any]:
    with store.reading() as tx:
        return list(tx.connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings())


def test_what_nobody_touched_is_whole(house: House):
    assert is_whole(house.store)


@SQLITE_FIRST
def test_whoever_is_given_other_sites_and_looks_at_one_is_as_told(house: House):
    with house.store.writing() as tx:
        mei = next(each.id for each in staff.everyone(tx) if each.name == "Mei")
        harbour = sites.add(tx, "Harbour", "ada")
        at_sites.give(tx, mei, [harbour], "ada")
        at_sites.go_to(tx, mei, harbour)
    assert is_whole(house.store)


@pytest.mark.parametrize("table", [RECORD, ENTRY, CLIENT, STAFF], ids=lambda each: each.name)
@SQLITE_FIRST
def test_every_field_that_is_changed_is_found(house: House, table: Table):
    key = "id" if "id" in table.c else "sequence"
    held = {each.name for each in table.c} - LOOSE.get(table.name, set())
    for column in sorted(held - {key}):
        for row in rows(house.store, table):
            change = f"UPDATE {table.name} SET {column} = :v WHERE {key} = :k"
            tampers(house.store, change, v=instead(house, column, row[column]), k=row[key])
            assert not is_whole(house.store), (table.name, column)
            tampers(house.store, change, v=row[column], k=row[key])
    assert is_whole(house.store)


def instead(house: House, column: str, value: Any) -> Any:
    """Another value that the database would take."""
    if column == "clinic_id":
        return "elsewhere"
    if column == "record_id":
        return next(row["id"] for row in rows(house.store, RECORD) if row["id"] != value)
    if column in ("merged_into", "client_id"):
        return next(row["id"] for row in rows(house.store, CLIENT) if row["id"] != value)
    return 1000 if column == "sequence" else another(value)


@pytest.mark.parametrize("table", [RECORD, ENTRY, STAFF, AUDIT], ids=lambda table: table.name)
@SQLITE_FIRST
def test_every_row_that_is_gone_is_found(house: House, table: Table):
    key = next(name for name in ("sequence", "id") if name in table.c)
    last = rows(house.store, table)[-1][key]
    tampers(house.store, f"DELETE FROM {table.name} WHERE {key} = :k", k=last)
    assert not is_whole(house.store)


def test_an_account_put_in_is_found(house: House):
    same = ", ".join(each.name for each in STAFF.c if each.name not in ("id", "folded_name"))
    taken = f"SELECT 'new', 'new', {same} FROM staff WHERE name = 'Ada'"
    tampers(house.store, f"INSERT INTO staff (id, folded_name, {same}) {taken}")
    assert found(house.store).states == ("new",)


def test_a_correction_put_back_with_its_record_as_it_was_is_no_longer_there(house: House):
    """Somebody with a copy of an earlier moment: the audit has gone on since."""
    ann = rows(house.store, ENTRY)[0]["record_id"]
    tampers(house.store, "DELETE FROM entry")
    assert found(house.store).states == (ann,)


def test_each_way_the_kiosk_itself_changes_what_is_kept_leaves_it_whole(house: House):
    with house.store.writing() as tx:
        people = list(tx.connection.scalars(select(CLIENT.c.id)))
        joined = next(each for each in people if clients.joined_into(tx, each))
        part_clients(tx, joined, "setup")
        set_record_apart(tx, joined, "setup")
        who = next(each for each in staff.everyone(tx) if each.name == "Mei")
        staff.set_roles(tx, who.id, ["desk"], "setup")
        staff.disable(tx, who.id, "setup")
        erase_record(tx, joined, "setup", "asked")
    assert is_whole(house.store)


def test_one_record_is_held_against_what_was_told_of_it(house: House):
    ann = rows(house.store, ENTRY)[0]["record_id"]
    with house.store.reading() as tx:
        assert stock.is_as_told(tx, ann)
    tampers(house.store, "UPDATE record SET therapist_id = 'x' WHERE id = :k", k=ann)
    with house.store.reading() as tx:
        assert not stock.is_as_told(tx, ann)


def as_before(house: House) -> None:
    """The database as it was before the audit held states fast."""
    with house.store.reading() as tx:
        events = list(tx.connection.execute(select(AUDIT).order_by(AUDIT.c.sequence)).mappings())
    tampers(house.store, "DELETE FROM audit")
    tampers(house.store, "DELETE FROM chain_end")
    with pytest.MonkeyPatch.context() as patch, house.store.writing() as tx:
        patch.setattr(audit, "HELD", frozenset())
        for row in events:
            audit.write(tx, row["event"], row["actor"], row["subject"], row["reason"])
    tampers(house.store, "DELETE FROM chain_end")


@SQLITE_FIRST
def test_stock_is_taken_once_of_what_came_before(house: House):
    as_before(house)
    with house.store.reading() as tx:
        assert stock.stock_is_due(tx)
    told: list[str] = []
    stock.take_stock(house.store, told.append)
    assert told
    assert is_whole(house.store)
    stock.take_stock(house.store, told.append)
    assert len(told) == 1
    somebody(house.store, "Zoe", "desk")
    with house.store.reading() as tx:
        assert not stock.stock_is_due(tx)


def test_stock_taken_again_covers_nothing_up(house: House):
    """Even by somebody who has the kiosk itself write it, past its own rule."""
    ann = rows(house.store, ENTRY)[0]["record_id"]
    tampers(house.store, "DELETE FROM entry")
    with house.store.writing() as tx:
        audit.write(tx, "stock", "upgrade", ann)
    assert found(house.store).states == (ann,)


@pytest.mark.parametrize(
    "change", [f"UPDATE {{}} SET {name}" for name in ("hash = hash", "id = id")]
)
@pytest.mark.parametrize("table", ["record", "entry"])
def test_the_database_itself_refuses_to_change_what_was_signed(
    house: House, table: str, change: str
):
    for statement in (change.format(table), f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="never changes"), house.store.writing() as tx:
            tx.connection.exec_driver_sql(statement)
    assert is_whole(house.store)

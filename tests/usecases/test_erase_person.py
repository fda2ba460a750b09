"""Erasing a person takes all that is kept of them, everywhere, and nothing of anybody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, Table, func, select

from kiosk.store import Missing, OnHold, Store, audit
from kiosk.store.engine.tables import (
    ALIKE,
    APART,
    CALL,
    CARD,
    CLIENT,
    ENTRY,
    INTAKE,
    PAPER,
    PIECE,
    RECORD,
    VISIT,
)
from kiosk.store.intakes import calls, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.proving import proof
from kiosk.store.records import card_keeping, clients, corrections, erasures, holds
from kiosk.usecases.erase_person import erase_person
from kiosk.usecases.erase_record import erase_again
from kiosk.usecases.join_clients import join_clients, keep_apart
from tests.faults.test_faults import Fault, breaks
from tests.store.house import CANARY, House, a_house, keeps_paper
from tests.store.records.test_erasure import in_clear

pytestmark = pytest.mark.long

ANN = {"full_name": f"Ann {CANARY}", "birth_date": "1987-06-05", "phone": "+34 600 29 57 41"}
BEA = {"full_name": "Bea Alder", "birth_date": "1987-06-05", "phone": "555 0103"}
THEIRS = (RECORD, ENTRY, PAPER, INTAKE, VISIT, CALL, CARD, CLIENT)
"""What is counted: one of each is Bea's."""


def comes(house: House, **said: Any) -> str:
    """Somebody was here, and left all that a visit can leave; the id of the record."""
    signed = house.signed(**said)
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, f"%PDF {said}".encode() * 40)
        corrections.correct(tx, signed.id, "phone", said["phone"], "555 0199", CANARY * 9, "mei")
    return signed.id


def is_expected(house: House, client: str, **said: Any) -> list[str]:
    """They have an intake under way, and a visit planned; the ids."""
    with house.store.writing() as tx:
        on = tx.now.date()
        visit, _ = planned_visits.plan(tx, Planned(on, "15:00", "", said), "desk")
        planned_visits.is_of(tx, visit.id, client, "desk")
    here, _ = house.starts(**said)
    with house.store.writing() as tx:
        calls.call(tx, here.id, "person", said["full_name"])
        tx.connection.execute(
            INTAKE.update().where(INTAKE.c.id == here.id).values(client_id=client)
        )
    return [visit.id, here.id]


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@pytest.fixture
def ann(house: House) -> list[str]:
    """All ids of Ann, who was two clients once; her first record first. Bea looks like her."""
    first, again = comes(house, **ANN), comes(house, **ANN)
    bea = comes(house, **BEA)
    is_expected(house, bea, **BEA)
    with house.store.writing() as tx:
        join_clients(tx, again, first, "mei")
        keep_apart(tx, first, bea, "mei")
        for client in (first, bea):
            card_keeping.rewrite(tx, client)
    return [first, again, *is_expected(house, first, **ANN)]


def erases(store: Store, record_id: str) -> None:
    with store.writing() as tx:
        erase_person(tx, record_id, "ada", "she asked")


def how_many(store: Store, table: Table) -> int:
    with store.reading() as tx:
        return tx.connection.scalar(select(func.count()).select_from(table)) or 0


def sealed(store: Store) -> set[bytes]:
    """The middle of everything that is sealed and long enough to be told from chance."""
    columns = [c for t in (*THEIRS, PIECE) for c in t.c if isinstance(c.type, LargeBinary)]
    with store.reading() as tx:
        blobs = [b for c in columns for b in tx.connection.scalars(select(c)) if b and len(b) > 31]
    return {blob[8:40] for blob in blobs}


@pytest.mark.parametrize("which", [0, 1])
def test_everything_of_them_goes_and_nothing_of_another(house: House, ann: list[str], which: int):
    erases(house.store, ann[which])
    assert {table.name: how_many(house.store, table) for table in THEIRS} == {
        table.name: 1 for table in THEIRS
    }
    assert how_many(house.store, APART) == how_many(house.store, ALIKE) == 0
    with house.store.reading() as tx:
        assert [row.newest for row in tx.connection.execute(select(PIECE)).all()]
        assert tx.connection.scalars(select(PIECE.c.newest).distinct()).all() == [3]


def test_each_thing_that_went_is_in_the_audit_and_the_proof_stays_whole(
    house: House, ann: list[str]
):
    erases(house.store, ann[0])
    with house.store.reading() as tx:
        rows = [row for row in audit.matching(tx, audit.Wanted(), 99) if row.event == "erase"]
        assert sorted(row.subject for row in rows) == sorted(ann)
        assert {(row.actor, row.reason) for row in rows} == {("ada", "she asked")}
        assert all(erasures.is_erased(tx, each) for each in ann)
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_done_twice_it_finds_nobody_and_writes_nothing(house: House, ann: list[str]):
    erases(house.store, ann[0])
    before = how_many(house.store, THEIRS[0])
    for each in ann[:2]:
        with pytest.raises(Missing):
            erases(house.store, each)
    assert how_many(house.store, THEIRS[0]) == before


def test_nothing_of_them_is_left_in_any_file(sqlite_store: Store):
    """The database, its log, and whatever lies beside them: not a piece of what was sealed."""
    house = a_house(sqlite_store)
    first, bea = comes(house, **ANN), comes(house, **BEA)
    is_expected(house, first, **ANN)
    folder = Path(sqlite_store.url.database or "").parent
    before = sealed(sqlite_store)
    assert sum(piece in on_disk(folder) for piece in before) > len(before) / 2
    erases(sqlite_store, first)
    theirs = before - sealed(sqlite_store)
    assert len(theirs) > 6
    disk = on_disk(folder)
    assert not any(piece in disk for piece in theirs)
    assert in_clear(disk) == []
    with sqlite_store.reading() as tx:
        assert clients.visits_of(tx, bea)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_old_backup_brings_none_of_it_back(house: House, ann: list[str]):
    """Restored, all of them are there once more, with the marks of the list beside the backup."""
    with house.store.writing() as tx:
        known = {erasures.mark_of(tx, each) for each in ann}
        known |= {erasures.mark_of(tx, f"client:{each}") for each in ann[:2]}
    with house.store.writing() as tx:
        assert sorted(erase_again(tx, known)) == sorted(ann)
    assert {table.name: how_many(house.store, table) for table in THEIRS} == {
        table.name: 1 for table in THEIRS
    }
    with house.store.reading() as tx:
        assert erasures.marks(tx) == known
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_on_hold_nothing_of_them_goes_until_it_is_lifted(house: House, ann: list[str]):
    with house.store.writing() as tx:
        holds.place(tx, ann[1], "client", "ada", "court order 7")
    before = {table.name: how_many(house.store, table) for table in THEIRS}
    with pytest.raises(OnHold):
        erases(house.store, ann[0])
    assert {table.name: how_many(house.store, table) for table in THEIRS} == before
    with house.store.writing() as tx:
        holds.lift(tx, ann[0], "client", "ada", "over")
    erases(house.store, ann[0])
    with house.store.reading() as tx:
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_a_fault_on_the_way_leaves_them_whole(
    house: House, ann: list[str], monkeypatch: pytest.MonkeyPatch
):
    before = {table.name: how_many(house.store, table) for table in THEIRS}
    for place in ("audit.write", "records.erasures.drop_clients", "records.card_keeping.rewrite"):
        with monkeypatch.context() as broken:
            broken.setattr(f"kiosk.store.{place}", breaks)
            with pytest.raises(Fault):
                erases(house.store, ann[0])
        assert {table.name: how_many(house.store, table) for table in THEIRS} == before
        assert how_many(house.store, erasures.TOMBSTONE) == 0
    erases(house.store, ann[0])

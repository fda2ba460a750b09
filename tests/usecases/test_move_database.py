"""From SQLite to PostgreSQL: all of it as it was, or nothing; and nobody goes on in the old."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from kiosk.settings import Settings
from kiosk.store import Keys, Store, StoreError, Unfit, open_kept, open_store
from kiosk.store.engine import carrying
from kiosk.usecases.move_database import Moved, move_database
from tests.faults.test_faults import breaks
from tests.postgres import Server
from tests.usecases.moving import in_file, kept, tables
from tests.usecases.turning import found

pytestmark = [pytest.mark.process, pytest.mark.parametrize("url", ["sqlite"], indirect=True)]


def moves(settings: Settings, report: Any = lambda words: None) -> Moved:
    return move_database(settings, "script", report)


def test_everything_arrives_as_it_was_and_the_clinic_goes_on_there(worked_in: Settings):
    before, told = kept(in_file(worked_in)), list[str]()
    assert {name for name, rows in before.items() if rows} >= {"record", "entry", "paper", "card"}
    moved = moves(worked_in, told.append)
    after = kept(worked_in)
    assert moved.manifest.rows == {name: len(rows) for name, rows in before.items()}
    assert len(after.pop("audit")) == len(before.pop("audit")) + 1, "and that it was moved"
    del before["chain_end"], after["chain_end"]
    assert after == before
    assert any("record: 2 rows" in line for line in told)
    with closing(open_store(worked_in)) as store:
        assert found(store) == []
    assert not moved.is_used
    with pytest.raises(Unfit, match="moved to PostgreSQL: name it in KIOSK_DATABASE_URL"):
        open_kept(in_file(worked_in))
    with pytest.raises(Unfit, match="moved to PostgreSQL"):
        open_store(in_file(worked_in))
    with pytest.raises(Unfit, match="not empty"):
        moves(worked_in)


def test_numbers_go_on_behind_the_last_that_was_ever_given(worked_in: Settings):
    keys = Keys.load(worked_in.key_file)
    with closing(sqlite3.connect(worked_in.database)) as raw:
        last = raw.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()[0]
        newest = raw.execute("SELECT max(sequence) FROM record").fetchone()[0]
    assert last > newest, "the newest was erased"
    moves(worked_in)
    with closing(Store(worked_in.database_url, keys)) as store, store.writing() as tx:
        sequence = "SELECT nextval(pg_get_serial_sequence('record', 'sequence'))"
        assert tx.connection.exec_driver_sql(sequence).scalar() == last + 1


@pytest.mark.parametrize(
    "where",
    [
        "store.engine.carrying._count_on",
        pytest.param("usecases.move_database.upgrade", marks=pytest.mark.torture),
        pytest.param("store.engine.carrying.compare", marks=pytest.mark.torture),
        "store.audit.write",
    ],
)
def test_whatever_fails_on_the_way_nothing_is_there_and_the_file_is_as_it_was(
    worked_in: Settings, server: Server, monkeypatch: pytest.MonkeyPatch, where: str
):
    before = worked_in.database.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(f"kiosk.{where}", breaks)
        with pytest.raises(Exception, match="could not keep"):
            moves(worked_in)
    assert tables(server, worked_in) == "0"
    assert worked_in.database.read_bytes() == before
    assert moves(worked_in).old.exists()


def test_a_row_that_was_changed_on_the_way_is_named_and_nothing_is_moved(
    worked_in: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
):
    copy = carrying._copy

    def garbles(table: Any, rows: Any, target: Any) -> None:
        if table.name == "paper":
            at = list(table.columns.keys()).index("content")
            rows = [(*row[:at], row[at] + b"x", *row[at + 1 :]) for row in rows]
        copy(table, rows, target)

    monkeypatch.setattr(carrying, "_copy", garbles)
    with pytest.raises(Unfit, match="A row of paper did not arrive as it was"):
        moves(worked_in)
    assert tables(server, worked_in) == "0"
    assert worked_in.database.exists()


def test_a_value_that_the_server_does_not_take_is_one_sentence(worked_in: Settings, server: Server):
    with closing(sqlite3.connect(worked_in.database)) as raw, raw:
        raw.execute("UPDATE tablet SET name = 'a' || char(0) || 'b'")
    with pytest.raises(Unfit, match=r"does not take tablet \(\w+\)\.$"):
        moves(worked_in)
    assert tables(server, worked_in) == "0"


def test_a_file_that_somebody_has_open_is_not_moved(worked_in: Settings, server: Server):
    with closing(sqlite3.connect(worked_in.database)) as served:
        served.execute("SELECT count(*) FROM clinic").fetchone()
        with pytest.raises(Unfit, match="is in use: stop the kiosk first"):
            moves(worked_in)
    assert tables(server, worked_in) == "0"


def test_without_a_server_to_go_to_it_says_what_to_name(worked_in: Settings):
    for settings in (in_file(worked_in), Settings(worked_in.data, "sqlite:///x")):
        with pytest.raises(StoreError, match="empty PostgreSQL database in KIOSK_DATABASE_URL"):
            moves(settings)

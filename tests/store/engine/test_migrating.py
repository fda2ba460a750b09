"""The schema comes whole or not at all, and a newer one is left alone."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from kiosk.store import Keys, Store, Unfit
from kiosk.store.engine.migrate import config, copies_of, copy_checked, migrate
from kiosk.store.engine.tables import METADATA, REVISION
from tests.postgres import Server
from tests.store.house import a_house
from tests.trial import Trial

pytestmark = pytest.mark.long


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path, keys: Keys) -> Iterator[Store]:
    """A store with no schema at all."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'bare.db'}"
    else:
        server: Server = request.getfixturevalue("server")
        url = server.address(server.new_database())
    store = Store(url, keys)
    yield store
    store.close()


def shape(connection: Connection) -> dict[str, Any]:
    """All that the database knows of our tables."""
    found = inspect(connection)

    def plain(things: list[Any]) -> list[str]:
        return sorted(repr(sorted(thing.items(), key=repr)) for thing in things)

    return {
        name: (
            plain([{**column, "type": str(column["type"])} for column in found.get_columns(name)]),
            found.get_pk_constraint(name),
            plain(found.get_foreign_keys(name)),
            plain(found.get_unique_constraints(name)),
            plain(found.get_indexes(name)),
        )
        for name in METADATA.tables
    }


def test_the_newest_migration_is_the_one_the_tables_name():
    assert ScriptDirectory.from_config(config()).get_current_head() == REVISION


def test_the_migrated_schema_is_that_of_the_tables(bare: Store, store: Store):
    with store.reading() as tx:
        migrated = shape(tx.connection)
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    if bare.is_sqlite is store.is_sqlite:
        with bare.writing() as tx:
            METADATA.create_all(tx.connection)
            assert shape(tx.connection) == migrated


def test_migrating_twice_is_harmless(bare: Store):
    assert not bare.is_current()
    migrate(bare)
    migrate(bare)
    assert bare.is_current()


def test_many_that_migrate_at_once_do_it_once(bare: Store):
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda _: migrate(bare), range(4)))
    assert bare.is_current()
    a_house(bare)


def test_a_newer_schema_is_left_alone(store: Store):
    with store.writing() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(Unfit, match="newer kiosk"):
            store.is_current()
        with pytest.raises(Unfit, match="newer kiosk"):
            migrate(store)
    finally:
        with store.writing() as tx:
            put_back = text("UPDATE alembic_version SET version_num = :r")
            tx.connection.execute(put_back, {"r": REVISION})


@pytest.mark.parametrize("kills", [4, pytest.param(100, id="a hundred", marks=pytest.mark.torture)])
def test_a_migration_killed_at_random_leaves_the_old_schema_or_the_new(
    bare: Store, trial: Trial, kills: int
):
    chance, kills, whole = random.Random(11), trial.of(kills), 0
    begun = time.monotonic()
    kill_while_migrating(bare, after=None)
    longest = time.monotonic() - begun
    for number in range(kills):
        if bare.is_current():
            bare = forgotten(bare)
        kill_while_migrating(bare, chance.uniform(0, 1.2 * longest))
        with bare.reading() as tx:
            found = set(inspect(tx.connection).get_table_names()) & set(METADATA.tables)
        assert found in (set(), set(METADATA.tables))
        assert bare.is_current() is bool(found)
        whole += bool(found)
        trial.is_at(number, kills, "kills")
    migrate(bare)
    assert bare.is_current()
    a_house(bare)
    bare.close()
    where = "SQLite" if bare.is_sqlite else "PostgreSQL"
    trial.found(f"{where}: {kills} kills, {whole} found the new schema, the others none", kills)


def forgotten(store: Store) -> Store:
    """The same without any schema, for a kiosk that starts anew."""
    if store.is_sqlite:
        store.close()
        for file in Path(store.url.database or "").parent.iterdir():
            file.unlink()
    else:
        with store.writing() as tx:
            tx.connection.execute(text("DROP SCHEMA public CASCADE"))
            tx.connection.execute(text("CREATE SCHEMA public"))
        store.close()
    return Store(store.url, store.keys)


def kill_while_migrating(store: Store, after: float | None) -> None:
    """kill -9 after so many seconds; never where that is None."""
    child = os.fork()
    if not child:
        try:
            migrate(store)
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_the_copy_made_before_a_migration_is_whole(sqlite_store: Store):
    a_house(sqlite_store).signed()
    file = Path(sqlite_store.url.database or "")
    copy = copy_checked(file, "0000")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT count(*) FROM record").fetchone() == (1,)


def test_without_room_for_the_copy_nothing_is_begun(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
):
    file = Path(sqlite_store.url.database or "")
    small = SimpleNamespace(free=file.stat().st_size - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: small)
    with pytest.raises(Unfit, match="are free: make room"):
        copy_checked(file, "0000")
    assert copies_of(file) == []


def test_a_damaged_database_is_not_migrated(sqlite_store: Store):
    house = a_house(sqlite_store)
    for _ in range(30):
        house.signed(much="words " * 200)
    sqlite_store.close()
    file = Path(sqlite_store.url.database or "")
    content = bytearray(file.read_bytes())
    for page in range(len(content) // 4096 - 12, len(content) // 4096):
        content[page * 4096 + 8 : page * 4096 + 400] = os.urandom(392)
    file.write_bytes(bytes(content))
    with pytest.raises((Unfit, sqlite3.DatabaseError)):
        copy_checked(file, "0000")

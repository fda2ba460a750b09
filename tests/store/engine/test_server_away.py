"""PostgreSQL that cannot be used yet, or was away: one sentence, and then it goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.store import Store, Unfit, open_store
from tests.postgres import Server
from tests.store.house import a_house


@pytest.fixture
def on_server(tmp_path: Path, server: Server) -> Settings:
    address = server.address(server.new_database())
    return Settings.read({"KIOSK_DATA": str(tmp_path / "data"), "KIOSK_DATABASE_URL": address})


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_was_restarted_is_read_and_written_at_the_first_try(
    store: Store, server: Server
):
    house = a_house(store)
    intake, token = house.starts()
    with store.reading(), store.reading():
        """Several connections wait in the pool from now on."""
    server.restarts()
    assert house.opens(token), "the first look"
    server.restarts()
    assert house.keeps(intake, reason="shoulder").rev == 2, "the first write"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://kiosk:secret@127.0.0.1:1/kiosk", "127.0.0.1:1/kiosk: "),
        ("postgresql://kiosk@127.0.0.1:one/kiosk", "cannot be read"),
        ("postgresql://kiosk:p@ss@[::1/kiosk", "cannot be read"),
        ("postgresql://kiosk@/kiosk?host=/nowhere", "/nowhere"),
    ],
)
def test_an_address_where_nothing_answers_is_named_without_its_password(
    tmp_path: Path, address: str, says: str
):
    settings = Settings(tmp_path, address, tmp_path / "keys" / "master.key")
    with pytest.raises(Unfit) as no:
        open_store(settings)
    assert says in str(no.value)
    assert "secret" not in str(no.value)
    assert "p@ss" not in str(no.value)
    assert "\n" not in str(no.value)
    assert not settings.key_file.exists(), "and no key is made for it"


def test_what_the_server_refuses_is_said_in_a_line(on_server: Settings, server: Server):
    name = on_server.database_url.partition("?")[0].rpartition("/")[2]
    server.tell("CREATE ROLE stranger LOGIN")
    server.tell(f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {server.user}", database=name)
    as_stranger = on_server.database_url.replace(f"//{server.user}@", "//stranger@")
    try:
        with server.honest(), pytest.raises(Unfit, match=r"no schema|permission denied") as no:
            open_store(replace(on_server, database_url=as_stranger), migrate=True)
        assert "\n" not in str(no.value)
        gone = on_server.database_url.replace(name, "kiosk_none")
        with pytest.raises(Unfit, match='"kiosk_none" does not exist'):
            open_store(replace(on_server, database_url=gone))
    finally:
        server.tell("DROP ROLE stranger")


def test_a_database_that_cannot_hold_every_name_is_refused(on_server: Settings, server: Server):
    server.tell("CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    narrow = replace(on_server, database_url=server.address("narrow"))
    with server.honest(), pytest.raises(Unfit, match=r"SQL_ASCII.*--encoding=UTF8"):
        open_store(narrow, migrate=True)


def test_a_second_host_wants_the_first_ones_key(
    on_server: Settings, server: Server, tmp_path: Path
):
    with server.honest():
        store = open_store(on_server, migrate=True)
        a_house(store)
        store.close()
        second = replace(on_server, data=tmp_path / "two", key_file=tmp_path / "two/keys/key")
        with pytest.raises(Unfit, match="Put the key back"):
            open_store(second)
        assert not second.key_file.exists()
        second.key_file.parent.mkdir(parents=True)
        second.key_file.write_text(f"1 {'ab' * 32}\n")
        second.key_file.chmod(0o600)
        with pytest.raises(Unfit, match="not the one this clinic was founded with"):
            open_store(second)
        second.key_file.write_text(on_server.key_file.read_text())
        open_store(second).close()


def test_the_folder_is_made_where_the_database_and_the_key_are_elsewhere(
    on_server: Settings, server: Server, tmp_path: Path
):
    settings = replace(on_server, key_file=tmp_path / "keys" / "master.key")
    with server.honest():
        open_store(settings, migrate=True).close()
    assert settings.data.is_dir()


def test_where_no_folder_can_be_made_it_is_said(tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(Unfit, match="no folder can be made there"):
        open_store(Settings(tmp_path / "data", key_file=tmp_path / "keys" / "key"))

"""The store opens as the settings say, or says why it must not."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.store import Unfit, open_store, opening
from kiosk.store.engine import connecting, durability
from kiosk.store.intakes import intakes
from tests import quick
from tests.postgres import Server
from tests.store.house import a_house

pytestmark = pytest.mark.long


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"KIOSK_DATA": str(tmp_path / "data")})


@pytest.fixture
def on_server(tmp_path: Path, server: Server) -> Settings:
    address = server.address(server.new_database())
    return Settings.read({"KIOSK_DATA": str(tmp_path / "data"), "KIOSK_DATABASE_URL": address})


def test_the_first_opening_makes_everything_for_its_owner_alone(settings: Settings, tmp_path: Path):
    before = os.umask(0)
    try:
        store = open_store(settings)
        a_house(store)
        modes = {
            str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode)
            for path in tmp_path.rglob("*")
        }
        store.close()
    finally:
        os.umask(before)
    assert modes == {
        "data": 0o700,
        "data/db": 0o700,
        "data/db/kiosk.db": 0o600,
        "data/db/kiosk.db-wal": 0o600,
        "data/db/kiosk.db-shm": 0o600,
        "data-keys": 0o700,
        "data-keys/master.key": 0o600,
    }


def test_the_next_opening_finds_what_was_kept(settings: Settings):
    store = open_store(settings)
    _, token = a_house(store).starts(reason="shoulder")
    store.close()
    again = open_store(settings)
    with again.reading() as tx:
        opened = intakes.by_token(tx, token)
    again.close()
    assert opened
    assert opened.draft == {"answers": {"reason": "shoulder"}}


def opened(settings: Settings) -> bytes:
    store = open_store(settings)
    session = store.keys.session
    store.close()
    return session


def test_many_processes_may_open_it_first(settings: Settings):
    with ProcessPoolExecutor(4, get_context("fork")) as processes:
        assert len(set(processes.map(opened, [settings] * 4))) == 1


def test_sqlite_is_told_what_keeps_answers_safe(settings: Settings, monkeypatch):
    monkeypatch.setattr(connecting, "_prepare_sqlite", quick.careful)
    store = open_store(settings)
    with store.reading() as tx:
        told = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout",
                         "secure_delete", "trusted_schema")
        }  # fmt: skip
    store.close()
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_a_database_without_its_key_is_refused_and_no_new_key_is_made(settings: Settings):
    open_store(settings).close()
    settings.key_file.unlink()
    with pytest.raises(Unfit, match="Put the key back"):
        open_store(settings)
    assert not settings.key_file.exists()


def test_another_clinics_key_is_refused(settings: Settings):
    store = open_store(settings)
    a_house(store)
    store.close()
    settings.key_file.write_text(f"1 {'ab' * 32}\n")
    with pytest.raises(Unfit, match="not the one this clinic was founded with"):
        open_store(settings)


def test_a_network_disk_is_refused(settings: Settings, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(durability, "_SHARED_DISKS", {durability.disk_kind(tmp_path)})
    with pytest.raises(Unfit, match="network disk"):
        open_store(settings)
    assert durability.disk_kind(Path("/proc/self")) == "proc"


def test_a_server_gets_its_schema_only_by_command(on_server: Settings, server: Server):
    with server.honest():
        with pytest.raises(Unfit, match="kiosk init"):
            open_store(on_server)
        open_store(on_server, migrate=True).close()
        store = open_store(on_server)
    a_house(store)
    store.close()


def test_a_server_that_may_forget_what_it_acknowledged_is_refused(
    on_server: Settings, server: Server
):
    with pytest.raises(Unfit, match="fsync=off"):
        open_store(on_server, migrate=True)
    name = on_server.database_url.partition("?")[0].rpartition("/")[2]
    server.tell(f"ALTER DATABASE {name} SET synchronous_commit = off")
    with server.honest(), pytest.raises(Unfit, match="synchronous_commit=off"):
        open_store(on_server, migrate=True)


@pytest.mark.parametrize(
    ("owner", "mode", "refused"),
    [
        ("ours", 0o600, False),
        ("ours", 0o640, True),
        ("ours", 0o604, True),
        ("ours", 0o602, True),
        ("root's", 0o440, False),
        ("root's", 0o444, True),
        ("another's", 0o440, False),
        ("another's", 0o404, True),
    ],
)
def test_a_key_is_ours_alone_or_handed_to_a_group_and_never_everybodys(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, owner: str, mode: int, refused: bool
):
    """Credentials of systemd and of a container belong to root, and are for one group at most."""
    open_store(settings).close()
    settings.key_file.chmod(mode)
    mine = settings.key_file.stat().st_uid
    monkeypatch.setattr(opening, "ROOT", mine if owner == "root's" else -1)
    if owner == "another's":
        monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert opening.open_to_others(settings) == [settings.key_file] * refused

"""A clinic under a real server: a process of its own, and a look behind the scenes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.settings import key_beside
from kiosk.store import Keys, Store
from kiosk.store.engine import connecting
from tests import quick
from tests.faults.brood import Brood
from tests.faults.running import Browser, Server, copied, runs
from tests.walks.clinic import Clinic


@pytest.fixture(scope="session")
def just_set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the real command leaves it, for copying."""
    data = tmp_path_factory.mktemp("served") / "data"
    assert runs(data, "init", "--clinic", "Willow Street").returncode == 0
    return data


@pytest.fixture
def own_server(just_set_up: Path, tmp_path: Path) -> Iterator[Server]:
    """A real server, not started yet, with a clinic set up by the real commands."""
    server = Server(copied(just_set_up, tmp_path / "data"))
    yield server
    server.is_killed()


@pytest.fixture
def brood(just_set_up: Path, tmp_path: Path) -> Iterator[Brood]:
    """A server that is quickly there again, however often it is killed."""
    server = Brood(copied(just_set_up, tmp_path / "data"))
    yield server
    server.ends()


@pytest.fixture
def served(own_server: Server) -> Iterator[Clinic]:
    """Its clinic: browsers reach it over the network."""
    clinic = clinic_of(own_server)
    yield clinic
    clinic.store.close()


def clinic_of(server: Server) -> Clinic:
    """A look behind the scenes of this server; whoever takes it closes its store."""
    url = server.settings.get("KIOSK_DATABASE_URL", f"sqlite:///{server.data}/db/kiosk.db")
    store = Store(url, Keys.load(key_beside(server.data)))
    return Clinic(_Wire(server), store, None)  # type: ignore[arg-type]


class _Wire:
    """Stands where the app stands in other tests."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def test_client(self) -> Browser:
        return Browser(self.server.port)


@pytest.fixture
def pragmas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """SQLite opened as the product does, and told these besides: often to tidy its log up."""
    told = ["wal_autocheckpoint=40"]

    def prepare(raw: sqlite3.Connection, about: object) -> None:
        quick.careful(raw, about)
        for pragma in told:
            raw.execute(f"PRAGMA {pragma}")

    monkeypatch.setattr(connecting, "_prepare_sqlite", prepare)
    return told

"""A clinic that was set up by the real commands, once for all tests that start from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kiosk.settings import key_beside
from kiosk.store import Keys, Store
from kiosk.store.access import staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.faults.running import copied, runs
from tests.walks.clinic import Clinic


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a clinic in it, for copying."""
    data = tmp_path_factory.mktemp("cli") / "data"
    said = runs(data, "init", "--clinic", "Willow Street", "--time-zone", "Europe/Madrid")
    assert (said.returncode, said.stdout, said.stderr) == (0, "Willow Street is set up.\n", "")
    return data


@pytest.fixture
def data(set_up: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    return copied(set_up, tmp_path / "data")


@pytest.fixture
def opened(app: Flask, data: Path) -> Iterator[Clinic]:
    """The clinic in that folder, to walk in and to look behind."""
    clinic = opens(app, data)
    with clinic.store.writing() as tx:
        staff.add(tx, "Mei Tanaka", PASSWORD, ["admin"], by="setup")
    yield clinic
    clinic.store.close()


def opens(app: Flask, data: Path) -> Clinic:
    """The clinic in a data folder, under the app."""
    clock = Clock()
    keys = Keys.load(key_beside(data))
    app.extensions["store"] = Store(f"sqlite:///{data}/db/kiosk.db", keys, clock)
    return Clinic(app, app.extensions["store"], clock)

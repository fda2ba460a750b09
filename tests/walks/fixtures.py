"""A kiosk for every test: one app for a process, and a clinic of its own for each test.

An app learns its templates as it goes, so it is made once; what is kept lies in the store, and
each test gets a fresh one under the same app.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask

from kiosk import create_app
from kiosk.exports.press import Limits, NoPaper, Press
from kiosk.settings import Settings
from kiosk.store import Keys, Store
from kiosk.usecases.print_owed import Printing
from tests import on_server
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

PATIENT = Limits(cpu=60, wall=300, patience=120)
"""What a paper may take is tried elsewhere; here others work on the same machine."""


class ShutPress(Press):
    """A press that has not been switched on: papers wait."""

    def start(self) -> None:
        """Not today."""

    def make(self, *_: object, **__: object) -> NoReturn:
        """Nobody waits for it to no end."""
        raise NoPaper("busy")


class ShutPrinting(Printing):
    """Nobody draws: papers stay owed."""

    def start(self) -> None:
        """Not today."""

    def wait_for(self, record_id: str) -> None:
        """It would be in vain."""


class LentPress(Press):
    """A press that many tests draw with, one after the other."""

    def nicely(self) -> Press:
        return self

    def close(self) -> None:
        """The next test draws with it."""


@pytest.fixture(scope="session")
def app(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The kiosk. A clinic lends it a store. Staff come in by a password alone."""
    folder = tmp_path_factory.mktemp("kiosk")
    settings = Settings(data=folder, key_file=folder / "keys" / "master.key", totp="off")
    store, press = Store(f"sqlite:///{folder}/none.db", keys), ShutPress()
    app = create_app(settings, store, press)
    app.extensions["printing"] = ShutPrinting(store, press)
    return app


@pytest.fixture(scope="session")
def founded(app: Flask, empty_file: Path, keys: Keys) -> Path:
    """A database with a clinic and its staff in it, for copying."""
    file = empty_file.with_name("founded.db")
    shutil.copy(empty_file, file)
    store = Store(f"sqlite:///{file}", keys, Clock())
    _founded(_moved_in(app, store, Clock()))
    store.close()
    return file


@pytest.fixture
def founded_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with a clinic and its staff in it: SQLite, unless told otherwise."""
    if on_server.is_meant(request.config):
        return str(request.getfixturevalue("founded_on_server"))
    shutil.copy(request.getfixturevalue("founded"), tmp_path / "kiosk.db")
    return f"sqlite:///{tmp_path / 'kiosk.db'}"


@pytest.fixture
def founded_on_server(app: Flask, postgresql_url: str, keys: Keys) -> str:
    """The like on PostgreSQL, where founding it is as quick as copying."""
    store = Store(postgresql_url, keys, Clock())
    _founded(_moved_in(app, store, Clock()))
    store.close()
    return postgresql_url


@pytest.fixture
def clinic(app: Flask, founded_url: str, keys: Keys, clock: Clock) -> Iterator[Clinic]:
    """A clinic that is set up, with nobody in it yet; see ``founded_url`` where."""
    store = Store(founded_url, keys, clock)
    yield _moved_in(app, store, clock)
    store.close()


@pytest.fixture
def either_clinic(app: Flask, store: Store, clock: Clock) -> Clinic:
    """The like on both databases."""
    return _founded(_moved_in(app, store, clock))


def _founded(clinic: Clinic) -> Clinic:
    clinic.founds()
    return clinic


def _moved_in(app: Flask, store: Store, clock: Clock) -> Clinic:
    app.extensions["store"] = store
    return Clinic(app, store, clock)


@pytest.fixture
def tablet(clinic: Clinic) -> Tablet:
    """A paired tablet, at Welcome."""
    return Tablet(clinic)


@pytest.fixture
def staff(clinic: Clinic) -> Staff:
    """Somebody at a computer of the clinic, not signed in yet."""
    return Staff(clinic)


@pytest.fixture(scope="session")
def running_press() -> Iterator[Press]:
    press = LentPress(limits=PATIENT)
    press.start()
    yield press
    Press.close(press)


@pytest.fixture
def press(clinic: Clinic, running_press: Press) -> Iterator[Press]:
    """The press, switched on for this test."""
    printing = Printing(clinic.store, running_press)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", running_press)
        patch.setitem(clinic.app.extensions, "printing", printing)
        yield running_press
        printing.close()

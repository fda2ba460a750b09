"""What most tests stand on: a clock to turn, keys, and a store on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kiosk.languages import translations
from kiosk.store import Keys, Store
from kiosk.store.access import passwords
from kiosk.store.engine.migrate import migrate
from kiosk.store.engine.tables import METADATA
from tests import on_server, postgres, quick

pytest_plugins = [
    "tests.walks.fixtures",
    "tests.usecases.turning",
    "tests.usecases.moving",
    "tests.trial",
    "tests.costs",
]

# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")

translations.strict = True
quick.sets_up()


class Clock:
    """A machine's clocks, which only go when they are told to."""

    def __init__(self, now: datetime = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)) -> None:
        self.now = now
        self.running = timedelta(hours=20)
        self.boot_id = "first start"

    def __call__(self) -> datetime:
        return self.now

    def since_boot(self) -> timedelta:
        return self.running

    def goes_on(self, **time: float) -> None:
        """Seconds, minutes, hours or days, as timedelta has them. A sleep is no different."""
        self.now += timedelta(**time)
        self.running += timedelta(**time)

    def jumps(self, **time: float) -> None:
        """Somebody sets the wall clock; no time has passed."""
        self.now += timedelta(**time)

    def starts_again(self, **time: float) -> None:
        """The machine was off for so long, as its wall clock has it, and is switched on."""
        self.jumps(**time)
        self.running = timedelta(seconds=30)
        self.boot_id = f"{self.boot_id} and another"


DEAR = ("paper", "browser", "process", "long")
"""In this order: one worker draws, and has Java judge, what others would have to start anew."""
WALKS = ("tests/faults/", "tests/walks/")
SERVERS = {"server", "postgresql_url", "own_server", "set_up"}
"""Fixtures that start a process to serve, or to run commands."""
PRESSES = {"press", "running_press"}
"""Fixtures that draw."""


def pytest_addoption(parser: pytest.Parser) -> None:
    on_server.add_option(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The dear ones first, so that no worker is alone with one in the end."""
    if on_server.is_meant(config):
        items[:] = on_server.concerned(config, items)
    for item in items:
        if on_server.can_wait(item) and not on_server.is_meant(config):
            item.add_marker("torture")
        if _starts_a_server(item):
            item.add_marker("process")
        if not PRESSES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("paper")
        if item.nodeid.startswith(WALKS):
            item.add_marker("walk")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    marks = {mark.name for mark in item.iter_markers()}
    return next((turn for turn, mark in enumerate(DEAR) if mark in marks), len(DEAR))


def _starts_a_server(item: pytest.Item) -> bool:
    drawn = getattr(item, "callspec", None)
    on = drawn.params.values() if drawn else ()
    return "postgresql" in on or not SERVERS.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    quick.sweeps_seldom()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("paper") and not _can_draw():
        pytest.skip("no Pango on this machine, so no paper can be drawn")


@cache
def _can_draw() -> bool:
    try:
        import weasyprint  # noqa: F401 - looks for Pango when it is imported
    except OSError:
        return False
    return True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the next release, which nobody has translated yet, may be said."""
    monkeypatch.setattr(translations, "strict", False)


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with as much memory as the product gives them."""
    monkeypatch.setattr(passwords, "_MEMORY_KIB", quick.MEMORY_KIB)
    monkeypatch.setattr(passwords, "NOBODYS", passwords._nobodys())


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys.fresh()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A real PostgreSQL, started once for all tests that want one."""
    found = postgres.binaries()
    if found is None:
        pytest.skip("no PostgreSQL on this machine: neither installed nor as a wheel")
    with postgres.running(found) as server:
        yield server


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Iterator[Path]:
    """A SQLite database with the newest schema and nothing in it, for copying."""
    file = tmp_path_factory.mktemp("empty") / "kiosk.db"
    _migrated(f"sqlite:///{file}", keys)
    empty = file.read_bytes()
    yield file
    assert file.read_bytes() == empty, "a test wrote into the file that all others copy: copy it"


@pytest.fixture(scope="session")
def database(server: postgres.Server, keys: Keys) -> str:
    """The name of a PostgreSQL database with the newest schema."""
    name = server.new_database()
    _migrated(server.address(name), keys)
    return name


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    shutil.copy(empty_file, tmp_path / "kiosk.db")
    return f"sqlite:///{tmp_path / 'kiosk.db'}"


@pytest.fixture
def postgresql_url(server: postgres.Server, database: str) -> str:
    server.empty(database, METADATA.tables)
    return server.address(database)


@pytest.fixture
def some_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database where one kind is enough: SQLite, unless told otherwise."""
    kind = "postgresql_url" if on_server.is_meant(request.config) else "sqlite_url"
    return str(request.getfixturevalue(kind))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(url: str, keys: Keys, clock: Clock) -> Iterator[Store]:
    """An empty store; a test that takes it runs on SQLite and on PostgreSQL."""
    store = Store(url, keys, clock)
    yield store
    store.close()


@pytest.fixture
def some_store(some_url: str, keys: Keys, clock: Clock) -> Iterator[Store]:
    """An empty store where one kind of database is enough."""
    store = Store(some_url, keys, clock)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str, keys: Keys, clock: Clock) -> Iterator[Store]:
    """An empty store on SQLite, for what only SQLite does."""
    store = Store(sqlite_url, keys, clock)
    yield store
    store.close()


def _migrated(url: str, keys: Keys) -> None:
    store = Store(url, keys)
    migrate(store)
    store.close()

"""Two hosts on one database: a program is told each thing once, and nothing is lost with a host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.engine.keys import Keys
from kiosk.usecases.tell_programs import tell_programs
from tests.conftest import Clock
from tests.store.house import House, a_house
from tests.usecases.test_tell_programs import BOOKS, Receivers, all_of, visit

HOST = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.engine.keys import Keys
from kiosk.usecases.tell_programs import tell_programs

class Clock:
    boot_id = "first start"
    def __call__(self):
        return datetime.fromisoformat(sys.argv[3])
    def since_boot(self):
        return timedelta(hours=20)

def sends(url, said, secret, time):
    print(said["id"], flush=True)
    sys.stdin.readline()

settings = Settings(webhook_urls=(sys.argv[4],), webhook_secret_file=Path(sys.argv[2]))
tell_programs(Store(sys.argv[1], Keys.fresh(), Clock()), settings, sends)
print("nothing more", flush=True)
"""
"""A process that holds each message in its hand until it is told to go on."""


class OtherHost:
    """The process, and what it has in its hand."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOST, *words],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def has(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def goes_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@pytest.fixture
def house(postgresql_url: str, keys: Keys, clock: Clock) -> Iterator[House]:
    store = Store(postgresql_url, keys, clock)
    yield a_house(store)
    store.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    secret = tmp_path / "secret"
    secret.write_bytes(b"s" * 32)
    return Settings(webhook_urls=(BOOKS,), webhook_secret_file=secret)


@pytest.fixture
def waiting(house: House, settings: Settings) -> list[tuple[str, str]]:
    """What happened once the address was named, and nobody has told yet."""
    tell_programs(house.store, settings, Receivers())
    return all_of(visit(house), visit(house))


@pytest.fixture
def other(
    postgresql_url: str, house: House, settings: Settings, waiting: object, clock: Clock
) -> Iterator[OtherHost]:
    secret = str(settings.webhook_secret_file)
    host = OtherHost(postgresql_url, secret, clock.now.isoformat(), BOOKS)
    with host.process:
        yield host
        host.process.kill()


def test_two_hosts_tell_each_thing_once(
    house: House, settings: Settings, waiting: list[tuple[str, str]], other: OtherHost
):
    here = Receivers()
    told = [other.has()]
    tell_programs(house.store, settings, here)
    assert here.tried == 0, "one has the address, the other waits"
    while told[-1] != "nothing more":
        other.goes_on()
        tell_programs(house.store, settings, here)
        told.append(other.has())
    tell_programs(house.store, settings, here)
    ids = told[:-1] + [said["id"] for said in here.taken[BOOKS]]
    assert len(ids) == len(set(ids)) == len(waiting)


def test_what_a_host_had_in_its_hand_when_it_died_is_told_by_the_other(
    house: House,
    settings: Settings,
    waiting: list[tuple[str, str]],
    other: OtherHost,
    clock: Clock,
):
    lost = other.has()
    other.process.kill()
    here = Receivers()
    tell_programs(house.store, settings, here)
    assert here.tried == 0, "it may be on its way still"
    clock.goes_on(seconds=61)
    tell_programs(house.store, settings, here)
    assert here.heard() == waiting
    assert here.taken[BOOKS][0]["id"] == lost, "the same message, under the same id"

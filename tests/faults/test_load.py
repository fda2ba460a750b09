"""Load: sixty-four tablets, at a person's pace and flat out, while backups are made."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from kiosk.demo.personas import personas
from tests import postgres
from tests.faults.conftest import clinic_of
from tests.faults.running import Server, runs
from tests.ledger import Ledger
from tests.trial import Trial
from tests.visitor import Rest, Visitor, at_once, at_work

pytestmark = pytest.mark.torture

PEOPLE = [person.answers for person in personas() if person.path == "new"]
TABLETS = 64
WAITS = {"people": 0.15, "flat out": 2.0}
"""Seconds that 99 of a hundred answers may take at the most."""
READS = (4.0, 12.0)
"""Seconds that a person looks at a page before it is answered."""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """The kiosk over either database, as a clinic has it."""
    more: dict[str, str] = {}
    if request.param == "PostgreSQL":
        server: postgres.Server = request.getfixturevalue("server")
        more["KIOSK_DATABASE_URL"] = server.address(server.new_database())
        request.getfixturevalue("honestly")
    made = runs(tmp_path / "data", "init", "--clinic", "Willow Street", **more)
    assert made.returncode == 0, made.stderr
    kiosk = Server(tmp_path / "data", **more)
    yield kiosk
    kiosk.is_killed()


@pytest.fixture
def honestly(server: postgres.Server) -> Iterator[None]:
    """PostgreSQL that writes to its disk as a real one does."""
    with server.honest():
        yield


def as_people_do(over: threading.Event, number: int) -> Rest:
    """A person's pace: no two the same."""
    chance = Random(number)
    return lambda: bool(over.wait(chance.uniform(*READS))) or None


class Backups(threading.Thread):
    """One backup after the other, as the command makes them."""

    def __init__(self, kiosk: Server, folder: Path, over: threading.Event) -> None:
        super().__init__()
        self.kiosk, self.folder, self.over = kiosk, folder, over
        self.made = 0
        self.failed: list[str] = []

    def run(self) -> None:
        while not self.over.is_set():
            done = runs(self.kiosk.data, "backup", "--to", str(self.folder), **self.kiosk.settings)
            self.made += not done.returncode
            self.failed += [done.stderr] if done.returncode else []
            self.over.wait(5)


@pytest.mark.parametrize("pace", ["people", "flat out"])
def test_sixty_four_tablets_lose_nothing_and_wait_for_nothing(
    loaded: Server, tmp_path: Path, trial: Trial, pace: str, request: pytest.FixtureRequest
):
    clinic, ledger, over = clinic_of(loaded), Ledger(), threading.Event()
    visitors = [
        Visitor(clinic, ledger, PEOPLE[number % len(PEOPLE)], number) for number in range(TABLETS)
    ]
    for number, visitor in enumerate(visitors):
        visitor.rests = as_people_do(over, number) if pace == "people" else at_once
    loaded.starts()
    backups = Backups(loaded, tmp_path / "backups", over)
    backups.start()
    minutes = trial.minutes(20 if pace == "people" else 5)
    with at_work(visitors, over):
        goes_on(minutes, trial, ledger)
    backups.join()
    assert not backups.failed, backups.failed[0]
    assert ledger.wrong(clinic.store) == []
    faults = sum(visitor.faults for visitor in visitors)
    on = request.node.callspec.params["loaded"]
    trial.found(
        f"{on}, {minutes:g} min: {ledger.posts:,} steps, {ledger.signed:,} signed, "
        f"{backups.made} backups; {told(visitors)}; {faults} faults, 0 lost, 0 doubled",
        int(minutes),
        met=not faults and p99(visitors) <= WAITS[pace],
    )
    clinic.store.close()


def goes_on(minutes: float, trial: Trial, ledger: Ledger) -> None:
    end = time.monotonic() + 60 * minutes
    while (left := end - time.monotonic()) > 0:
        trial.is_at(int(60 * minutes - left), int(60 * minutes), f"seconds, {ledger.posts:,} steps")
        time.sleep(min(left, 1))


def p99(visitors: Sequence[Visitor]) -> float:
    took = sorted(seconds for visitor in visitors for seconds in visitor.took)
    return took[int(0.99 * (len(took) - 1))]


def told(visitors: Sequence[Visitor]) -> str:
    """Half of all answers came within so many milliseconds, and so on."""
    took = sorted(seconds for visitor in visitors for seconds in visitor.took)
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    ms = {
        name: took[min(int(part * len(took)), len(took) - 1)] * 1000 for name, part in parts.items()
    }
    return ", ".join(f"{name} {value:.0f} ms" for name, value in ms.items())

"""The calendar is read by itself: by one of all processes, every quarter of an hour, beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

import pytest

from kiosk.calendar_schedule import CalendarSchedule, start_reading
from kiosk.settings import Settings
from kiosk.store import Store
from tests.conftest import Clock
from tests.usecases.clinic import Small, small

URL = "https://calendar.example.org/clinic.ics"


class Beside:
    """Stands where the process that reads stands, and ends when it is told to."""

    def __init__(self) -> None:
        self.begun: list[Mapping[str, str]] = []
        self.ends = True

    def __call__(self, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        self.begun.append(environ)
        return self  # type: ignore[return-value]

    def poll(self) -> int | None:
        return 0 if self.ends else None


@pytest.fixture
def house(store: Store) -> Small:
    return small(store)


@pytest.fixture
def beside() -> Beside:
    return Beside()


def test_one_of_all_processes_reads_it_every_quarter_of_an_hour(
    house: Small, beside: Beside, clock: Clock
):
    hosts = [CalendarSchedule(house.store, Settings(calendar_url=URL), beside) for _ in range(2)]
    for _ in range(3):
        for host in hosts:
            host.look()
        clock.goes_on(minutes=5)
    assert len(beside.begun) == 1
    assert beside.begun[0]["KIOSK_CALENDAR_URL"] == URL
    for host in hosts:
        host.look()
    assert len(beside.begun) == 2
    beside.ends = False
    clock.goes_on(hours=1)
    hosts[0].look()
    assert len(beside.begun) == 2, "one that hangs is not begun again beside itself"


def test_without_an_address_and_in_the_demo_nobody_looks(house: Small, beside: Beside):
    for settings in (Settings(), Settings(calendar_url=URL, demo=True)):
        CalendarSchedule(house.store, settings, beside).look()
    assert beside.begun == []


def test_what_it_begins_is_the_command(monkeypatch: pytest.MonkeyPatch):
    begun: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: begun.append(words))
    start_reading({})
    assert begun[0][-2:] == ["kiosk", "calendar"]

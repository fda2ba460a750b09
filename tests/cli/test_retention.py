"""The run of retention: once a day by one of all the processes, and by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.retention_schedule import RetentionSchedule
from kiosk.settings import Settings
from kiosk.store.records.retention import Rules
from kiosk.usecases.retain import choose_rules, keep_to_rules
from tests.conftest import Clock
from tests.faults.running import asks
from tests.walks.clinic import Clinic
from tests.web.visits import signs


class Beside:
    """Stands where the process of a run stands."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.begun = 0
        self.ends = True

    def __call__(self, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        self.begun += 1
        keep_to_rules(self.clinic.store)
        return self  # type: ignore[return-value]

    def poll(self) -> int | None:
        return 0 if self.ends else None


@pytest.fixture
def beside(clinic: Clinic) -> Beside:
    return Beside(clinic)


def schedule(beside: Beside, folder: Path, *, demo: bool = False) -> RetentionSchedule:
    return RetentionSchedule(beside.clinic.store, Settings(data=folder, demo=demo), beside)


def test_one_of_all_processes_runs_once_a_day_once_there_are_rules(
    clinic: Clinic, clock: Clock, beside: Beside, tmp_path: Path
):
    several = [schedule(beside, tmp_path) for _ in range(3)]
    for each in several:
        each.look()
    assert beside.begun == 0
    choose_rules(clinic.store, Rules(person=10), "ada")
    for hours in range(48):
        for each in several:
            each.look()
        assert beside.begun == 1 + hours // 23
        clock.goes_on(hours=1)


def test_what_is_due_goes_by_the_schedule_alone(
    clinic: Clinic, clock: Clock, beside: Beside, tmp_path: Path
):
    now = clock.now
    clock.now = now.replace(year=2014)
    signs(clinic, birth_date="1960-01-02")
    clock.now = now
    kept = signs(clinic, "Ottilie Archer")
    choose_rules(clinic.store, Rules(person=10, grace=7), "ada")
    each = schedule(beside, tmp_path)
    for _ in range(8):
        each.look()
        clock.goes_on(days=1)
    assert clinic.signed() == [kept]


def test_none_is_begun_beside_one_that_runs_nor_in_the_demo(
    clinic: Clinic, clock: Clock, beside: Beside, tmp_path: Path
):
    choose_rules(clinic.store, Rules(person=10), "ada")
    schedule(beside, tmp_path, demo=True).look()
    assert beside.begun == 0
    each, beside.ends = schedule(beside, tmp_path), False
    each.look()
    clock.goes_on(days=2)
    each.look()
    assert beside.begun == 1


@pytest.mark.process
def test_the_command_says_what_is_due_and_runs(opened: Clinic, data: Path):
    then = opened.clock
    then.now = then.now.replace(year=2014)
    old = signs(opened, birth_date="1960-01-02")
    choose_rules(opened.store, Rules(person=10), "ada")
    said = asks(data, "retention")
    assert said.stdout.splitlines()[0] == (
        "retention in years: person 10, record for ever, client for ever; 30 days of grace"
    )
    assert f"person {old}, counted from 2014-03-10" in said.stdout
    again = asks(data, "retention", "--run")
    assert (again.returncode, again.stdout) == (0, said.stdout)
    assert asks(data, "retention", "--run", "--quietly").stdout == ""
    assert opened.signed() == [old]

"""The disk fails under SQLite, now here, now there: an answer is kept whole, or asked for again."""

from __future__ import annotations

import errno
from pathlib import Path
from random import Random

import pytest

from kiosk.demo.personas import personas
from tests.faults.power import recorded
from tests.ledger import Ledger
from tests.trial import Trial
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers

FAULTS = {errno.ENOSPC: 13, errno.EIO: 778}
"""What SQLite makes of it: no space, and a write that failed."""

APART = 200
"""Acts on the disk between two faults, at the most: a step has some thirty."""


class Failing:
    """Fails one act after the other, at random distances, until it has failed so many."""

    def __init__(self, code: int, times: int) -> None:
        self.code, self.left, self.chance = code, times, Random(code)
        self.next = 1

    def __call__(self) -> int:
        """The code of this act."""
        self.next -= 1
        if self.next or not self.left:
            return 0
        self.left -= 1
        self.next = self.chance.randint(1, APART)
        return self.code


@pytest.mark.parametrize("fault", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize(
    "times", [12, pytest.param(1000, id="a thousand", marks=pytest.mark.torture)]
)
def test_a_write_or_a_sync_that_fails_loses_nothing_and_doubles_nothing(
    pragmas: list[str], clinic: Clinic, trial: Trial, fault: int, times: int
):
    times, ledger = trial.of(times), Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    clinic.store.close()
    failing = Failing(FAULTS[fault], times)
    with recorded(Path(clinic.store.url.database or "")) as disk:
        disk.fails = failing
        while failing.left:
            visitor.visits()
            disk.acts.clear()
            trial.is_at(times - failing.left, times, "writes failed")
        clinic.store.close()
    assert visitor.faults, "somebody has noticed"
    assert ledger.wrong(clinic.store) == []
    name = errno.errorcode[fault]
    kept = f"{ledger.posts:,} acknowledged, {ledger.signed:,} signed, 0 lost, 0 doubled"
    trial.found(f"{name} at {times:,} writes or syncs: {kept}", times)

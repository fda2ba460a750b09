"""Somebody sets the wall clock between any two answers: nothing is lost, ended or doubled."""

from __future__ import annotations

from random import Random

import pytest

from kiosk.demo.personas import personas
from tests.ledger import Ledger
from tests.trial import Trial
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
HOURS = 24 * 40
"""Forwards or back, at the most."""


@pytest.mark.parametrize(
    "jumps", [30, pytest.param(1000, id="a thousand", marks=pytest.mark.torture)]
)
def test_whatever_the_clock_says_every_visit_goes_on_to_its_end(
    clinic: Clinic, trial: Trial, jumps: int
):
    jumps, chance, ledger = trial.of(jumps), Random(3), Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    clinic.clock.jumps(days=400)
    for number in range(jumps):
        if not visitor.here or not visitor.step:
            visitor.begins()
        clinic.clock.jumps(hours=chance.uniform(-HOURS, HOURS))
        clinic.clock.goes_on(seconds=chance.uniform(1, 20))
        visitor.takes_a_step()
        trial.is_at(number, jumps, "jumps")
    assert not visitor.faults
    assert ledger.posts == jumps, "each answer was taken at the first try"
    assert ledger.wrong(clinic.store) == []
    trial.found(
        f"{jumps:,} jumps of up to {HOURS // 24} days: {ledger.posts:,} acknowledged, "
        f"{ledger.signed:,} signed, 0 lost, 0 doubled",
        jumps,
    )

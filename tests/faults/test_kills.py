"""kill -9 at random, again and again, under tablets that go on: nothing acknowledged is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from random import Random
from statistics import median

import pytest

from kiosk.demo.personas import personas
from tests.faults.brood import Brood
from tests.faults.conftest import clinic_of
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor, at_work

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
MOST = 6
"""Answers that are waited for between two kills, at the most: then it comes at any moment."""

BACK_IN = 3.0
"""Seconds after a kill in which the next step is to be acknowledged."""

AMONG = 100
"""Kills after which everything is looked at once more."""


@pytest.mark.parametrize(
    ("kills", "tablets"),
    [
        pytest.param(20, 3, id="twenty"),
        pytest.param(1000, 8, id="a thousand", marks=pytest.mark.torture),
    ],
)
def test_killed_at_any_moment_it_has_kept_what_it_said_it_keeps(
    brood: Brood, trial: Trial, kills: int, tablets: int
):
    clinic, ledger, kills = clinic_of(brood), Ledger(), trial.of(kills)
    visitors = [Visitor(clinic, ledger, MAYA, number) for number in range(tablets)]
    brood.starts()
    back: list[float] = []
    with at_work(visitors, threading.Event()):
        for number, after in enumerate(moments(kills), 1):
            was = ledger.posts
            until(lambda was=was, after=after: ledger.posts >= was + after)
            back.append(is_back_after_a_kill(brood, ledger))
            trial.is_at(number, kills, f"{ledger.posts:,} acknowledged")
            if number % AMONG == 0:
                assert ledger.wrong(clinic.store) == []
    brood.is_killed()
    assert ledger.wrong(clinic.store) == []
    kept = f"{ledger.posts:,} acknowledged steps, {ledger.signed:,} signed"
    trial.found(f"{kills:,} kills: {kept}; 0 lost, 0 doubled, all whole", kills)
    seconds = f"{median(back):.1f} s (median), {max(back):.1f} s (worst)"
    trial.found(seconds, kills, "recovery", met=max(back) <= BACK_IN)
    clinic.store.close()


def moments(kills: int) -> Iterator[int]:
    """After how many answers each kill comes; some come before the first."""
    chance = Random(17)
    return (chance.randint(0, MOST) for _ in range(kills))


def is_back_after_a_kill(brood: Brood, ledger: Ledger) -> float:
    """Kill it and start it anew; seconds until the next step was acknowledged."""
    begun = time.monotonic()
    brood.is_killed()
    was = ledger.posts
    brood.starts()
    until(lambda: ledger.posts > was)
    return time.monotonic() - begun

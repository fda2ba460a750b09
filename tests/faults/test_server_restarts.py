"""PostgreSQL stopped or killed in mid-step and started again: nothing acknowledged is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kiosk.demo.personas import personas
from tests import postgres
from tests.faults.brood import Brood
from tests.faults.conftest import clinic_of
from tests.faults.running import runs
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor, at_work

pytestmark = pytest.mark.torture

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
MOST = 12
"""Answers between two restarts, at the most."""


@pytest.fixture
def brood(server: postgres.Server, tmp_path: Path) -> Iterator[Brood]:
    """The kiosk over a PostgreSQL that writes to its disk as a real one does."""
    address = {"KIOSK_DATABASE_URL": server.address(server.new_database())}
    with server.honest():
        made = runs(tmp_path / "data", "init", "--clinic", "Willow Street", **address)
        assert made.returncode == 0, made.stderr
        brood = Brood(tmp_path / "data", **address)
        yield brood
        brood.ends()


def test_a_restart_in_mid_step_loses_and_doubles_nothing(
    server: postgres.Server, brood: Brood, trial: Trial
):
    """In the suite tests/store/engine/test_server_away.py restarts one."""
    clinic, ledger, restarts, chance = clinic_of(brood), Ledger(), trial.of(20), Random(8)
    visitors = [Visitor(clinic, ledger, MAYA, number) for number in range(8)]
    brood.starts()
    with at_work(visitors, threading.Event()):
        for number in range(restarts):
            was, after = ledger.posts, chance.randint(1, MOST)
            until(lambda was=was, after=after: ledger.posts >= was + after)
            how = ("fast", "immediate")[number % 2]
            server.control("restart", "-m", how)
            trial.is_at(number, restarts, f"restarts, {ledger.posts:,} acknowledged")
        until(lambda: ledger.posts > was + after)
    assert ledger.wrong(clinic.store) == []
    kept = f"{ledger.posts:,} acknowledged, {ledger.signed:,} signed, 0 lost, 0 doubled"
    trial.found(f"{restarts} restarts, every other by a crash: {kept}", restarts)
    clinic.store.close()

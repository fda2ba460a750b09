"""The press killed again and again while papers are owed: each is drawn in the end, and once."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.builders.records import ticks_everything
from tests.faults.owing import PATIENT, drawn, owed
from tests.faults.running import Server
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

pytestmark = pytest.mark.torture


def presses(server: Server) -> list[int]:
    """The processes that draw: children of those that serve."""
    return [
        int(child)
        for worker in server.workers()
        for thread in Path(f"/proc/{worker}/task").glob("*/children")
        for child in thread.read_text().split()
    ]


def test_every_paper_is_drawn_however_often_the_press_is_killed(
    own_server: Server, served: Clinic, trial: Trial
):
    """In the suite tests/exports/test_press.py kills one."""
    own_server.starts()
    kills, ledger, chance = trial.of(20), Ledger(), Random(5)
    visitor = Visitor(served, ledger, ticks_everything(language="en"))
    for number in range(kills):
        visitor.begins()
        visitor.is_at("sign", **ticks_everything(language="en"))
        visitor.takes_a_step()
        there = until(lambda: presses(own_server))
        with suppress(ProcessLookupError):
            os.kill(chance.choice(there), signal.SIGKILL)
        trial.is_at(number, kills, f"kills, {drawn(served)} drawn")
    until(lambda: not owed(served), PATIENT)
    assert drawn(served) == ledger.signed == kills
    assert ledger.wrong(served.store) == []
    trial.found(f"{kills} kills: {drawn(served)} of {ledger.signed} papers drawn, once each", kills)

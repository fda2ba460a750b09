"""A server that ends under tablets: nothing acknowledged is lost, and everybody goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.demo.personas import personas
from tests.faults.running import Server
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor, at_work
from tests.walks.clinic import Clinic

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


@pytest.mark.parametrize(
    ("processes", "tablets", "kills", "apart"),
    [
        pytest.param(2, 3, 2, 0.0, id="a few"),
        pytest.param(4, 64, 60, 1.0, id="each second", marks=pytest.mark.torture),
    ],
)
def test_killed_or_told_to_leave_nothing_acknowledged_is_lost(
    own_server: Server,
    served: Clinic,
    trial: Trial,
    processes: int,
    tablets: int,
    kills: int,
    apart: float,
):
    own_server.settings["KIOSK_WORKERS"] = str(processes)
    own_server.starts()
    over, ledger, kills = threading.Event(), Ledger(), trial.of(kills)
    visitors = [Visitor(served, ledger, MAYA, number) for number in range(tablets)]
    with at_work(visitors, over):
        for number in range(kills):
            was, there = ledger.posts, until(own_server.workers)
            with suppress(ProcessLookupError):
                os.kill(there[number % len(there)], signal.SIGKILL)
            over.wait(apart)
            until(lambda was=was: ledger.posts > was)
            trial.is_at(number, kills, f"kills, {ledger.posts:,} acknowledged")
        answered_again(visitors)
        for visitor in visitors:
            visitor.cut.clear()
        own_server.is_told_to_leave()
    assert not any(visitor.cut for visitor in visitors), "an answer that began was ended"
    own_server.starts()
    assert ledger.wrong(served.store) == []
    trial.found(
        f"{kills} kills under {tablets} tablets: {ledger.posts:,} acknowledged steps, "
        f"{ledger.signed:,} signed; 0 lost, 0 doubled",
        kills,
    )


def test_a_process_that_is_told_to_leave_as_it_is_born_leaves(own_server: Server):
    own_server.settings["KIOSK_WORKERS"] = "2"
    own_server.starts()
    there = set(until(lambda: own_server.workers()[1:] and own_server.workers()))
    os.kill(min(there), signal.SIGKILL)
    born = until(lambda: set(own_server.workers()) - there, between=0.0).pop()
    os.kill(born, signal.SIGSTOP)
    os.kill(own_server.first, signal.SIGTERM)
    until(lambda: is_told(born))
    # Whoever tells it to leave would kill it after a while.
    os.kill(own_server.first, signal.SIGSTOP)
    os.kill(born, signal.SIGCONT)
    until(lambda: born not in own_server.family())
    os.kill(own_server.first, signal.SIGCONT)
    own_server.is_told_to_leave()


def answered_again(visitors: Sequence[Visitor]) -> None:
    """Until each of them was answered once more: what a kill has cut is known by then."""
    before = [len(visitor.took) for visitor in visitors]
    until(lambda: all(len(each.took) > n for each, n in zip(visitors, before, strict=True)))


def is_told(process: int) -> bool:
    """Whether SIGTERM waits for it."""
    status = Path(f"/proc/{process}/status").read_text()
    waits = int(status.partition("ShdPnd:")[2].split()[0], 16)
    return bool(waits & 1 << signal.SIGTERM - 1)

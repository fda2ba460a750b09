"""A server that ends under tablets: nothing acknowledged is lost, and everybody goes on."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from http.client import HTTPException, IncompleteRead

import pytest

from tests.builders.clinic import pairs
from tests.faults.running import Server
from tests.patience import until
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet


class Hand(threading.Thread):
    """Somebody at a tablet who saves the same step again and again, and after a fault once more."""

    def __init__(self, tablet: Tablet, over: threading.Event) -> None:
        super().__init__()
        self.tablet = tablet
        self.over = over
        self.acknowledged = 0
        """The ledger: the last number that was answered for."""
        self.cut: list[Exception] = []
        """Answers that ended in the middle."""

    def run(self) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                self.tablet.opens()
                self.tablet.presses("text:133", emergency_contact=str(number))
                self.acknowledged = number
            except IncompleteRead as no:
                self.cut.append(no)
            except (OSError, HTTPException, AssertionError):
                continue


def a_tablet(clinic: Clinic, number: int) -> Tablet:
    """One of many, each paired from an address of its own."""
    tablet = Tablet(clinic, paired=False)
    token = pairs(clinic.store, f"Tablet {number}", f"198.51.100.{number}")
    tablet.browser.set_cookie("kiosk_tablet", token)
    return tablet


@pytest.mark.parametrize(
    ("processes", "tablets", "kills", "apart"),
    [
        pytest.param(2, 3, 2, 0.0, id="a few"),
        pytest.param(4, 64, 60, 1.0, id="each second", marks=pytest.mark.torture),
    ],
)
def test_killed_or_told_to_leave_nothing_acknowledged_is_lost(
    own_server: Server, served: Clinic, processes: int, tablets: int, kills: int, apart: float
):
    own_server.settings["KIOSK_WORKERS"] = str(processes)
    own_server.starts()
    over = threading.Event()
    hands = [Hand(a_tablet(served, number), over) for number in range(tablets)]
    for hand in hands:
        hand.tablet.starts()
        hand.start()
    for number in range(kills):
        before = {hand: hand.acknowledged for hand in hands}
        there = until(own_server.workers)
        with suppress(ProcessLookupError):
            os.kill(there[number % len(there)], signal.SIGKILL)
        over.wait(apart)
        until(lambda was=before: any(hand.acknowledged > was[hand] for hand in hands))
    until(lambda: all(hand.acknowledged > before[hand] for hand in hands))
    for hand in hands:
        hand.cut.clear()
    own_server.is_told_to_leave()
    over.set()
    for hand in hands:
        hand.join()
    assert not any(hand.cut for hand in hands), "an answer that began was ended"
    own_server.starts()
    are_kept(served, hands)


def are_kept(clinic: Clinic, hands: list[Hand]) -> None:
    """All they were told is kept is there, and each goes on to the end."""
    for hand in hands:
        kept = clinic.draft(hand.tablet.intake_id).answers["emergency_contact"]
        assert int(kept) >= hand.acknowledged > 0
        hand.tablet.is_at("sign")
        assert hand.tablet.signs().heading == "Thank you"
    assert sorted(clinic.signed()) == sorted(hand.tablet.intake_id for hand in hands)
    assert clinic.is_whole()

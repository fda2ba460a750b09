"""kill -9 in the middle of an intake: what was acknowledged is there, and the client goes on."""

from __future__ import annotations

import threading
import time
from http.client import HTTPException

import pytest

from kiosk.demo.personas import personas
from tests.faults.running import Server
from tests.patience import PATIENCE
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


@pytest.fixture
def clinic(own_server: Server, served: Clinic) -> Clinic:
    """A clinic whose server runs."""
    own_server.starts()
    return served


def test_what_was_acknowledged_survives_a_kill_and_the_client_goes_on(
    own_server: Server, clinic: Clinic
):
    tablet = Tablet(clinic)
    tablet.starts()
    tablet.walks(MAYA, until="health")
    kept = tablet.draft
    own_server.is_killed()
    own_server.starts()
    assert tablet.opens().step == "health"
    assert tablet.draft == kept
    tablet.walks(MAYA)
    assert tablet.page.heading == "Thank you"
    assert clinic.signed() == [tablet.intake_id]
    assert clinic.is_whole()


def test_a_kill_between_sending_and_the_answer_loses_nothing_acknowledged(
    own_server: Server, clinic: Clinic
):
    tablets = [Tablet(clinic) for _ in range(4)]
    acknowledged: dict[str, str] = {}
    for tablet in tablets:
        tablet.starts()
        acknowledged[tablet.intake_id] = ""
    hands = [threading.Thread(target=_taps, args=(each, acknowledged)) for each in tablets]
    for hand in hands:
        hand.start()
    until = time.monotonic() + PATIENCE
    while not all(acknowledged.values()) and time.monotonic() < until:
        time.sleep(0.02)
    own_server.is_killed()
    for hand in hands:
        hand.join()
    assert all(acknowledged.values()), "something had been acknowledged to each"
    own_server.starts()
    for tablet in tablets:
        words = clinic.draft(tablet.intake_id).answers.get("emergency_contact", "0")
        assert int(words) >= int(acknowledged[tablet.intake_id] or 0)
        assert tablet.opens().step == "about_you"
        tablet.walks(MAYA)
    assert len(clinic.signed()) == len(tablets)
    assert clinic.is_whole()


def _taps(tablet: Tablet, acknowledged: dict[str, str]) -> None:
    """Save the same step again and again, and remember the last that was acknowledged."""
    for number in range(1, 10_000):
        try:
            tablet.presses("text:133", emergency_contact=str(number))
        except (OSError, HTTPException, AssertionError):
            return
        acknowledged[tablet.intake_id] = str(number)

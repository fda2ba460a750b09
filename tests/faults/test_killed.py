"""kill -9 in the middle of an intake: what was acknowledged is there, and the client goes on."""

from __future__ import annotations

import pytest

from kiosk.demo.personas import personas
from tests.faults.running import Server
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

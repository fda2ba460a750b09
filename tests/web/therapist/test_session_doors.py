"""Each role at each page of a visit's session and after: who has business there, and who not."""

from __future__ import annotations

import pytest

from kiosk.store.records import notes
from kiosk.usecases.reflect import reflect
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, signs

DESK, THERAPIST, ADMIN = "Dana Desk", "Theo Hands", "Ada Books"
PAGES = {
    "/staff/intakes/{}/session": {THERAPIST},
    "/staff/intakes/{}/session/client": {THERAPIST},
    "/staff/intakes/{}/session/areas": {THERAPIST},
    "/staff/intakes/{}/session/room": {THERAPIST},
    "/staff/intakes/{}/note": {THERAPIST},
    "/staff/intakes/{}/visit.pdf": {THERAPIST},
    "/staff/handouts/{}": {DESK, THERAPIST},
    "/staff/intakes/{}/reflection": {ADMIN},
    "/admin/reflections": {ADMIN},
    "/staff/clients/{}": {THERAPIST},
}
"""Each page with whoever may open it. What is for the manager is not for the therapist."""


@pytest.fixture
def kept(clinic: Clinic) -> str:
    """A visit with a signed note, whose client said for the manager that it was not safe."""
    kept = signs(clinic)
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, {"note_text": "Zebrafinch"}, "setup")
        reflect(tx, kept, {"safe_to_speak": "no", "reflect_words": "Nightjar"}, "tablet")
    return kept


@pytest.mark.parametrize("name", [DESK, THERAPIST, ADMIN, ""])
def test_each_page_opens_to_whoever_has_business_there(clinic: Clinic, kept: str, name: str):
    somebody = Staff(clinic).signs_in(name) if name else Staff(clinic)
    closed = {403} if name else {303}
    with broken_press(clinic):
        for page, those in PAGES.items():
            sent = somebody.gets(page.format(kept))
            if name in those:
                # The session's pages lead on: nothing has begun, and nothing is shown to a client.
                assert sent.status_code in (200, 303), page
                continue
            assert sent.status_code in closed, page
            assert not sent.location or "/staff/sign-in" in sent.location, page
            assert "Zebrafinch" not in sent.text, page
            assert "Nightjar" not in sent.text, page

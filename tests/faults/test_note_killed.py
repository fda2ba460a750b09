"""A server that dies in mid-note: what was acknowledged is there, and it is signed once."""

from __future__ import annotations

from http.client import HTTPException

import pytest

from kiosk.store.access import staff
from kiosk.store.access.staff import Staff as Member
from kiosk.store.records import entries, notes
from kiosk.usecases import treat_client as room
from tests.builders.clinic import PASSWORD
from tests.faults.running import Server
from tests.usecases.test_write_note import WHOLE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import posts, signs


@pytest.fixture
def clinic(own_server: Server, served: Clinic) -> Clinic:
    """A clinic whose server runs, and that one therapist signs in to by a password alone."""
    own_server.settings = {"KIOSK_TOTP": "off"}
    own_server.starts()
    return served


@pytest.fixture
def mei(clinic: Clinic) -> Member:
    with clinic.store.writing() as tx:
        return staff.add(tx, "Mei Tanaka", PASSWORD, ("desk", "therapist"), by="setup")


def test_a_kill_in_mid_note_loses_nothing_and_doubles_nothing(
    own_server: Server, clinic: Clinic, mei: Member
):
    kept, url = signs(clinic), ""
    room.start(clinic.store, mei, kept)
    room.end(clinic.store, mei, kept)
    hands, url = Staff(clinic).signs_in(), f"/staff/intakes/{kept}/note"
    form = hands.opens(url).form
    said = {**form, **_whole(), "note_text": "Neck softer."}
    assert posts(hands, url, go="keep", **said).status_code == 303
    own_server.is_killed()
    with pytest.raises((OSError, HTTPException)):
        posts(hands, url, go="keep", **{**said, "note_text": "Neck softer. More."})
    own_server.starts()
    again = hands.opens(url)
    assert again.form["note_text"] == ["Neck softer."], "all that was acknowledged"
    for _ in range(2):  # sent again by somebody who saw no answer
        assert posts(hands, url, go="sign", **{**again.form, **_whole()}).status_code == 303
    with clinic.store.reading() as tx:
        assert len(entries.of(tx, [kept], "session_note")) == 1
        signed, draft = notes.of(tx, kept), notes.draft_of(tx, kept)
    assert signed
    assert (signed.answers["note_text"], draft) == ("Neck softer.", notes.EMPTY)
    assert clinic.is_whole()


def _whole() -> dict[str, object]:
    said: dict[str, object] = {k: v for k, v in WHOLE.items() if k != "note_regions"}
    return {**said, "note_regions-abdomen": "avoid"}

"""The finished visit in one document: opened from the intake, noted, and for therapists alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from kiosk.exports.press import Press
from kiosk.store.access import staff
from kiosk.store.records import notes
from kiosk.usecases import treat_client as room
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, signs

NOTE = {"note_text": "Zebrafinch softer.", "note_minutes": "m60"}


def finished(clinic: Clinic) -> str:
    """A visit whose session is over, and its note signed."""
    kept = signs(clinic)
    with clinic.store.reading() as tx:
        me = next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")
    room.start(clinic.store, me, kept)
    room.tap(clinic.store, me, kept, "lighter", "1")
    room.end(clinic.store, me, kept)
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, NOTE, me.id)
        notes.add(tx, kept, "Called: well.", me.id)
    return kept


def test_until_it_is_finished_it_leads_to_the_session(clinic: Clinic):
    kept, mei = signs(clinic), Staff(clinic).signs_in()
    assert "The whole visit" not in mei.opens(f"/staff/intakes/{kept}").words
    sent = mei.gets(f"/staff/intakes/{kept}/visit.pdf")
    assert (sent.status_code, sent.location) == (303, f"/staff/intakes/{kept}/session")
    assert kept not in str(clinic.audit("print"))


@pytest.mark.paper
def test_it_is_reached_from_the_intake_and_noted_as_printed(clinic: Clinic, press: Press):
    kept, mei = finished(clinic), Staff(clinic).signs_in()
    (link,) = mei.opens(f"/staff/intakes/{kept}").tree.xpath("//a[text()='The whole visit']/@href")
    sent = mei.gets(link)
    assert sent.mimetype == "application/pdf"
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(sent.data)).pages)
    for said in ("Zebrafinch softer.", "Asked: lighter", "Called: well.", "Mei Tanaka"):
        assert said in " ".join(words.split())
    assert kept in str(clinic.audit("print"))


def test_where_the_press_is_out_of_order_it_comes_as_a_page(clinic: Clinic):
    kept, mei = finished(clinic), Staff(clinic).signs_in()
    with broken_press(clinic):
        sent = mei.gets(f"/staff/intakes/{kept}/visit.pdf")
    assert sent.mimetype == "text/html"
    assert "Zebrafinch softer." in sent.text


@pytest.mark.parametrize("name", ["Dana Desk", "Ada Books"])
def test_nobody_else_gets_it(clinic: Clinic, name: str):
    kept = finished(clinic)
    sent = Staff(clinic).signs_in(name).gets(f"/staff/intakes/{kept}/visit.pdf")
    assert sent.status_code == 403
    assert "Zebrafinch" not in sent.text

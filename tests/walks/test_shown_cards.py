"""What was shown: since when each card was open and how long, and who helped or read it aloud."""

from __future__ import annotations

from kiosk.exports.client_copy import copy_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import BRIEF, Helped
from tests.walks.tablet import Tablet

CARD = "consent_stop"


def test_the_record_says_since_when_and_how_long_a_card_was_open(clinic: Clinic, tablet: Tablet):
    tablet.is_at("sensitive")
    tablet.answers("sensitive", any_sensitive="no")
    reached = clinic.clock.now.isoformat(timespec="seconds")
    clinic.clock.goes_on(seconds=40)
    tablet.goes_back()
    clinic.clock.goes_on(seconds=90)
    tablet.answers("sensitive", any_sensitive="no")
    clinic.clock.goes_on(seconds=35)
    tablet.agrees()
    tablet.walks(BRIEF)
    record = clinic.record(tablet.intake_id)
    assert record.shown[CARD] == {"at": reached, "seconds": 75}
    assert record.shown.keys() == {card.key for card in record.agreements}
    (card,) = (each for each in copy_of(record).cards if each.title == "You can stop at any time")
    assert "open for 1:15 min" in card.about


def test_what_lies_aside_is_open_to_nobody(clinic: Clinic, tablet: Tablet):
    tablet.is_at("agree")
    tablet.presses("stop")
    assert tablet.sends(tablet.fills("keep")).status_code == 303
    clinic.clock.goes_on(minutes=20)
    mei = Staff(clinic).signs_in()
    mei.does(f"/staff/intakes/{tablet.intake_id}/give-back", tablet=tablet.id)
    tablet.opens("/")
    tablet.here = tablet.sends({**tablet.page.form, "go": "resume"}, "/").location
    tablet.opens()
    clinic.clock.goes_on(seconds=5)
    tablet.agrees()
    assert tablet.draft.shown[CARD]["seconds"] < 60


def test_whoever_helps_and_reads_aloud_is_named(clinic: Clinic):
    mei = Staff(clinic).signs_in()
    walk = Helped(mei)
    walk.begins()
    walk.is_at("agree")
    page = walk.presses("aloud")
    assert "Noted: these cards were read aloud." in page.words
    walk.agrees()
    walk.walks(BRIEF)
    record = clinic.record(walk.intake_id)
    assert (record.shown[CARD]["helped_by"], record.shown[CARD]["read_by"]) == ("Mei Tanaka",) * 2
    words = mei.opens(f"/staff/agreements/{walk.intake_id}").words
    assert "read aloud by Mei Tanaka" in words


def test_a_client_alone_says_of_nobody_that_they_read_aloud(tablet: Tablet):
    page = tablet.is_at("agree")
    assert "aloud" not in page.buttons
    assert tablet.sends(tablet.fills("aloud")).status_code == 400

"""A language that is no longer offered begins nowhere, whatever request or memory names it."""

from __future__ import annotations

from kiosk.store.records import notes
from kiosk.usecases.change_setting import change_setting
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import broken_press, posts, signs


def offers_english_alone(clinic: Clinic) -> None:
    change_setting(clinic.store, "languages", "en", "ada")


def test_no_post_of_the_walk_brings_it_back(clinic: Clinic, tablet: Tablet):
    offers_english_alone(clinic)
    tablet.starts(language="es")
    assert tablet.page.language == "en"
    tablet.sends(tablet.fills("language:es"))
    assert tablet.opens().language == "en"
    tablet.is_at("review")
    assert tablet.changes("welcome").choices("language") == ["en"]
    tablet.sends({**tablet.fills("next"), "language": ["es"]})
    assert tablet.draft.answers["language"] == "en"


def test_whoever_walks_in_it_goes_on_in_it(clinic: Clinic, tablet: Tablet):
    tablet.is_at("life", language="es")
    offers_english_alone(clinic)
    assert tablet.skips().language == "es"


def test_no_comfort_card_is_in_a_language_that_is_not_read_here(clinic: Clinic):
    kept, mei = signs(clinic), Staff(clinic).signs_in()
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, {"note_minutes": "m60"}, id_of(clinic, "Mei Tanaka"))
    mei.opens(f"/staff/handouts/{kept}")
    with broken_press(clinic):
        for card, has in (("es", True), ("xx", False), ("de", False)):
            page = posts(mei, f"/staff/handouts/{kept}", card=card, go="print")
            assert ("My comfort card" in page.text) is has, card


def test_whoever_walked_in_it_before_begins_in_the_clinics_own(clinic: Clinic, tablet: Tablet):
    was_here(clinic, {**last_visit_of(ATHLETE), "language": "es"})
    code = plans(Staff(clinic).signs_in("Dana Desk"), **TOMAS)
    offers_english_alone(clinic)
    tablet.starts(language=None, visit_kind=None, code=code)
    assert tablet.page.language == "en"

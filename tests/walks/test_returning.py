"""A client who comes back says only what has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.catalogue.agreements import AGREEMENTS
from kiosk.catalogue.questions import Card, Statement
from kiosk.demo.personas import Persona
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans, row_of
from tests.walks.returning import ATHLETE, RETURNING, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


@pytest.mark.parametrize("person", RETURNING.values(), ids=RETURNING.keys())
def test_a_returning_person_fires_exactly_the_rules_listed(
    clinic: Clinic, dana: Staff, tablet: Tablet, person: Persona
):
    was_here(clinic, last_visit_of(person))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    assert tablet.step == "hello_again"
    tablet.walks(person.answers)
    assert set(clinic.fired(tablet.intake_id)) == person.rules
    record = clinic.record(tablet.intake_id)
    assert record.visit_kind == "returning"
    assert record.signature is None
    row = row_of(dana.opens(), "Tomas O.")
    assert "Returning" in row
    assert "changes" not in row, "what is new is not for the desk"
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "Returning, changes: 1" in row_of(theo.opens(), "Tomas O.")
    words = theo.opens(f"/staff/intakes/{tablet.intake_id}").words
    assert "Low back (left) → Ask me first: Knee (left)" in words


@pytest.fixture
def reworded(clinic: Clinic, tablet: Tablet, new_words: None) -> Iterator[Card]:
    """Tomas was here; since then the words of one card have changed."""
    was_here(clinic, last_visit_of(ATHLETE))
    card = next(card for card in AGREEMENTS if card.key == "consent_stop")
    before = card.statement
    words = before.text.replace("It is done at once", "It is done in the same breath")
    object.__setattr__(card, "statement", Statement(card.key, 2, words))
    yield card
    object.__setattr__(card, "statement", before)


def test_a_card_whose_words_changed_is_asked_again_and_shows_what_changed(
    clinic: Clinic, dana: Staff, tablet: Tablet, reworded: Card
):
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    page = tablet.walks(ATHLETE.answers, until="agree")
    assert page.questions == {"consent_stop"}
    assert "These words have changed since you answered on 20 January 2026." in page.words
    gone = [each.text_content().split(": ")[1] for each in page.tree.xpath("//del")]
    come = [each.text_content().split(": ")[1] for each in page.tree.xpath("//ins")]
    assert (gone, come) == (["at once"], ["in the same breath"])
    tablet.answers("agree", consent_stop="agree")
    tablet.walks({**ATHLETE.answers, "signature": {"method": "typed", "name": "Tomas Okafor"}})
    (agreed,) = clinic.record(tablet.intake_id).agreements
    assert (agreed.key, agreed.version, agreed.text) == ("consent_stop", 2, reworded.statement.text)


def test_still_true_leads_to_a_step_and_back(clinic: Clinic, dana: Staff, tablet: Tablet):
    was_here(clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    nothing = {**ATHLETE.answers, "changed": ["nothing"]}
    tablet.walks(nothing, until="still_true")
    assert tablet.changes("medicines").step == "medicines"
    assert tablet.page.picked("medicine_kinds") == ["none"], "as it was"
    tablet.answers("medicines", medicine_kinds=["blood_thinner"], medicine_names="Aspirin")
    assert tablet.step == "still_true"
    tablet.walks(nothing)
    record = clinic.record(tablet.intake_id)
    assert "r_bleeding" in {flag.key for flag in record.flags}
    change = next(each for each in record.told.changes if each.key == "medicine_kinds")
    assert (change.before, change.on) == ("None", "2026-01-20")


def test_what_an_answer_of_last_time_opens_stands_as_it_did_too(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    said = {"allergies": ["latex"], "allergy_reaction": "breathing", "rescue_items": ["inhaler"]}
    was_here(clinic, {**last_visit_of(ATHLETE), **said})
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks({**ATHLETE.answers, "changed": ["nothing"]}, until="still_true")
    page = tablet.changes("medicines")
    picked = [page.picked(key) for key in said]
    assert picked == [["latex"], ["breathing"], ["inhaler"]]


def test_what_the_desk_wrote_down_anew_is_read_over(clinic: Clinic, dana: Staff, tablet: Tablet):
    was_here(clinic, last_visit_of(ATHLETE))
    code = plans(dana, **TOMAS, filling_for="helped")
    tablet.starts(language=None, visit_kind=None, code=code)
    tablet.walks(ATHLETE.answers, until="about_you")
    assert tablet.page.picked("filling_for") == ["helped"]
    assert tablet.page.form["full_name"] == ["Tomas Okafor"]


def test_a_client_changes_who_it_is_for_before_anything_else_is_shown(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    was_here(clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    refused = tablet.sends(tablet.fills("change:about_you"))
    assert tablet.opens(refused.location).step == "hello_again", "not before it is clear who it is"
    tablet.presses("change:about_you", confirm_me="yes", find_birth_date="1991-09-02")
    assert tablet.step == "about_you"
    tablet.answers("about_you", filling_for="helped")
    assert tablet.step == "hello_again"
    tablet.walks({**ATHLETE.answers, "signature_helper": "Ida"})
    assert clinic.record(tablet.intake_id).answers["filling_for"] == "helped"


def test_coming_back_is_the_same_on_both_databases(either_clinic: Clinic):
    tablet, dana = Tablet(either_clinic), Staff(either_clinic).signs_in("Dana Desk")
    tomas = was_here(either_clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers)
    walk_up = Tablet(either_clinic)
    walk_up.comes_back("1991-09-02", "0102")
    walk_up.answers_for_today()
    dana.opens(f"/staff/waiting/{walk_up.intake_id}/who")
    posts(dana, f"/staff/waiting/{walk_up.intake_id}/who", client=tomas)
    assert walk_up.opens().step == "hello_again"
    walk_up.walks(ATHLETE.answers)
    for each in (tablet, walk_up):
        assert set(either_clinic.fired(each.intake_id)) == ATHLETE.rules
        assert either_clinic.record(each.intake_id).client == tomas
    assert either_clinic.is_whole()

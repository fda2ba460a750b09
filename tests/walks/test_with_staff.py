"""A client and the staff: calls that show on Today, an intake given back, and who sees what."""

from __future__ import annotations

import pytest

from kiosk.exports.press import Press
from tests.faults.canary import CANARY, EVERYWHERE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import Tablet

CALLS = {
    "person": "Asks for a person",
    "desk": "Please check now",
    "grown_up": "A young person is alone",
    "returning": "Has been here before: please say who it is",
}


def calls(tablet: Tablet, kind: str) -> None:
    """Do what makes this call."""
    match kind:
        case "person":
            tablet.is_at("life")
            tablet.presses("person")
        case "desk":
            tablet.is_at("today_check")
            tablet.presses("skip", warning_signs=["chest_breath"])
        case "grown_up":
            tablet.is_at("guardian", birth_date="2012-01-01")
            tablet.skips()
        case "returning":
            tablet.comes_back()
            tablet.answers_for_today()


def waiting(page: Page) -> list[str]:
    """The calls on Today, in words."""
    found = page.tree.xpath("//div[starts-with(@id, 'call-')]/p")
    return [" ".join(call.text_content().split()) for call in found]


@pytest.mark.parametrize("kind", CALLS)
def test_a_call_shows_on_today_until_somebody_has_gone(tablet: Tablet, staff: Staff, kind: str):
    staff.signs_in("Dana Desk")
    assert waiting(staff.opens()) == []
    calls(tablet, kind)
    (call,) = waiting(staff.opens())
    assert CALLS[kind] in call
    assert call.startswith("Someone" if kind == "returning" else "Hal B.")
    settle = staff.page.tree.xpath("//form[contains(@action, '/calls/')]/@action")[0]
    assert waiting(staff.does(settle)) == []


def test_a_call_never_says_its_reason(tablet: Tablet, staff: Staff):
    calls(tablet, "desk")
    page = staff.signs_in("Dana Desk").opens()
    assert waiting(page)
    for reason in ("Chest", "breath", "warning"):
        assert reason not in page.words


def test_an_intake_that_was_stopped_is_given_back_and_taken_up(clinic: Clinic):
    first, second, third = Tablet(clinic), Tablet(clinic), Tablet(clinic)
    first.is_at("life", full_name="Hal Brook")
    first.presses("stop", activity_level="hard")
    first.sends(first.fills("stop"))
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "Stopped, kept" in dana.page.words
    dana.does(f"/staff/intakes/{first.intake_id}/give-back", tablet=second.id)
    assert "Given back" in dana.page.words
    assert third.opens("/").heading == "Welcome"
    page = second.opens("/")
    assert page.heading == "Your answers are here"
    assert "Hal" not in page.words, "it does not say whose"
    response = second.sends({**page.form, "go": "resume"}, "/")
    second.here = response.location
    assert second.opens().step == "life"
    assert second.page.picked("activity_level") == ["hard"]
    assert (second.intake_id, second.here) == (first.intake_id, first.here)
    assert first.gets(first.here).location == "/", "the first tablet has let go of it"
    second.walks({"review_ok": "yes", "signature": {"method": "typed", "name": "Hal"}, **AGREED})
    assert clinic.signed() == [first.intake_id]


AGREED = {key: answer for key, answer in EVERYWHERE.items() if key.startswith("consent_")}
AGREED |= {"any_sensitive": "no"}


def test_lists_name_a_client_by_first_name_and_initial(clinic: Clinic):
    walking, signed = Tablet(clinic), Tablet(clinic)
    walking.is_at("life", full_name="Rosa María Ibáñez Luna", phone="555-0177")
    signed.is_at("sign", full_name="Theodora Vandersteen", preferred_name="Teddy")
    signed.signs()
    for name in ("Dana Desk", "Theo Hands"):
        page = Staff(clinic).signs_in(name).opens()
        assert "Rosa L." in page.words
        assert "Teddy V." in page.words
        for private in ("María", "Ibáñez", "Luna", "Vandersteen", "Theodora", "555-0177"):
            assert private not in page.words


def test_the_desk_sees_no_answer_but_the_five_wishes(clinic: Clinic):
    wishes = {
        "therapist_choice": "woman",
        "companion": "yes_staff",
        "room_help": ["on_off_table"],
        "access_needs": ["interpreter"],
        "room_privacy": ["quiet_room"],
    }
    tablet = Tablet(clinic)
    said = {**EVERYWHERE, "full_name": "Hal Brook", "preferred_name": "Hal"}
    tablet.is_at("sign", **{**said, **wishes})
    tablet.signs()
    dana = Staff(clinic).signs_in("Dana Desk")
    page = dana.opens()
    for words in ("Wish about who they work with", "Wish for company", "Quiet room"):
        assert words in page.words
    for words in ("Help on and off the table", "Interpreter"):
        assert words in page.words
    assert CANARY not in page.source
    for address in ("", "/paper.pdf", "/sheet"):
        response = dana.gets(f"/staff/intakes/{tablet.intake_id}{address}")
        assert response.status_code == 403
        assert CANARY not in response.text


def test_every_opening_is_in_the_audit_by_id_alone(clinic: Clinic, press: Press):
    tablet = Tablet(clinic)
    tablet.is_at("sign", full_name="Hal Brook")
    tablet.signs()
    theo = Staff(clinic).signs_in("Theo Hands")
    theo.opens(f"/staff/intakes/{tablet.intake_id}")
    assert "Hal Brook" in theo.prints(tablet.intake_id)
    rows = [(row.event, row.subject) for row in clinic.audit("view", "print")]
    assert rows == [("print", tablet.intake_id), ("view", tablet.intake_id)]
    assert len({row.actor for row in clinic.audit("view", "print")}) == 1
    assert "Hal" not in str(clinic.audit(*EVENTS))
    assert clinic.is_whole()


EVENTS = ("start", "park", "give_back", "sign", "erase", "view", "print", "sign_in", "pair")

"""Young people, their guardians, and those whom somebody looks after, from visit to visit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.demo.personas import personas
from kiosk.exports.press import Press
from kiosk.intake.draft import as_json
from kiosk.intake.wording import fixed
from kiosk.store.intakes import planned_visits
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page
from tests.walks.returning import was_here
from tests.walks.tablet import Tablet
from tests.walks.test_going_on import says_born
from tests.walks.test_strokes import draws
from tests.web.visits import posts

MINOR = next(each for each in personas() if each.key == "p4_minor").answers
TODAY: dict[str, Any] = {
    **{key: ["none"] for key in ("today_signs", "warning_signs", "recent_events")},
    "pregnancy": "no",
    "today_goal": "same",
    "today_pain": 1,
    "today_private": "no",
    "any_sensitive": "no",
    "changed": ["nothing"],
    "confirm_me": "yes",
    "still_true_ok": "yes",
}
GUARDIAN = {"method": "typed", "name": str(MINOR["guardian_name"])}


def as_typed_by_desk(answers: Any) -> dict[str, str]:
    year, month, day = str(answers["birth_date"]).split("-")
    born = {"birth_date-day": day, "birth_date-month": month, "birth_date-year": year}
    return {"full_name": answers["full_name"], "phone": answers["phone"], **born}


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def comes_back(clinic: Clinic, dana: Staff, tablet: Tablet, answers: Any, **said: Any) -> Page:
    """The desk finds them again; they walk the short path."""
    instead = {"filling_for": "someone_else", **as_typed_by_desk(answers)}
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **instead))
    assert tablet.step == "hello_again"
    return tablet.walks({**TODAY, "find_birth_date": answers["birth_date"], **said})


def test_a_young_client_comes_back_with_the_guardian_who_signs_again(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    was_here(clinic, {**MINOR, "signer": "guardian"})
    today = {"guardian_presence": "in_room", "own_say": "yes", "consent_guardian": "agree"}
    comes_back(clinic, dana, tablet, MINOR, **today, signer="guardian", signature=GUARDIAN)
    steps = [step for step, _ in tablet.seen]
    assert {"guardian", "agree", "sign"} <= set(steps)
    record = clinic.record(tablet.intake_id)
    assert (record.signer, record.is_minor) == ("guardian", True)
    assert [agreement.key for agreement in record.agreements] == ["consent_guardian"]
    assert clinic.fired(tablet.intake_id)[0] == "r_minor"
    assert record.says["guardian_name"] == MINOR["guardian_name"]


def test_who_has_come_of_age_since_agrees_and_signs_alone(
    clinic: Clinic, clock: Clock, dana: Staff, tablet: Tablet
):
    young = {**MINOR, "birth_date": "2008-03-09", "signer": "guardian"}
    was_here(clinic, young)
    adult = {"filling_for": "myself", "signature": {"method": "typed", "name": "Now Grown"}}
    agreed = dict.fromkeys(CARDS, "agree")
    comes_back(clinic, dana, tablet, young, **adult, **agreed)
    record = clinic.record(tablet.intake_id)
    assert (record.is_minor, record.signer) == (False, "client")
    assert {a.key for a in record.agreements if a.answer == "agree"} == set(CARDS)
    assert "guardian_name" not in record.says
    assert "guardian" not in [step for step, _ in tablet.seen]
    assert not {"r_minor", "r_guardian_gap"} & set(clinic.fired(tablet.intake_id))


OF_AGE = "You sign for yourself now. Please sign below."


def test_a_grown_ups_signature_sent_after_midnight_of_the_birthday_is_not_the_clients(
    clinic: Clinic, clock: Clock, tablet: Tablet
):
    at_sign_the_night_before(clock, tablet)
    clock.goes_on(minutes=2)
    tablet.signs(GUARDIAN["name"], signer="guardian")
    assert tablet.step == "sign"
    assert tablet.page.error_at("signature").endswith(OF_AGE)
    assert (tablet.page.form["signature-typed"], "signer" in tablet.page.questions) == ([""], False)
    tablet.signs("Now Grown")
    record = clinic.record(tablet.intake_id)
    assert (record.signer, record.is_minor) == ("client", False)
    assert record.signature == {"method": "typed", "name": "Now Grown"}


def test_what_a_grown_up_has_drawn_is_not_there_once_the_client_signs_alone(
    clinic: Clinic, clock: Clock, tablet: Tablet
):
    at_sign_the_night_before(clock, tablet)
    draws(tablet, signer="guardian")
    assert tablet.draft.answers["signer"] == "guardian"
    clock.goes_on(minutes=2)
    tablet.opens()
    tablet.presses("next")
    assert tablet.step == "sign"
    assert tablet.page.form["signature-strokes"] == [""]
    draws(tablet, strokes='{"w":320,"h":140,"strokes":[[9,90,60,30]]}')
    assert "signer" not in tablet.draft.answers
    assert tablet.draft.answers["signature"]["strokes"] == [[9, 90, 60, 30]]


def test_nor_is_it_where_one_question_stands_on_a_page(
    clinic: Clinic, clock: Clock, tablet: Tablet
):
    at_sign_the_night_before(clock, tablet)
    clinic.moves(tablet.intake_id, "sign", as_json(replace(tablet.draft, pace="one")))
    tablet.opens()
    tablet.answers("sign", signer="guardian")
    assert tablet.draft.answers["signer"] == "guardian"
    clock.goes_on(minutes=2)
    assert draws(tablet).status_code == 204
    tablet.signs(GUARDIAN["name"])
    assert tablet.page.error_at("signature").endswith(OF_AGE)
    assert tablet.draft.answers.keys().isdisjoint({"signer", "signature"})
    tablet.signs("Now Grown")
    assert clinic.record(tablet.intake_id).signature["name"] == "Now Grown"


def at_sign_the_night_before(clock: Clock, tablet: Tablet) -> None:
    """Somebody who is of age tomorrow, and a grown-up, on the page that is signed."""
    clock.now = clock.now.replace(hour=23, minute=59)
    tablet.is_at("sign", birth_date="2008-03-11", consent_guardian="agree")
    assert "signer" in tablet.page.questions


CARDS = (
    *("consent_treatment", "consent_draping", "consent_stop"),
    *("consent_health_truth", "consent_feelings", "consent_privacy"),
)


@pytest.mark.paper
def test_a_dependent_adult_comes_back_with_whoever_agrees_for_them(
    clinic: Clinic, dana: Staff, tablet: Tablet, press: Press
):
    dependent = {**MINOR, "birth_date": "1950-06-01", "guardian_relation": "legal_authority"}
    was_here(clinic, {**dependent, "signer": "guardian"})
    today = {"guardian_presence": "nearby", "own_say": "yes", "consent_guardian": "agree"}
    comes_back(clinic, dana, tablet, dependent, **today, signer="guardian", signature=GUARDIAN)
    record = clinic.record(tablet.intake_id)
    assert (record.is_minor, record.signer) == (False, "guardian")
    assert not {"r_minor", "r_guardian_gap"} & set(clinic.fired(tablet.intake_id))
    paper = Staff(clinic).signs_in("Theo Hands").prints(tablet.intake_id)
    assert f"Guardian: {MINOR['guardian_name']}, Person with legal power to agree" in paper


def test_a_guardian_brings_three_children_and_says_once_how_to_be_reached(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    child = {**MINOR, "full_name": "Kid One", "signature": GUARDIAN, "signer": "guardian"}
    first = {**as_typed_by_desk(child), "filling_for": "someone_else"}
    tablet.starts(code=plans(dana, **first))
    tablet.walks(child)
    url = f"/staff/visits/{planned(clinic, 'Kid One').id}/family"
    for number, name in enumerate(("Kid Two", "Kid Three"), 2):
        page = dana.opens(url)
        assert "Kid O." in page.words
        assert MINOR["guardian_phone"] not in page.source, "the desk sees none of it"
        born = {"birth_date-day": "1", "birth_date-month": "2", "birth_date-year": f"201{number}"}
        page = Page(posts(dana, url, full_name=name, **born))
        code = page.tree.xpath("//*[@class='code']")[0].text
        page = says_born(tablet, code, "1999-09-09")
        assert (page.status, MINOR["phone"] in page.source) == (422, False), "a code is overheard"
        says_born(tablet, code, f"201{number}-02-01")
        assert tablet.page.form["phone"] == [MINOR["phone"]]
        tablet.answers("about_you")
        assert tablet.page.form["guardian_name"] == [MINOR["guardian_name"]]
        assert tablet.page.form["guardian_phone"] == [MINOR["guardian_phone"]]
        assert tablet.page.picked("guardian_presence") == []
        skipped = ("full_name", "birth_date", "guardian_name", "guardian_phone", "phone")
        tablet.walks({key: said for key, said in child.items() if key not in skipped})
        record = clinic.record(tablet.intake_id)
        assert record.says["full_name"] == name
        assert record.client == ""
    assert len(clinic.signed()) == 3


def test_what_is_wrong_with_another_child_is_said_at_its_field(clinic: Clinic, dana: Staff):
    plans(dana, filling_for="someone_else")
    url = f"/staff/visits/{planned(clinic).id}/family"
    dana.opens(url)
    page = Page(posts(dana, url, full_name="", **{"birth_date-day": "31", "birth_date-month": "2"}))
    assert page.status == 422
    assert {target for target, _ in page.summary} == {"#full_name", "#birth_date"}
    with clinic.store.reading() as tx:
        assert len(planned_visits.of_day(tx, tx.now.date())) == 1


def test_a_birth_date_that_does_not_fit_twice_leads_another_child_to_the_desk(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    child = {**MINOR, "full_name": "Kid One", "signature": GUARDIAN, "signer": "guardian"}
    tablet.starts(code=plans(dana, **{**as_typed_by_desk(child), "filling_for": "someone_else"}))
    tablet.walks(child)
    url = f"/staff/visits/{planned(clinic, 'Kid One').id}/family"
    dana.opens(url)
    born = {"birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "2012"}
    page = Page(posts(dana, url, full_name="Kid Two", **born))
    code = page.tree.xpath("//*[@class='code']")[0].text
    pages = [says_born(tablet, code, wrong) for wrong in ("1999-09-09", "1998-08-08")]
    assert fixed("ask_the_desk", "en") in pages[1].words
    assert [MINOR["phone"] in each.source for each in pages] == [False, False]
    assert [row.reason for row in clinic.audit("refused")] == ["birth date", "birth date"]
    assert len(clinic.waiting()) == 0, "nothing was begun"

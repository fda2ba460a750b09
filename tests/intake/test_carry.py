"""What earlier visits leave for the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.agreements import AGREEMENTS
from kiosk.catalogue.questions import Card
from kiosk.intake.carry import Carried, as_json, carried, from_json
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.past import Past, older_than
from kiosk.intake.visit import Visit
from tests.catalogue.answering import any_answers

pytestmark = pytest.mark.long


CLINIC = ClinicFacts("en")
DAY = date(2026, 3, 10)
LAST = "2026-01-20"
AGAIN = {"visit_kind": "returning", "language": "en"}
EVERY_CARD = tuple(
    {
        "key": card.key,
        "version": card.statement.version,
        "answer": "agree" if card.required else "no",
    }
    for card in AGREEMENTS
)
NOTHING_ASKED: dict[str, Any] = dict.fromkeys(q.key for q in CATALOGUE.questions)


def worded(*cards: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple({"text": "I agree.", "language": "en", **card} for card in cards)


def a_visit(day: str = LAST, cards: Any = EVERY_CARD, **said: Any) -> Past:
    """A visit that asked everything, and got these answers."""
    signer = said.pop("signer", "client")
    is_minor = said.pop("is_minor", False)
    return Past(day, {**NOTHING_ASKED, **said}, worded(*cards), signer, is_minor)


def back(*past: Past, day: date = DAY, clinic: ClinicFacts = CLINIC, **said: Any) -> Any:
    """All that a return visit leads to."""
    before = carried(past, day, clinic)
    return Visit(clinic, day, before).walked({**AGAIN, **said})


def steps(walked: Any) -> list[str]:
    return [step.key for step in walked.asked.steps]


def test_what_is_kept_stands_with_the_day_it_was_given():
    before = carried([a_visit(inside=["lungs"])], DAY, CLINIC)
    assert before.answers["inside"] == ["lungs"]
    assert before.given_on["inside"] == LAST
    assert back(a_visit(inside=["lungs"])).known["inside"] == ["lungs"]


def test_what_is_asked_anew_each_time_is_told_and_never_known():
    walked = back(a_visit(night_waking="most", goals=["pain"]))
    assert "night_waking" not in walked.known
    before = carried([a_visit(night_waking="most")], DAY, CLINIC)
    assert before.last["night_waking"] == ["most", LAST]


def test_a_private_area_is_never_carried_nor_told_again():
    past = a_visit(any_sensitive="choose", sensitive_glutes="yes", body_marks=[])
    before = carried([past], DAY, CLINIC)
    areas = set(CATALOGUE.step("sensitive").keys)
    assert not areas & {*before.answers, *before.last}


def test_the_newest_answer_stands_and_a_step_is_told_anew_as_a_whole():
    first = a_visit("2025-11-01", cancer="past", cancer_care=["in_bones"], inside=["lungs"])
    second = Past(LAST, dict.fromkeys(CATALOGUE.step("health").keys) | {"cancer": "never"})
    before = carried([first, second], DAY, CLINIC)
    assert before.answers["cancer"] == "never"
    assert not {"cancer_care", "inside"} & before.answers.keys()


def test_what_a_visit_itself_carried_is_taken_from_where_it_was_given():
    first = a_visit("2025-11-01", inside=["lungs"])
    second = Past(LAST, {"today_pain": 3})
    before = carried([first, second], DAY, CLINIC)
    assert before.given_on["inside"] == "2025-11-01"
    assert carried([second], DAY, CLINIC).answers == {}, "without the first, nothing is left of it"


def test_a_choice_that_is_gone_is_not_carried():
    before = carried([a_visit(inside=["lungs", "gone"], cancer="gone")], DAY, CLINIC)
    assert before.answers["inside"] == ["lungs"]
    assert "cancer" not in before.answers


@pytest.mark.parametrize(
    ("since", "old"), [("2025-03-10", False), ("2025-03-09", True), ("2024-12-31", True)]
)
def test_older_than_a_year_begins_the_day_after(since: str, old: bool):
    assert older_than(12, since, DAY) is old


def test_what_today_closes_is_not_known_from_before():
    past = a_visit(allergies=["nuts"], allergy_reaction="breathing", rescue_items=["adrenaline"])
    assert back(past, changed=["nothing"]).known["rescue_items"] == ["adrenaline"]
    today = {"medicine_kinds": ["none"], "allergies": ["none"]}
    known = back(past, changed=["medicines"], **today).known
    assert not {"allergy_reaction", "rescue_items"} & known.keys()


def test_a_carried_answer_behind_a_door_that_closed_elsewhere_does_not_stand():
    past = a_visit(inside=["lungs"], rescue_items=["inhaler"])
    healed = dict.fromkeys(CATALOGUE.step("health").keys) | {"inside": ["none"]}
    assert "rescue_items" not in back(past, changed=["health"], **healed).known


def test_agreements_in_date_are_known_and_not_asked():
    walked = back(a_visit(), changed=["nothing"])
    assert "agree" not in steps(walked)
    assert walked.known["consent_treatment"] == "agree"


DUE = {
    "last answered with a wish to talk": {"answer": "talk_first"},
    "of another version": {"version": 0},
}


@pytest.mark.parametrize("change", DUE.values(), ids=DUE)
def test_a_card_is_due_again_by_itself(change: dict[str, Any]):
    cards = [{**card, **change} if card["key"] == "consent_stop" else card for card in EVERY_CARD]
    walked = back(a_visit(cards=cards), changed=["nothing"])
    assert walked.asked.step("agree").keys == {"consent_stop"}
    assert "consent_stop" not in walked.known


def test_cards_are_due_when_they_are_older_than_the_clinic_lets_them_be():
    strict = ClinicFacts("en", valid_months=1)
    assert "agree" not in steps(back(a_visit(), changed=["nothing"]))
    walked = back(a_visit(), clinic=strict, changed=["nothing"])
    assert "consent_treatment" in walked.asked.step("agree").keys


def test_a_card_that_was_never_shown_is_due():
    cards = [card for card in EVERY_CARD if card["key"] != "consent_story"]
    walked = back(a_visit(cards=cards), changed=["nothing"])
    assert walked.asked.step("agree").keys == {"consent_story"}


def test_movement_is_asked_again_for_a_new_problem_alone():
    assert "agree" not in steps(back(a_visit(), changed=["health"]))
    walked = back(a_visit(), changed=["new_problem"])
    assert walked.asked.step("agree").keys == {"consent_movement"}


def test_a_minor_brings_the_guardian_each_time_and_their_card():
    past = a_visit(birth_date="2010-08-30", signer="guardian", is_minor=True)
    walked = back(past, changed=["nothing"])
    assert {"guardian", "sign"} <= set(steps(walked))
    assert walked.asked.step("agree").keys == {"consent_guardian"}


GROWN = {"birth_date": "2008-02-01", "signer": "guardian", "is_minor": True}


def test_who_has_come_of_age_agrees_for_themselves():
    past = a_visit(filling_for="someone_else", guardian_name="Ida", **GROWN)
    walked = back(past, filling_for="myself", changed=["nothing"])
    assert "guardian" not in steps(walked)
    assert {"about_you", "agree"} <= set(steps(walked))
    assert "consent_treatment" in walked.asked.step("agree").keys
    assert "guardian_name" not in walked.known


def test_an_adult_whom_somebody_looks_after_has_the_guardian_agree_anew():
    past = a_visit(birth_date="1960-01-01", filling_for="myself")
    walked = back(past, changed=["contact"], filling_for="someone_else")
    assert "guardian" in steps(walked)
    assert {"consent_treatment", "consent_guardian"} <= walked.asked.step("agree").keys


def test_what_staff_put_right_is_carried_instead():
    past = Past(LAST, {**NOTHING_ASKED, "inside": ["lungs"]}, corrected={"inside": ["none"]})
    assert carried([past], DAY, CLINIC).answers["inside"] == ["none"]


def test_it_is_plain_json():
    before = carried([a_visit(inside=["lungs"])], DAY, CLINIC)
    assert from_json(as_json(before)) == before


@st.composite
def histories(draw: Any) -> list[Past]:
    """Up to five visits, each of which asked some steps and got any answers to them."""
    days = sorted(draw(st.lists(st.integers(0, 500), min_size=1, max_size=5, unique=True)))
    past = []
    for day in days:
        said = draw(any_answers())
        asked = draw(st.sets(st.sampled_from([step.key for step in CATALOGUE.steps])))
        keys = [q.key for step in CATALOGUE.steps if step.key in asked for q in step.questions]
        answers = {key: said.get(key) for key in keys}
        past.append(Past((DAY - timedelta(days=600 - day)).isoformat(), answers))
    return past


@settings(max_examples=15)
@given(histories(), any_answers())
def test_carried_answers_are_exactly_those_the_carry_column_allows(
    past: list[Past], today: dict[str, Any]
):
    carries_what_may_be_carried(past, today)


@pytest.mark.torture
@settings(max_examples=1000)
@given(histories(), any_answers())
def test_they_are_so_after_a_thousand_histories(past: list[Past], today: dict[str, Any]):
    carries_what_may_be_carried(past, today)


def carries_what_may_be_carried(past: list[Past], today: dict[str, Any]) -> None:
    before = carried(past, DAY, CLINIC)
    for key, answer in before.answers.items():
        question = CATALOGUE.question(key)
        assert question.carry in ("keep", "confirm")
        when = before.given_on[key]
        (there,) = [visit for visit in past if visit.day == when]
        kept = there.answers[key]
        assert answer == kept or set(answer) <= set(kept)
        later = [visit for visit in past if visit.day > when]
        step = next(step for step in CATALOGUE.steps if key in step.keys)
        assert not any(visit.answers.keys() & step.keys for visit in later)
    assert all(CATALOGUE.question(key).carry == "fresh" for key in before.last)
    walked = Visit(CLINIC, DAY, before).walked({**today, "visit_kind": "returning"})
    private = [q.key for q in CATALOGUE.step("sensitive").questions if isinstance(q, Card)]
    assert not set(private) & walked.carried.keys()
    answered = {q.key for q in walked.asked.questions}
    assert not answered & walked.carried.keys(), "what is asked today is never carried"
    assert all(walked.known[key] == before.answers[key] for key in walked.carried)


def test_after_feelings_came_up_the_next_visit_is_asked_what_to_do_with_it():
    known = Carried(last_visit="2026-01-20", last_response=("feelings",))
    said = {"visit_kind": "returning"}
    for response, asked in ((("feelings",), True), ((), False)):
        visit = Visit(CLINIC, DAY, replace(known, last_response=response))
        keys = {question.key for question in visit.asked(said).questions}
        assert ("after_release" in keys) is asked
    stranger = Visit(CLINIC, DAY, known, identified=False)
    assert "after_release" not in {question.key for question in stranger.asked(said).questions}

"""One question at a time: the same steps and the same record, a page for each question."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.demo.personas import personas
from kiosk.intake.record import Record
from tests.walks.clinic import Clinic
from tests.walks.tablet import HTMX, SHORTEST, Tablet

PEOPLE = {each.key: each for each in personas() if each.path == "new"}
LONG = [pytest.param(key, marks=pytest.mark.torture) for key in PEOPLE if key != "p6_caregiver"]
WELCOME = ("language", "visit_kind", "access_needs")


def says(record: Record) -> dict[str, Any]:
    """All that a record says but when and on which screen it was said."""
    agreed = [(each.key, each.answer, each.version, each.language) for each in record.agreements]
    flags = [flag.key for flag in record.flags]
    return {"answers": record.answers, "agreed": agreed, "flags": flags, "signer": record.signer}


def begins(tablet: Tablet, answers: dict[str, Any], *display: str) -> None:
    tablet.starts(**{key: answers[key] for key in WELCOME if key in answers})
    for button in display:
        tablet.presses(button)


def one_by_one(tablet: Tablet, answers: dict[str, Any]) -> None:
    """Answer each page, also those of optional questions."""
    for _ in range(200):
        if not tablet.step:
            return
        if "more" in tablet.page.buttons:
            said = {key: answers[key] for key in tablet.page.questions if key in answers}
            tablet.presses("more", **said)
        else:
            tablet.goes_on(answers)
    raise AssertionError(f"{tablet.step} never ends")


@pytest.mark.parametrize("key", ["p6_caregiver", *LONG])
def test_the_record_is_the_one_of_the_ordinary_walk(key: str, clinic: Clinic):
    answers = dict(PEOPLE[key].answers)
    usual, slow = Tablet(clinic), Tablet(clinic)
    begins(usual, answers)
    usual.walks(answers)
    begins(slow, answers, "pace:one")
    one_by_one(slow, answers)
    assert says(clinic.record(slow.intake_id)) == says(clinic.record(usual.intake_id))
    asked = [len(page.questions) for step, page in slow.seen if step not in ("body_map", "")]
    assert asked.pop(0) > 3, "the first page was there before it was asked for"
    assert max(asked) <= 3, "a date has three fields, and nothing more stands on a page"


@pytest.fixture
def slow(tablet: Tablet) -> Tablet:
    """One question at a time, from the first page on."""
    begins(tablet, {}, "pace:one")
    return tablet


def test_back_and_continue_go_from_question_to_question(slow: Tablet):
    assert slow.page.questions == {"filling_for"}
    slow.presses("next", filling_for="myself")
    slow.presses("next", full_name="Hal Brook")
    assert slow.page.questions == {"preferred_name"}
    slow.presses("back", preferred_name="Hal")
    assert (slow.page.questions, slow.page.form["full_name"]) == ({"full_name"}, ["Hal Brook"])
    slow.presses("next")
    assert slow.page.form["preferred_name"] == ["Hal"], "what was begun is kept"
    assert slow.draft.answers["filling_for"] == "myself"


def test_back_leads_to_the_last_question_of_the_step_before(slow: Tablet):
    slow.is_at("reason")
    slow.presses("pace:one")
    slow.goes_back()
    assert (slow.step, slow.page.questions) == ("about_you", {"phone"})


def test_what_a_question_needs_is_said_beside_it_and_nothing_else_is(slow: Tablet):
    slow.presses("next")
    assert (slow.step, slow.page.questions) == ("about_you", {"filling_for"})
    assert len(slow.page.summary) == 1
    response = slow.sends(slow.fills("next"), headers=HTMX)
    assert response.status_code == 422
    slow.presses("next", filling_for="myself")
    assert not slow.page.summary


def test_an_answer_brings_its_follow_up_as_the_next_page(slow: Tablet):
    slow.is_at("today_check")
    slow.presses("pace:one")
    none = {"today_signs": ["none"], "warning_signs": ["none"], "recent_events": ["surgery"]}
    for key, said in none.items():
        slow.presses("next", **{key: said})
    assert slow.page.questions == {"recent_details"}
    slow.presses("back")
    slow.presses("next", recent_events=["none"])
    assert slow.page.questions == {"pregnancy"}


def test_more_is_offered_again_behind_what_the_last_answer_opens(slow: Tablet):
    slow.is_at("health")
    slow.presses("pace:one")
    while "more" not in slow.page.buttons:
        slow.goes_on({})
    slow.presses("more", old_injuries="scar")
    assert slow.page.questions == {"old_injuries_note"}
    slow.presses("more", old_injuries_note="Left hip")
    assert slow.page.questions == {"health_note"}
    assert slow.draft.answers["old_injuries_note"] == "Left hip"


def test_a_question_that_was_skipped_does_not_hold_the_step_back(slow: Tablet):
    slow.is_at("touch")
    slow.presses("pace:one")
    assert slow.page.questions == {"pressure"}
    for _ in range(9):
        slow.skips()
    assert not slow.page.summary
    assert slow.step != "touch"
    assert "pressure" not in slow.draft.answers


def test_it_is_undone_where_it_was_asked_for_and_loses_nothing(slow: Tablet):
    slow.presses("next", filling_for="helped")
    slow.presses("pace:page", full_name="Hal Brook")
    assert {"filling_for", "full_name", "phone"} <= set(slow.page.questions)
    assert slow.page.form["full_name"] == ["Hal Brook"]


def test_the_agreements_that_nobody_opened_stand_on_no(slow: Tablet):
    slow.is_at("sensitive")
    slow.presses("pace:one")
    slow.presses("next", any_sensitive="no")
    for _ in range(7):
        (card,) = slow.page.questions
        slow.presses("next", **{card: SHORTEST[card]})
    assert slow.step == "review"
    assert slow.draft.answers["consent_story"] == "no"


def test_each_agreement_is_timed_by_the_page_it_stood_on(slow: Tablet):
    slow.is_at("sensitive")
    slow.presses("pace:one")
    slow.presses("next", any_sensitive="no")
    (first,) = slow.page.questions
    slow.presses("next", **{first: "agree"})
    assert set(slow.draft.shown) == {first}


@pytest.mark.parametrize("go", ["more", "pace:two", "shows:film", "taps:", "pace"])
def test_what_no_page_offers_is_refused(slow: Tablet, go: str):
    assert slow.sends(slow.fills(go, filling_for="myself")).status_code == 400

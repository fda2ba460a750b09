"""The walk: where a post leads, with no web and no store."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.intake.aside import from_aside
from kiosk.intake.changing import change
from kiosk.intake.draft import Draft, as_json, from_json
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.path import open_steps, path
from kiosk.intake.visit import Visit
from kiosk.intake.walk import answer, start

NOW = "2026-03-10T10:00:00+00:00"
VISIT = Visit(ClinicFacts("en"), date(2026, 3, 10))
MAYA = {
    "language": "en",
    "visit_kind": "new",
    "filling_for": "myself",
    "full_name": "Maya Lindqvist",
    "birth_date": "1996-05-14",
    "phone": "555-0101",
}


def begun(**answers):
    return start(Draft(answers={**MAYA, **answers})).draft


def go(draft, step, given, button="next"):
    return answer(VISIT, draft, step, given, button, now=NOW)


def test_a_new_client_begins_with_about_you():
    assert start(Draft(answers=MAYA)).step == "about_you"


def test_a_client_who_has_been_here_waits_for_staff_or_goes_on_as_new():
    moved = start(Draft(answers={**MAYA, "visit_kind": "returning"}))
    assert (moved.step, moved.draft.awaits) == ("hello_again", True)
    waits = from_aside(moved.draft, "returning", "next")
    assert (waits.step, waits.draft.news) == ("returning", "not_yet_known")
    on = from_aside(moved.draft, "returning", "skip")
    assert (on.step, on.draft.answers["visit_kind"], on.draft.been_before) == (
        "about_you",
        "new",
        True,
    )


def test_bigger_words_and_stronger_colours_hold_from_the_next_page():
    draft = begun(access_needs=["big_text", "high_contrast"])
    assert (draft.text, draft.theme) == ("133", "bold")


def test_a_post_that_opens_a_question_stays_without_moving():
    moved = go(begun(), "reason", {"goals": ["pain", "stress"], "session_focus": "together"})
    assert moved.step == "reason"
    assert "reason" not in moved.draft.passed


def test_a_post_that_answers_what_it_opens_goes_on():
    given = {"goals": ["pain", "stress"], "main_goal": "pain", "session_focus": "together"}
    assert go(begun(), "reason", given).step == "body_map"


def test_a_minor_meets_the_guardian_step():
    moved = go(begun(birth_date="2010-08-30"), "about_you", {})
    assert moved.step == "guardian"


def test_a_young_person_alone_goes_on_and_today_is_told():
    moved = go(begun(birth_date="2010-08-30"), "guardian", {}, "skip")
    assert (moved.step, moved.calls, moved.draft.alone) == ("reason", ("grown_up",), True)


def test_a_warning_sign_calls_the_desk_at_once_and_asks_the_client_to_tell_it():
    signs = {"warning_signs": ["chest_breath"], "today_signs": ["none"]}
    moved = go(begun(), "today_check", signs)
    assert (moved.step, moved.calls) == ("tell_desk", ("desk",))
    assert from_aside(moved.draft, "tell_desk", "next").step == "health"
    assert from_aside(moved.draft, "tell_desk", "back").step == "today_check"


def test_the_desk_is_asked_once_for_one_sign():
    told = go(begun(), "today_check", {"warning_signs": ["chest_breath"]}).draft
    again = go(told, "today_check", {"warning_signs": ["chest_breath"]})
    assert (again.step, again.calls) == ("health", ())


def test_the_desk_is_called_even_when_the_client_goes_back():
    moved = go(begun(), "today_check", {"warning_signs": ["chest_breath"]}, "back")
    assert (moved.step, moved.calls) == ("life", ("desk",))
    assert go(moved.draft, "today_check", {"warning_signs": ["chest_breath"]}).step == "tell_desk"


@pytest.mark.parametrize("button", ["stop", "person"])
def test_a_page_that_stands_aside_leads_back_to_where_it_was_reached_from(button):
    moved = go(begun(), "life", {"sleep_quality": "ok"}, button)
    assert moved.step == button
    assert from_aside(moved.draft, button, "back").step == "life"
    assert moved.draft.answers["sleep_quality"] == "ok"


AGREED = {
    f"consent_{card}": said
    for said, cards in {
        "agree": ("treatment", "draping", "stop", "health_truth", "feelings", "privacy"),
        "no": ("movement", "clinician", "follow_up", "story"),
    }.items()
    for card in cards
}


def walked(*, but=(), **answers):
    draft = begun(goals=["rest"], session_focus="whole_body", any_sensitive="no", **answers)
    ways = path(VISIT.asked_of(draft))
    return replace(draft, passed=tuple(key for key in ways if key not in but))


def test_a_change_comes_back_to_the_check():
    draft = change(VISIT, walked(but=("sign",), **AGREED), "review", "draping").draft
    assert go(draft, "draping", {"undress_level": "dressed"}).step == "review"


def test_a_change_that_opens_a_step_goes_through_it_and_comes_back():
    draft = change(VISIT, walked(but=("sign",), **AGREED), "review", "reason").draft
    moved = go(draft, "reason", {"goals": ["pain"], "session_focus": "together"})
    assert moved.step == "story"
    assert go(moved.draft, "story", {"complaint_onset": "days", "pain_now": 3}).step == "review"


def test_a_change_that_opens_a_question_elsewhere_goes_there_and_comes_back():
    draft = change(VISIT, walked(but=("sign",), **AGREED), "review", "health").draft
    moved = go(draft, "health", {"inside": ["diabetes"]})
    assert moved.step == "medicines"
    assert go(moved.draft, "medicines", {"rescue_items": ["sugar"]}).step == "review"


def test_wanting_to_change_something_shows_the_check_again():
    moved = go(walked(but=("review", "sign")), "review", {"review_ok": "change"})
    assert (moved.step, moved.draft.news) == ("review", "what_to_change")


def test_signing_waits_for_what_cannot_be_left_out():
    signature = {"signature": {"method": "typed", "name": "Maya"}}
    moved = go(walked(but=("agree", "sign")), "sign", signature)
    assert (moved.signed, moved.step) == (False, "agree")


def test_signing_ends_the_walk():
    draft = walked(but=("sign",), review_ok="yes", **AGREED)
    assert open_steps(VISIT.asked_of(draft), draft) == ("sign",)
    assert go(draft, "sign", {"signature": {"method": "typed", "name": "Maya"}}).signed


def test_what_is_behind_a_closed_door_waits_and_comes_back():
    draft = begun(goals=["pain"], complaint_words="Left knee")
    closed = go(draft, "reason", {"goals": ["rest"], "session_focus": "together"}).draft
    assert "story" not in path(VISIT.asked_of(closed))
    opened = go(closed, "reason", {"goals": ["pain"], "session_focus": "together"}).draft
    assert opened.answers["complaint_words"] == "Left knee"


def test_a_draft_comes_back_from_json_as_it_was():
    draft = walked(but=("sign",))
    assert from_json(as_json(draft)) == draft

"""Changing an answer from the review page, and coming back to it."""

from __future__ import annotations

import pytest

from kiosk.catalogue.pages import TOGETHER
from kiosk.demo.personas import personas
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
NONE = ["none"]


@pytest.fixture
def reviewing(tablet: Tablet) -> Tablet:
    """A client on the review page, who has said all there is to say."""
    tablet.is_at("review", **MAYA)
    return tablet


def test_every_step_can_be_changed_from_the_review_and_leads_back(tablet: Tablet):
    tablet.starts()
    tablet.walks(MAYA, until="review")
    offered = {go.partition(":")[2] for go in tablet.page.buttons if go.startswith("change:")}
    walked = {step for step, _ in tablet.seen} - {"", "welcome", "review"}
    assert offered == walked | set(TOGETHER)
    for step in sorted(offered):
        assert tablet.changes(step).step == TOGETHER.get(step, step)
        assert tablet.presses("next").step == "review", step


def test_a_change_is_kept_and_shown(reviewing: Tablet):
    reviewing.changes("touch")
    reviewing.answers("touch", pressure="p3_medium")
    assert reviewing.step == "review"
    assert "Medium" in reviewing.page.words
    assert reviewing.draft.answers["pressure"] == "p3_medium"


def test_a_change_that_opens_further_steps_goes_through_those_and_comes_back(reviewing: Tablet):
    reviewing.changes("reason")
    reviewing.answers("reason", goals=["stress", "pain"], main_goal="pain")
    assert reviewing.step == "story", "pain opens the story"
    reviewing.answers("story", complaint_onset="weeks", pain_now=4)
    assert reviewing.step == "review"


def test_a_change_of_age_asks_the_grown_up(reviewing: Tablet):
    reviewing.changes("about_you")
    reviewing.answers("about_you", birth_date="2012-05-14")
    assert reviewing.step == "guardian"
    reviewing.presses("skip", own_say="yes")
    assert reviewing.step == "agree", "a grown-up's card is open now"
    reviewing.answers("agree", consent_guardian="agree")
    assert reviewing.step == "review"


def test_a_change_that_opens_questions_of_its_own_step_shows_them_first(reviewing: Tablet):
    reviewing.changes("today_check")
    reviewing.answers("today_check", pregnancy="yes")
    assert reviewing.step == "today_check"
    assert not reviewing.page.summary
    reviewing.answers("today_check", pregnancy_weeks="w14_27", pregnancy_signs=NONE)
    assert reviewing.step == "review"


def test_a_change_to_a_warning_sign_tells_the_desk_before_it_comes_back(reviewing: Tablet):
    reviewing.changes("today_check")
    reviewing.answers("today_check", warning_signs=["chest_breath"])
    assert reviewing.step == "tell_desk"
    reviewing.has_told_the_desk()
    assert reviewing.step == "review"


def test_going_back_from_a_change_leaves_the_change(reviewing: Tablet):
    reviewing.changes("draping")
    reviewing.goes_back()
    assert reviewing.step == "experience"
    reviewing.walks(MAYA)
    assert not reviewing.step


def test_wanting_to_change_something_shows_the_page_again_with_its_links(reviewing: Tablet):
    reviewing.answers("review", review_ok="change")
    assert reviewing.step == "review"
    assert not reviewing.page.summary
    assert "Change" in reviewing.page.notes[0]
    assert not reviewing.page.picked("review_ok")
    reviewing.answers("review", review_ok="yes")
    assert reviewing.step == "sign"


def test_a_change_asked_for_with_the_question_answered_still_comes_back(reviewing: Tablet):
    reviewing.presses("change:life", review_ok="yes")
    assert reviewing.step == "life"
    reviewing.presses("next")
    assert reviewing.step == "review"


@pytest.mark.parametrize("step", ["story", "guardian", "hello_again", "nowhere", ""])
def test_a_step_that_is_not_on_the_path_cannot_be_changed_to(reviewing: Tablet, step: str):
    assert reviewing.sends(reviewing.fills(f"change:{step}")).status_code == 400
    assert reviewing.opens().step == "review"


def test_only_the_review_page_changes_to_other_steps(tablet: Tablet):
    tablet.is_at("about_you")
    assert tablet.sends(tablet.fills("change:sign")).status_code == 400
    assert tablet.opens().step == "about_you"


def test_the_review_links_to_what_was_skipped(tablet: Tablet):
    tablet.starts()
    said = {key: answer for key, answer in MAYA.items() if key != "pressure"}
    tablet.walks(said, until="touch")
    tablet.presses("skip", positions_ok=said["positions_ok"], scent=said["scent"])
    tablet.walks(said, until="review")
    line, row = tablet.page.tree.xpath("//*[@class='missing']")
    assert row.findtext("dt") == "How firm?"
    for missing in (line, row):
        assert "not answered" in missing.text_content()
        assert missing.find(".//button").get("value") == "change:touch"

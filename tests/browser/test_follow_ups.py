"""Follow-ups on the tap: under what opened them, in view, without a post, and gone with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tablets
from tests.browser.looking import axe_says, does_not_fit
from tests.browser.tablet import WIRED, Tablet

pytestmark = pytest.mark.browser

ORDER = """() => [...document.querySelectorAll("#page fieldset[id], #page .field > .input")]
    .map(one => one.id)"""
IN_VIEW = """key => {
    const {top, bottom} = document.querySelector(`[data-asked="${key}"]`).getBoundingClientRect();
    return top >= 0 && bottom <= document.querySelector(".bar").getBoundingClientRect().top;
}"""


def order(page: Page) -> list[str]:
    found: list[str] = page.evaluate(ORDER)
    return found


def comes_to(tablet: Tablet, step: str, **answers: object) -> list[str]:
    """Come to a step; whatever is posted from there on."""
    tablet.comes_to(step, answers)
    tablet.sees(WIRED)
    posts: list[str] = []
    tablet.page.on("request", lambda r: posts.append(r.url) if r.method == "POST" else None)
    return posts


def test_a_tap_opens_a_question_under_its_opener_in_view_and_without_a_post(tablet: Tablet):
    posts = comes_to(tablet, "medicines")
    tablet.picks("allergies", "nuts")
    assert order(tablet.page)[1:] == ["allergies", "allergy_reaction"]
    assert tablet.page.evaluate(IN_VIEW, "allergy_reaction")
    expect(tablet.page.locator("#allergy_reaction input").first).to_be_focused()
    tablet.picks("allergy_reaction", "breathing")
    assert order(tablet.page)[2:] == ["allergy_reaction", "rescue_items"], "one opens another"
    tablet.picks("allergies", "other")
    tablet.types("allergy_note", "Wool")
    opened = ["allergies", "allergy_note", "allergy_reaction", "rescue_items"]
    assert order(tablet.page)[1:] == opened
    tablet.picks("allergies", "none")
    assert order(tablet.page)[1:] == ["allergies"], "none of it is asked any more"
    tablet.picks("allergies", "other")
    assert tablet.page.input_value("#allergy_note") == "Wool", "held until the page goes"
    assert order(tablet.page)[1:] == opened
    assert posts == []


def test_next_asks_for_what_is_needed_and_does_not_come_back_for_the_rest(tablet: Tablet):
    posts = comes_to(tablet, "medicines")
    tablet.picks("medicine_kinds", "insulin")
    tablet.picks("allergies", "latex")
    tablet.touches('.bar button[value="next"]')
    expect(tablet.page.locator("#errors a")).to_have_attribute("href", "#allergy_reaction")
    tablet.forgives("422")
    assert order(tablet.page)[1:] == ["medicine_names", "allergies", "allergy_reaction"]
    tablet.sees(WIRED)
    tablet.picks("allergy_reaction", "skin")
    tablet.goes()
    assert tablet.step != "medicines", "the names of medicines were seen, and left out"
    assert len(posts) == 2


@pytest.mark.parametrize("before", [{}, {"goals": ["pain", "sleep"], "main_goal": "sleep"}])
def test_the_choices_of_a_follow_up_follow_what_is_picked(
    before: dict[str, object], tablet: Tablet
):
    comes_to(tablet, "reason", **before)
    for goal in ("pain", "sleep", "stress"):
        tablet.picks("goals", goal)
    offered = tablet.page.locator("#main_goal label:visible input")
    assert set(offered.evaluate_all("all => all.map(one => one.value)")) == {
        "pain",
        "sleep",
        "stress",
    }
    tablet.picks("main_goal", "sleep")
    tablet.page.locator('input[name="goals"][value="stress"]').uncheck(force=True)
    assert offered.count() == 2
    expect(tablet.page.locator("#main_goal :checked")).to_have_value("sleep")
    tablet.page.locator('input[name="goals"][value="sleep"]').uncheck(force=True)
    expect(tablet.page.locator("#main_goal")).to_have_count(0)


def test_whoever_moves_through_choices_by_key_keeps_the_focus_and_is_told(tablet: Tablet):
    comes_to(tablet, "experience")
    first = tablet.page.locator('#massage_before input[value="never"]')
    first.focus()
    tablet.page.keyboard.press("Space")
    tablet.page.keyboard.press("ArrowDown")
    expect(tablet.page.locator("#massage_before :checked")).to_be_focused()
    expect(tablet.page.locator("#after_effects")).to_be_visible()
    expect(tablet.page.locator("#opened")).to_have_text("One more question has opened below.")


def test_typing_opens_what_it_asks_for_and_is_not_disturbed(tablet: Tablet):
    comes_to(tablet, "story", goals=["pain"])
    tablet.touches("details.more > summary")
    tablet.page.locator("#hard_activity").focus()
    tablet.page.keyboard.type("Stairs")
    expect(tablet.page.locator("#hard_activity")).to_be_focused()
    asked = order(tablet.page)
    assert asked[asked.index("hard_activity") + 1] == "hard_activity_now"


def test_what_was_said_before_a_question_closed_is_there_when_it_opens_again(tablet: Tablet):
    comes_to(tablet, "today_check", pregnancy="no", pregnancy_weeks="w14_27")
    tablet.picks("pregnancy", "yes")
    expect(tablet.page.locator("#pregnancy_weeks :checked")).to_have_value("w14_27")


def test_before_the_questions_have_come_the_server_asks_them(tablets: Tablets):
    tablet = tablets()
    tablet.page.route("**/follow-ups/**", lambda route: None)
    tablet.comes_to("experience")
    tablet.picks("massage_before", "few")
    tablet.goes()
    expect(tablet.page.locator("#after_effects-n")).to_be_visible()
    expect(tablet.page.locator("#after_effects input").first).to_be_focused()


@pytest.mark.parametrize(
    "look",
    [
        {"theme": "bold", "text": "200"},
        *(pytest.param(look, marks=pytest.mark.torture) for look in ({}, {"theme": "dark"})),
    ],
)
def test_an_opened_question_is_as_good_to_read_as_any(look: dict[str, str], tablet: Tablet):
    tablet.comes_to("medicines", {"language": "es"}, **look)
    tablet.sees(WIRED)
    tablet.picks("medicine_kinds", "other")
    tablet.picks("allergies", "other")
    expect(tablet.page.locator("#allergy_reaction")).to_be_visible()
    assert axe_says(tablet.page) + does_not_fit(tablet.page) == []

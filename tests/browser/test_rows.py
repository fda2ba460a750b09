"""Health by touch: one tap a group where there is nothing, and choices that open on a yes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.catalogue import CATALOGUE
from kiosk.languages import LANGUAGES
from kiosk.store.intakes import intakes
from tests.browser import looking
from tests.browser.conftest import Tablets
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

HEALTH = CATALOGUE.step("health").questions
WELL = {
    q.key: "never" if q.key == "cancer" else ["none"] for q in HEALTH if q.required and not q.when
}
SCREENS = """() => document.documentElement.scrollHeight / innerHeight"""
YES = "#nerves_head label:has(> [data-yes])"
NONE = '#nerves_head label:has(> [value="none"])'
MIGRAINE = '[value="migraine"]'


def kept(tablet: Tablet) -> dict[str, Any]:
    with tablet.clinic.store.reading() as tx:
        said: dict[str, Any] = intakes.find(tx, tablet.intake_id).draft["answers"]
    return said


# Spanish has the longer words.
EACH = [pytest.param(each, marks=() if each == "es" else pytest.mark.torture) for each in LANGUAGES]


@pytest.mark.parametrize("language", EACH)
def test_whoever_is_well_taps_seven_times_on_a_screen_and_a_half(tablet: Tablet, language: str):
    tablet.page.set_viewport_size({"width": 1280, "height": 800})
    tablet.comes_to("health", {"language": language})
    assert tablet.page.evaluate(SCREENS) <= 1.6
    assert looking.axe_says(tablet.page) == []
    tablet.answers("health", WELL)
    assert tablet.taps == 7
    tablet.goes()
    assert tablet.step == "medicines"


def test_a_yes_opens_its_choices_without_a_post_and_a_no_puts_them_away(tablet: Tablet):
    tablet.comes_to("health", WELL)
    sent: list[str] = []
    tablet.page.on("request", lambda request: sent.append(request.method))
    chips = tablet.page.locator("#nerves_head .chips")
    expect(chips).to_be_hidden()
    tablet.touches(YES)
    expect(chips).to_be_visible()
    tablet.touches(f"#nerves_head label:has(> {MIGRAINE})")
    assert looking.axe_says(tablet.page) == []
    assert looking.does_not_fit(tablet.page) == []
    tablet.touches(NONE)
    expect(chips).to_be_hidden()
    tablet.touches(YES)
    expect(tablet.page.locator(MIGRAINE)).to_be_checked()
    assert "POST" not in sent
    tablet.touches(NONE)
    tablet.goes()
    said = kept(tablet)
    assert said["nerves_head"] == ["none"], "what was ticked before a no is not sent"


def test_a_yes_that_says_no_more_is_told_what_to_do(tablet: Tablet):
    tablet.comes_to("health", WELL)
    tablet.touches(YES)
    tablet.touches("#page button[value=next]")
    expect(tablet.page.locator("#errors")).to_be_focused()
    expect(tablet.page.locator("#nerves_head .msg")).to_be_visible()
    expect(tablet.page.locator("#nerves_head .chips")).to_be_visible()
    assert looking.axe_says(tablet.page) == []
    tablet.forgives("422")


def test_without_script_a_yes_opens_with_the_step_s_own_post(tablets: Tablets):
    tablet = tablets(java_script_enabled=False)
    tablet.comes_to("health")
    tablet.answers("health", {**WELL, "nerves_head": ["migraine"], "inside": ["hernia"]})
    tablet.goes()
    assert tablet.step == "medicines"
    said = kept(tablet)
    assert (said["nerves_head"], said["inside"]) == (["migraine"], ["hernia"])
    assert said["devices"] == ["none"]


def test_a_row_is_answered_by_keyboard_alone(tablet: Tablet):
    tablet.comes_to("health")
    page = tablet.page
    page.locator('#heart_blood [value="none"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#heart_blood .chips")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator('#heart_blood [value="bp_controlled"]')).to_be_checked()

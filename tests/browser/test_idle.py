"""A tablet that lies about in a browser: asked after, extended, locked; with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from kiosk.store.intakes import intakes
from kiosk.store.intakes.drafts import Intake
from tests.browser.conftest import Tablets
from tests.browser.looking import axe_says
from tests.browser.personas import persona
from tests.browser.residue import shows
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

CANARY = "Kestrel"
MINUTE = 60_000
SAID = {key: answer for key, answer in persona("p1").items() if key != "good_visit"}


@pytest.fixture
def lying(tablets: Tablets) -> Tablet:
    """A tablet with words that were typed and not sent, whose browser has a clock to turn."""
    tablet = tablets()
    tablet.page.clock.install()
    types_and_leaves(tablet)
    return tablet


def types_and_leaves(tablet: Tablet) -> None:
    tablet.comes_to("reason", SAID)
    tablet.touches("details.more > summary")
    tablet.types("good_visit", CANARY)


def kept(tablet: Tablet, intake_id: str) -> Intake:
    with tablet.clinic.store.reading() as tx:
        return intakes.find(tx, intake_id)


def dialog_is_there(page: Page) -> bool:
    return page.locator("#idle[open]").count() > 0


def test_after_two_quiet_minutes_a_dialog_asks_and_is_announced(lying: Tablet):
    page = lying.page
    page.clock.fast_forward(2 * MINUTE - 2_000)
    assert not dialog_is_there(page)
    page.clock.fast_forward(2_000)
    expect(page.locator("#idle")).to_be_visible()
    expect(page.locator("#idle")).to_match_aria_snapshot("""
      - alertdialog "Are you still there?":
        - heading "Are you still there?"
        - paragraph: We will hide your answers soon to keep them private.
        - paragraph:
          - button "I am here"
    """)
    expect(page.locator("#idle")).to_have_accessible_description(
        "We will hide your answers soon to keep them private."
    )
    expect(page.locator("#idle button")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#idle, body') !== null")
        assert not page.evaluate("Boolean(document.activeElement.closest('main, header'))")
    assert page.evaluate("getComputedStyle(idle, '::backdrop').opacity") == "0.98"
    assert axe_says(page) == []


@pytest.mark.parametrize("times", [1, pytest.param(4, marks=pytest.mark.torture)])
def test_an_answer_brings_everything_back_as_often_as_one_likes(lying: Tablet, times: int):
    page = lying.page
    for answer in ("a tap", "Enter", "Escape", "a tap") * times:
        page.clock.fast_forward(2 * MINUTE + 30_000)
        expect(page.locator("#idle")).to_be_visible()
        with page.expect_response("**/i/*") as heard:
            if answer == "a tap":
                lying.touches("#idle button")
            else:
                page.keyboard.press(answer)
        assert heard.value.status == 204
        assert heard.value.request.post_data_json["go"] == "here"
        expect(page.locator("#idle")).to_be_hidden()
    assert page.locator("#good_visit").input_value() == CANARY
    expect(page.locator("#good_visit")).to_be_focused()
    lying.goes("stop")
    assert lying.step == "stop"


def test_the_server_hears_of_life_every_thirty_seconds_at_most(lying: Tablet):
    page = lying.page
    told: list[str] = []

    def listens(request: Request) -> None:
        if request.method == "POST":
            told.append(request.post_data or "")

    page.on("request", listens)
    for _ in range(24):
        page.clock.run_for(10_000)
        page.keyboard.insert_text("x")
    assert not dialog_is_there(page)
    assert 6 <= len(told) <= 9
    assert all("go=here" in sent and "rev=" not in sent for sent in told)


def test_without_an_answer_the_tablet_shows_welcome_and_what_was_typed_is_kept(lying: Tablet):
    page, here = lying.page, lying.intake_id
    page.clock.fast_forward(2 * MINUTE + 1_000)
    expect(page.locator("#idle")).to_be_visible()
    page.clock.fast_forward(MINUTE)
    page.wait_for_url("**/?kept=all")
    expect(page.locator("h1")).to_have_text("Welcome")
    expect(page.locator(".note")).to_contain_text("Your answers are hidden and kept for 30 minutes")
    assert axe_says(page) == []
    locked = kept(lying, here)
    assert locked.state == "parked"
    assert locked.draft["answers"]["good_visit"] == CANARY
    page.clock.fast_forward(6 * MINUTE)
    page.wait_for_url(lying.clinic.address + "/")
    expect(page.locator(".note")).to_have_count(0)


def test_what_staff_give_back_does_not_come_under_a_finger_that_types_a_code(lying: Tablet):
    page, here = lying.page, lying.intake_id
    page.clock.fast_forward(2 * MINUTE + MINUTE)
    page.wait_for_url("**/?kept=all")
    with lying.clinic.store.writing() as tx:
        tablet = intakes.find(tx, here).tablet_id
        intakes.give_back(tx, here, tablet, "desk")
    lying.touches('a[href^="/code"]')
    lying.touches('[data-key="K"]')
    page.clock.run_for(10_000)
    expect(page.locator("#code")).to_have_value("K")
    lying.opens()
    lying.touches("button[value=resume]")
    page.wait_for_url(f"**/i/{here}")
    assert page.locator("#good_visit").input_value() == CANARY


def test_welcome_finds_by_itself_what_staff_gave_back(lying: Tablet):
    page, here = lying.page, lying.intake_id
    page.clock.fast_forward(2 * MINUTE + MINUTE)
    page.wait_for_url("**/?kept=all")
    with lying.clinic.store.writing() as tx:
        intakes.give_back(tx, here, intakes.find(tx, here).tablet_id, "desk")
    page.clock.run_for(10_000)
    expect(page.locator("h1")).to_have_text("Your answers are here")


def test_a_tablet_that_slept_through_it_locks_as_it_wakes(lying: Tablet):
    lying.page.clock.fast_forward("08:00:00")
    lying.page.wait_for_url("**/?kept=all")
    assert not shows(lying, CANARY)


def test_a_tablet_whose_clock_is_set_back_asks_and_locks_as_ever(lying: Tablet):
    page = lying.page
    page.clock.set_system_time("2020-01-01T12:00:00Z")
    page.clock.run_for(2 * MINUTE + 1_000)
    expect(page.locator("#idle")).to_be_visible()
    page.clock.run_for(MINUTE)
    expect(page).to_have_url(f"{lying.clinic.address}/?kept=all")
    assert not shows(lying, CANARY)


def test_with_the_server_away_the_page_is_hidden_all_the_same(lying: Tablet):
    page = lying.page
    here = lying.intake_id
    page.context.set_offline(True)
    page.clock.fast_forward(2 * MINUTE)
    page.clock.fast_forward(MINUTE + 1_000)
    expect(page.locator("#idle")).to_have_class("locked")
    for key in ("Escape", "Escape", "Enter", "Tab"):
        page.keyboard.press(key)
        page.clock.run_for(1_000)
    assert dialog_is_there(page)
    assert page.evaluate("getComputedStyle(idle, '::backdrop').opacity") == "1"
    expect(page.locator("#idle button")).to_be_hidden()
    page.context.set_offline(False)
    page.clock.run_for(2_000)
    page.wait_for_url("**/?kept=all")
    assert kept(lying, here).draft["answers"]["good_visit"] == CANARY
    lying.forgives("ERR_INTERNET_DISCONNECTED")


def test_a_tablet_that_looks_away_covers_the_page_and_still_locks(lying: Tablet):
    page = lying.page
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    expect(page.locator("#cover")).to_be_visible()
    assert page.evaluate("document.elementFromPoint(200, 300).closest('#cover') !== null")
    lying.touches("#cover a")
    expect(page.locator("#cover")).to_be_hidden()
    assert page.locator("#good_visit").input_value() == CANARY
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(2 * MINUTE)
    expect(page.locator("#idle")).to_be_visible()
    page.clock.fast_forward(MINUTE)
    page.wait_for_url("**/?kept=all")

"""A page of the staff whose sign-in has ended shows nobody what it showed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.store.access import staff
from kiosk.usecases import treat_client as room
from tests.browser.chromium import cookie
from tests.browser.clinic import MORNING, Clinic
from tests.browser.personas import persona
from tests.builders.clinic import PASSWORD
from tests.patience import until

pytestmark = pytest.mark.browser

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}


@pytest.mark.parametrize("ended", ["role taken", "somebody else"])
def test_a_page_leaves_the_screen_when_its_sign_in_ends_elsewhere(
    clinic: Clinic, staff_page: Callable[..., Page], ended: str
):
    page = staff_page()
    page.clock.install(time=MORNING)
    page.goto(page.url.replace("/staff/", "/staff/me"))
    heading = page.get_by_role("heading", name="My account")
    page.clock.run_for(6_000)
    expect(heading).to_be_visible()
    if ended == "role taken":
        with clinic.store.writing() as tx:
            meis = [each for each in staff.everyone(tx) if each.name.startswith("Mei ")]
            who = max(meis, key=lambda each: int(each.name.partition(" ")[2]))
            staff.add(tx, f"Another than {who.name}", PASSWORD, ["admin"], "setup")
            staff.set_roles(tx, who.id, ["desk"], "setup")
    else:
        page.context.add_cookies([cookie(clinic.address, "staff", clinic.signed_in())])
    page.clock.run_for(6_000)
    expect(heading).to_have_count(0)


COUNTS_WHAT_IS_ASKED = """
window.asked = window.answered = 0;
const asks = window.fetch;
window.fetch = async (...words) => {
  if (!String(words[0]).includes("/staff/still")) return asks(...words);
  window.asked += 1;
  return asks(...words).finally(() => { window.answered += 1; });
};
"""
"""An answer on the wire is not yet one that the page knows of: were time to run on between the two,
its sign-in would have ended."""


def knows_all_answers(page: Page) -> None:
    """Waits until the page has asked whether its sign-in lasts, and nothing is under way."""
    until(lambda: page.evaluate("asked > 0 && answered === asked"))


def test_the_room_card_stays_while_its_session_may_last_and_no_longer(
    clinic: Clinic, staff_page: Callable[..., Page]
):
    page, kept = staff_page(), clinic.signs(clinic.paired(), {**persona("p6"), **SIGNED})
    with clinic.store.reading() as tx:
        mei = next(each for each in staff.everyone(tx) if "therapist" in each.roles)
    room.start(clinic.store, mei, kept)
    page.add_init_script(COUNTS_WHAT_IS_ASKED)
    page.clock.install(time=MORNING)
    page.goto(f"{clinic.address}/staff/intakes/{kept}/session/room")
    knows_all_answers(page)
    looks: list[str] = []
    page.on("request", lambda asked: looks.append(asked.url))
    page.clock.pause_at(MORNING + timedelta(minutes=2))
    knows_all_answers(page)
    card = page.locator("body.room")
    for turn in range(14):
        expect(card).to_be_visible()
        with page.expect_request(lambda asked: "/staff/still" in asked.url) as asked:
            page.clock.fast_forward(9 * 60_000)
        knows_all_answers(page)
        assert "by_itself" not in asked.value.url or turn >= 13
    assert sum(url.endswith("/session/room") for url in looks) > 1, "how long it has been, anew"
    page.clock.fast_forward(11 * 60_000)
    expect(card).to_have_count(0)


@pytest.mark.parametrize("network", ["there", "away"])
def test_a_page_leaves_the_screen_after_ten_minutes(staff_page: Callable[..., Page], network: str):
    page = staff_page()
    page.clock.install(time=MORNING)
    page.goto(page.url.replace("/staff/", "/staff/me"))
    heading = page.get_by_role("heading", name="My account")
    page.clock.pause_at(MORNING + timedelta(minutes=9, seconds=50))
    expect(heading).to_be_visible()
    page.context.set_offline(network == "away")
    page.clock.run_for(15_000)
    expect(heading).to_have_count(0)


RENEWED = re.compile(r"/staff/still(?!.*by_itself)")
"""Asked by a hand, and not by the page itself as it does every few seconds."""


def test_a_minute_before_it_asks_and_one_tap_keeps_what_was_typed(staff_page: Callable[..., Page]):
    page = staff_page()
    page.clock.install(time=MORNING)
    page.goto(page.url.replace("/staff/", "/staff/clients"))
    typed = page.get_by_role("searchbox").or_(page.locator("main input[name=name]")).first
    typed.fill("Leila")
    page.clock.pause_at(MORNING + timedelta(minutes=9, seconds=20))
    page.clock.run_for(6_000)
    asked = page.get_by_role("alertdialog", name="Are you still there?")
    expect(asked).to_be_visible()
    expect(asked).to_have_accessible_description(re.compile("closes in a minute"))
    with page.expect_response(RENEWED):
        page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    page.clock.run_for(8 * 60_000)
    expect(typed).to_have_value("Leila")
    page.clock.run_for(3 * 60_000)
    expect(typed).to_have_count(0)

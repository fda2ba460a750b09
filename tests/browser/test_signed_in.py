"""A page of the staff whose sign-in has ended shows nobody what it showed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.store.access import staff
from tests.browser.chromium import cookie
from tests.browser.clinic import MORNING, Clinic
from tests.builders.clinic import PASSWORD

pytestmark = pytest.mark.browser


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

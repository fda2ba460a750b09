"""A page of the staff whose sign-in has ended shows nobody what it showed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import MORNING

pytestmark = pytest.mark.browser


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

"""A connection that comes and goes, and fingers that tap twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.personas import persona
from tests.browser.tablet import FIELD, Tablet

pytestmark = pytest.mark.browser


@pytest.fixture
def filled_in(tablet: Tablet) -> Tablet:
    """About you, filled in and not sent."""
    tablet.comes_to("about_you")
    tablet.answers_here(persona("p1"))
    return tablet


def test_what_was_typed_stays_while_the_connection_is_cut_and_goes_out_when_it_is_back(
    filled_in: Tablet,
):
    page = filled_in.page
    page.context.set_offline(True)
    filled_in.touches("#page button[value=next]")
    expect(page.locator("#unsaved")).to_be_visible()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet")
    assert page.locator("#full_name").input_value() == "Maya Lindqvist"
    assert filled_in.step == "about_you"
    page.context.set_offline(False)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert filled_in.step == "reason"
    filled_in.forgives("ERR_INTERNET_DISCONNECTED", "Failed to fetch")


def test_a_reply_that_was_lost_is_asked_for_again_and_the_step_is_made_once(filled_in: Tablet):
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort("connectionreset")

    filled_in.page.route("**/i/*", lose_the_first)
    filled_in.touches("#page button[value=next]")
    expect(filled_in.page.locator("#unsaved")).to_be_visible()
    expect(filled_in.page.locator("#unsaved")).to_be_hidden()
    assert lost == [200]
    assert filled_in.step == "reason"
    filled_in.forgives("ERR_CONNECTION_RESET", "Failed to fetch")


def test_a_double_tap_makes_one_step(filled_in: Tablet):
    rev = int(filled_in.sees(FIELD, "rev"))
    held: list[Route] = []
    both_are_made = False
    filled_in.page.route(
        "**/i/*", lambda route: route.continue_() if both_are_made else held.append(route)
    )
    filled_in.touches("#page button[value=next]")
    filled_in.touches("#page button[value=next]")
    both_are_made = True
    assert len([each for each in held if "rev=" in (each.request.post_data or "")]) == 1
    for route in held:
        route.continue_()
    expect(filled_in.page.locator("h1")).to_have_text("Why you are here")
    assert filled_in.step == "reason"
    assert int(filled_in.sees(FIELD, "rev")) == rev + 1

"""A client with a keyboard: focus is where the page begins, Enter means Next."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const at = document.activeElement, face = at.nextElementSibling;
    const drawn = one => one && parseFloat(getComputedStyle(one).outlineWidth) >= 3
        && getComputedStyle(one).outlineStyle !== "none";
    const region = at.matches(".region") && parseFloat(getComputedStyle(at).strokeWidth) >= 7;
    return {name: (at.name || at.id || at.className.baseVal || at.tagName).trim(),
            value: at.value ?? "", visible: Boolean(drawn(at) || drawn(face) || region)};
}"""


def presses(tablet: Tablet, *keys: str) -> None:
    for key in keys:
        tablet.page.keyboard.press(key)


def tabs_to(tablet: Tablet, name: str, value: str = "") -> None:
    """Press Tab until this field or button has the focus; every stop on the way shows itself."""
    for _ in range(60):
        presses(tablet, "Tab")
        focused = tablet.page.evaluate(FOCUSED)
        assert focused["visible"], focused
        if focused["name"] == name and value in ("", focused["value"]):
            return
    raise AssertionError(f"Tab never came to {name}")


def test_a_client_goes_from_welcome_to_the_second_step_by_keyboard_alone(tablet: Tablet):
    tablet.opens()
    tabs_to(tablet, "language", "en")
    presses(tablet, "Enter")
    heading = tablet.page.locator("h1")
    expect(heading).to_have_text("About you")
    expect(heading).to_be_focused()
    tabs_to(tablet, "filling_for")
    presses(tablet, "Space")
    for name, words in {"full_name": "Ines Castle", "phone": "555-0199"}.items():
        tabs_to(tablet, name)
        tablet.page.keyboard.type(words)
    presses(tablet, "Enter")

    summary = tablet.page.locator("#errors")
    expect(summary).to_be_focused()
    assert tablet.page.title().startswith("Error: About you")
    presses(tablet, "Tab", "Enter")
    expect(tablet.page.locator("#birth_date-day")).to_be_focused()
    for part in ("1", "2", "1990"):
        tablet.page.keyboard.type(part)
        presses(tablet, "Tab")
    presses(tablet, "Shift+Tab", "Enter")
    expect(heading).to_have_text("Why you are here")
    expect(heading).to_be_focused()
    tablet.forgives("422")


def test_every_stop_of_the_body_map_shows_itself(tablet: Tablet):
    tablet.comes_to("body_map")
    tabs_to(tablet, "region")
    presses(tablet, "Enter")
    assert tablet.page.evaluate(FOCUSED)["name"].startswith("body_marks-")
    presses(tablet, "Space")
    assert tablet.page.locator(".region.work").count() == 1


def test_hide_screen_hides_the_answers_from_the_keyboard_too(tablet: Tablet):
    tablet.comes_to("about_you", {"full_name": "Ines Castle"})
    tablet.touches('a[href="#cover"]')
    expect(tablet.page.locator("#cover")).to_be_visible()
    expect(tablet.page.locator("#cover a")).to_be_focused()
    presses(tablet, "Tab", "Tab")
    assert not tablet.page.evaluate(
        "document.querySelector('main').contains(document.activeElement)"
    )
    tablet.touches("#cover a")
    expect(tablet.page.locator("#cover")).to_be_hidden()
    assert tablet.addresses_kept.count(tablet.path) == 1

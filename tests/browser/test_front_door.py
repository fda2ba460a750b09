"""The front door in a browser: it fills every screen, rests when nobody is there, and has a pad."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from playwright.sync_api import expect

from kiosk.languages import LANGUAGES
from kiosk.store.intakes import calls
from kiosk.store.intakes.arrival_codes import LETTERS
from tests.browser import looking
from tests.browser.conftest import Tablets
from tests.browser.tablet import Tablet
from tests.spoken import QUICK

pytestmark = pytest.mark.browser

SCREENS = ((1280, 800), (1024, 768), (820, 1180), (390, 844))

# What of the page is below the screen, or under the bar.
OUT_OF_SIGHT = """() => {
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const parts = [...document.querySelectorAll("main :is(button, a, p, h1):not(.quiet)")];
    const low = part => part.closest(".bar") ? innerHeight : bar.top;
    return parts.filter(part => part.getBoundingClientRect().bottom > low(part) + 1)
        .map(part => part.textContent.trim());
}"""

DIM = "Number(getComputedStyle(document.body, '::after').opacity)"
AT = "new DOMMatrix(getComputedStyle(document.querySelector('.page > *')).transform).e"

# Nobody has been there for so many milliseconds.
QUIET = """ms => document.getAnimations().forEach(each => {
    each.pause();
    each.currentTime = ms;
})"""


IN_TURN = [*zip(SCREENS, cycle(QUICK), strict=False)]
ALL_OTHERS = [
    pytest.param(*way, marks=pytest.mark.torture)
    for way in product(SCREENS, LANGUAGES)
    if way not in IN_TURN
]


@pytest.mark.parametrize(("screen", "language"), [*IN_TURN, *ALL_OTHERS])
def test_the_front_door_fills_the_screen_and_nothing_of_it_is_out_of_sight(
    tablet: Tablet, screen: tuple[int, int], language: str
):
    tablet.page.set_viewport_size({"width": screen[0], "height": screen[1]})
    for address in ("/", "/code"):
        tablet.opens(f"{address}?language={language}")
        assert tablet.page.evaluate(OUT_OF_SIGHT) == []
        assert tablet.page.evaluate("document.documentElement.scrollHeight") == screen[1]
        assert looking.does_not_fit(tablet.page) == []


def test_one_touch_begins_and_needs_act_on_the_next_page_at_once(tablet: Tablet):
    tablet.opens()
    tablet.touches("button[value=es]")
    assert (tablet.step, tablet.taps) == ("about_you", 1)
    html = tablet.page.locator("html")
    expect(html).to_have_attribute("lang", "es")
    tablet.types("full_name", "Ines Castle")
    tablet.goes("need:big_text")
    expect(html).to_have_attribute("data-text", "l")
    tablet.goes("need:high_contrast")
    expect(html).to_have_attribute("data-theme", "contrast")
    expect(tablet.page.locator("#full_name")).to_have_value("Ines Castle")
    tablet.goes("need:big_text")
    assert html.get_attribute("data-text") is None
    tablet.goes("need:someone_to_help")
    expect(tablet.page.locator(".note")).to_be_visible()
    with tablet.clinic.store.reading() as tx:
        mine = [each for each in calls.open_calls(tx) if each.intake_id == tablet.intake_id]
    assert [(each.kind, each.first_name) for each in mine] == [("person", "Ines C.")]


def test_the_pad_has_every_sign_and_takes_the_last_one_back(tablet: Tablet):
    tablet.opens("/code")
    for sign in LETTERS:
        tablet.touches(f'[data-key="{sign}"]')
    field = tablet.page.locator("#code")
    expect(field).to_have_value(LETTERS)
    tablet.touches('[data-key=""]')
    expect(field).to_have_value(LETTERS[:-1])
    assert field.evaluate("field => field.inputMode") == "none", "no keyboard covers the pad"


def test_whoever_taps_the_pad_without_seeing_it_hears_the_code_so_far(tablet: Tablet):
    tablet.opens("/code")
    heard = tablet.page.locator(".door [role=status]")
    expect(heard).to_have_text("")
    for sign in LETTERS[:3]:
        tablet.touches(f'[data-key="{sign}"]')
    expect(heard).to_have_text(" ".join(LETTERS[:3]))
    tablet.touches('[data-key=""]')
    expect(heard).to_have_text(" ".join(LETTERS[:2]))
    assert looking.axe_says(tablet.page) == []


def test_without_script_the_pad_is_away_and_the_code_is_typed(tablets: Tablets):
    tablet = tablets(java_script_enabled=False)
    tablet.opens("/code")
    expect(tablet.page.locator(".keys")).to_be_hidden()
    tablet.types("code", "KKK 333")
    tablet.touches('.bar button[value="start"]')
    expect(tablet.page.locator("#errors")).to_be_visible()
    tablet.forgives("422")


@pytest.mark.parametrize(("motion", "wanders"), [("no-preference", True), ("reduce", False)])
def test_when_nobody_is_there_it_dims_and_wanders_and_a_touch_wakes_it(
    tablets: Tablets, motion: str, *, wanders: bool
):
    tablet = tablets(reduced_motion=motion)
    tablet.opens()
    page = tablet.page
    page.evaluate(QUIET, 59_000)
    assert (page.evaluate(DIM), page.evaluate(AT)) == (0, 0)
    page.evaluate(QUIET, 60_000 + 48_000)
    assert page.evaluate(DIM) == 0.5
    assert bool(page.evaluate(AT)) is wanders
    assert looking.does_not_fit(page) == []
    tablet.taps_at(5, 300)
    assert (page.evaluate(DIM), page.evaluate(AT)) == (0, 0)


def test_a_code_that_was_typed_and_left_is_taken_away(tablet: Tablet):
    tablet.page.clock.install()
    tablet.opens("/code")
    tablet.touches('[data-key="K"]')
    tablet.page.clock.fast_forward(119_000)
    expect(tablet.page.locator("#code")).to_have_value("K")
    tablet.page.clock.fast_forward(2_000)
    tablet.page.wait_for_url(f"{tablet.clinic.address}/")

"""A signature that is drawn: on the server at every pen lift, whatever becomes of the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.personas import persona
from tests.browser.tablet import FIELD, Tablet

pytestmark = pytest.mark.browser

FIRST, SECOND = [40, 100, 90, 30, 140, 100], [180, 40, 240, 90]
FORCED_EDGE = "() => getComputedStyle(document.querySelector('canvas.pad')).outlineStyle"


def comes_to_sign(tablet: Tablet) -> None:
    answers = {key: said for key, said in persona("p1").items() if key != "signature"}
    tablet.comes_to("sign", answers)
    tablet.sees("() => document.querySelector('[data-wired]') !== null")


def keeps(tablet: Tablet, strokes: int) -> None:
    """Wait until the clinic has so many strokes, and the page knows."""
    while tablet.clinic.drawn(tablet.intake_id) != (strokes, tablet.sees(FIELD, "rev")):
        tablet.page.wait_for_timeout(20)


def test_every_stroke_is_kept_at_pen_lift_and_a_reload_shows_it(tablet: Tablet):
    comes_to_sign(tablet)
    tablet.draws([FIRST], 320, 140)
    keeps(tablet, 1)
    tablet.draws([SECOND], 320, 140)
    keeps(tablet, 2)
    here = tablet.intake_id
    tablet.page.reload()
    tablet.sees("() => document.querySelector('[data-wired]') !== null")
    assert tablet.page.locator("#errors").count() == 0
    tablet.goes()
    tablet.page.wait_for_url("**/thanks")
    assert len(tablet.clinic.signed(here)["signature"]["strokes"]) == 2


def test_cleared_strokes_are_gone_there_too(tablet: Tablet):
    comes_to_sign(tablet)
    tablet.draws([FIRST], 320, 140)
    keeps(tablet, 1)
    tablet.touches("[data-sign] button")
    keeps(tablet, 0)


def test_who_signs_at_once_after_the_last_stroke_signs_all_of_it(tablet: Tablet):
    comes_to_sign(tablet)
    here = tablet.intake_id
    tablet.draws([FIRST, SECOND], 320, 140)
    tablet.touches('#page button[value="next"]')
    tablet.page.wait_for_url("**/thanks")
    assert len(tablet.clinic.signed(here)["signature"]["strokes"]) == 2


def test_the_pad_has_an_edge_in_forced_colours(tablets: Any):
    tablet = tablets(forced_colors="active")
    comes_to_sign(tablet)
    assert tablet.page.evaluate(FORCED_EDGE) == "solid"


def test_the_line_over_folded_agreements_says_no_for_as_long_as_it_is_so(tablet: Tablet):
    tablet.comes_to("agree")
    says_no = tablet.page.locator(".all-no")
    expect(says_no).to_be_visible()
    tablet.touches("details.more > summary")
    tablet.picks("consent_story", "yes")
    expect(says_no).to_be_hidden()
    tablet.picks("consent_story", "no")
    expect(says_no).to_be_visible()

"""Both sides of the body with one touch, and back again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

BOTH = "#row-calf_left .both"


def marks(tablet: Tablet) -> dict[str, dict[str, Any]]:
    """What the page would send, region by region."""
    sent = tablet.page.evaluate("() => [...new FormData(document.querySelector('#step-form'))]")
    found: dict[str, dict[str, Any]] = {}
    for name, value in sent:
        _, _, place = name.partition("body_marks-")
        region, _, part = place.partition("-")
        if region and value and part != "both":
            found.setdefault(region, {})[part or "mark"] = value
    return {region: said for region, said in found.items() if "mark" in said}


def drawn(tablet: Tablet, region: str) -> str | None:
    return tablet.page.get_attribute(f'.region[href="#row-{region}"]', "class")


def test_both_sides_follow_each_other_until_it_is_let_go(tablet: Tablet):
    tablet.comes_to("body_map")
    tablet.marks("calf_right", "avoid")
    tablet.marks("calf_left", "work", "tight", 4)
    tablet.touches(BOTH)
    alike = {"mark": "work", "feel": "tight", "level": "4"}
    assert marks(tablet) == {"calf_left": alike, "calf_right": alike}
    assert drawn(tablet, "calf_right") == "region work"
    tablet.picks("body_marks-calf_left-since", "weeks")
    assert marks(tablet)["calf_right"]["since"] == "weeks"
    tablet.page.locator(BOTH).click()
    assert marks(tablet)["calf_right"] == {"mark": "avoid"}, "as it was before"
    assert drawn(tablet, "calf_right") == "region avoid"


def test_both_sides_shows_ticked_where_they_are_alike(tablet: Tablet):
    alike = [{"region": f"calf_{side}", "mark": "gentle"} for side in ("left", "right")]
    tablet.comes_to("body_map", {"body_marks": alike})
    tablet.marks("calf_left", "gentle")
    assert tablet.page.is_checked(f"{BOTH} input")
    tablet.picks("body_marks-calf_left", "")
    assert marks(tablet) == {}, "taken off on both sides"

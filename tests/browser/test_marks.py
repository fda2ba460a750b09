"""Marks by touch: the whole body in sight, both sides at once, and the list of marks so far."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from kiosk.catalogue.regions import REGIONS
from tests.browser import looking
from tests.browser.chromium import TABLET
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


WINDOWS = ({"width": 1280, "height": 800}, TABLET, {"width": 820, "height": 1180})

OUTSIDE = """() => {
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const within = ({top, bottom, left, right}) => top >= 0 && bottom <= innerHeight && left >= 0
        && right <= innerWidth && (bottom <= bar.top || left >= bar.right);
    const figures = [...document.querySelectorAll(".bodymap .figure")];
    const boxes = figures.map(one => one.getBoundingClientRect());
    return [scrollY, ...boxes.filter(one => !within(one))];
}"""


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.torture)])
def test_the_whole_body_is_in_sight_and_every_place_can_be_touched(tablet: Tablet, language: str):
    """Head to foot, both figures, without scrolling, with 40 pixels at the least for a finger."""
    tablet.comes_to("body_map", {"language": language})
    for window in WINDOWS:
        tablet.page.set_viewport_size(window)
        tablet.page.wait_for_function("wide => innerWidth === wide", arg=window["width"])
        assert tablet.page.evaluate(OUTSIDE) == [0], window
        squares = looking.touch_squares(tablet.page, grid=4)  # `make audit` looks closer
        assert len(squares) == len(REGIONS)
        assert {row: side for row, side in squares.items() if side < 40} == {}, window


def so_far(tablet: Tablet) -> list[str]:
    """The list of marks as it is read."""
    lines = tablet.page.locator(".so-far li a")
    return [" ".join(words.split()) for words in lines.all_inner_texts()]


def test_the_marks_so_far_are_a_list_to_change_and_to_take_off(tablet: Tablet):
    tablet.comes_to("body_map", {"body_marks": [{"region": "abdomen", "mark": "avoid"}]})
    assert so_far(tablet) == ["Belly Please stay away"]
    tablet.marks("calf_left", "work", "tight", 4, "new")
    tablet.touches(".put-away button")
    assert so_far(tablet) == ["Belly Please stay away", "Calf (left) Work here · Tight · 4 · New"]
    tablet.touches('[data-of="calf_left"] a')
    tablet.picks("body_marks-calf_left", "gentle")
    tablet.touches(".put-away button")
    tablet.touches('[data-of="abdomen"] button')
    assert so_far(tablet) == ["Calf (left) Be gentle · Tight · 4 · New"]
    assert marks(tablet) == {
        "calf_left": {"mark": "gentle", "feel": "tight", "level": "4", "since": "new"}
    }


@pytest.mark.parametrize(
    ("touched", "goes_to", "opens"),
    [
        ('.region[href="#row-calf_left"]', "#row-calf_left", "#row-calf_left.open"),
        (".to-list", "#list", ".map.listed"),
    ],
    ids=["a place", "the list"],
)
def test_what_is_touched_before_the_file_came_opens_when_it_comes(
    touched: str, goes_to: str, opens: str, tablet: Tablet
):
    on_its_way: list[Route] = []
    tablet.page.route("**/body-map.js", lambda route: on_its_way.append(route))
    tablet.comes_to("life")
    tablet.goes("back")
    tablet.touches(touched)
    tablet.page.wait_for_url(f"**{goes_to}")
    on_its_way[0].continue_()
    tablet.page.locator(opens).wait_for()
    assert tablet.page.url.endswith(tablet.path), "where it was is not told twice"


def test_the_panel_can_be_put_away(tablet: Tablet):
    tablet.comes_to("body_map")
    tablet.page.set_viewport_size({"width": 390, "height": 844})
    panel = tablet.page.locator("#row-chest_left")
    for mark, put_away in (
        ("gentle", lambda: tablet.touches(".put-away button")),
        ("avoid", lambda: tablet.page.keyboard.press("Escape")),
    ):
        tablet.marks("chest_left", mark)
        expect(panel).to_be_visible()
        put_away()
        expect(panel).to_be_hidden()
        expect(tablet.page.locator('.region[href="#row-chest_left"]')).to_be_focused()


@pytest.mark.parametrize(
    ("window", "text"),
    [
        pytest.param(WINDOWS[0], "133", id="bigger words"),
        pytest.param({"width": 390, "height": 844}, "100", id="a phone"),
    ],
)
def test_the_sheet_does_not_lie_over_the_place_gone_to(
    window: dict[str, int], text: str, tablet: Tablet
):
    tablet.page.set_viewport_size(window)
    tablet.comes_to("body_map", text=text)
    places = {"low_back_left": "gentle", "hand_left": "gentle", "foot_sole_left": "avoid"}
    for region, mark in places.items():
        tablet.marks(region, mark, "ache")
    said = {region: {"mark": mark, "feel": "ache"} for region, mark in places.items()}
    assert marks(tablet) == said


def test_what_is_being_kept_covered_is_shown_uncovered_no_longer(tablet: Tablet):
    tablet.comes_to("draping", {"body_marks": [{"region": "calf_left", "mark": "work"}]})
    picture = tablet.page.locator(".rehearsal svg")
    expect(picture).to_be_visible()
    tablet.picks("keep_covered", "legs")
    expect(picture).to_be_hidden()
    tablet.touches('label:has(> [value="none"])')
    expect(picture).to_be_visible()
    tablet.picks("undress_level", "dressed")
    expect(picture).to_be_hidden()

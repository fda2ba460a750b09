"""A look at each kind of thing on any page, on a tablet or a phone in turn.

`make torture` looks at every page so, and `make audit` in every size, theme and language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from kiosk.catalogue.regions import REGIONS
from tests.browser import looking
from tests.browser.chromium import TABLET, held_in_hand
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.contrast import Measured
from tests.browser.hearing import heard_otherwise
from tests.browser.sights import staff_sights, walk_sights
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TEXT = """size => size ? document.documentElement.dataset.text = size
    : document.documentElement.removeAttribute("data-text")"""

ZOOMED = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 at 400 %."""

IN_TURN = ((TABLET, ""), (PHONE, "xl"))
"""The window and the size of the text in which a page is looked at, one after the other."""

CLOSES_BY_ITSELF = "meta-refresh: "
"""The thank-you makes room for the next client: a named exception in docs/accessibility.md."""

AS_WIDE_AS_PAPER = {"sheet"}
"""What is printed from the screen is laid out for paper."""

Found: TypeAlias = dict[str, list[str]]
Sights: TypeAlias = Callable[[Clinic, BrowserContext], Iterator[tuple[str, str]]]


@pytest.fixture
def quiet_clinic(tmp_path: Path) -> Iterator[Clinic]:
    """A clinic in which nothing has happened yet."""
    with open_clinic(tmp_path, public_url="https://forms.example.org") as clinic:
        yield clinic


WHOLE = [False, pytest.param(True, marks=pytest.mark.torture, id="each")]


@pytest.mark.parametrize("each", WHOLE)
@pytest.mark.parametrize("sights", [walk_sights, staff_sights])
def test_every_page_is_sound_and_fits(
    sights: Sights, each: bool, browser: Browser, quiet_clinic: Clinic, tmp_path: Path
):
    """Nothing for axe at A, AA and AAA contrast; nothing for the checker; nothing cut off.

    The checker reads every page, and each page of the walk is heard as it is written down. What is
    looked at is each page that has something of a kind not seen before: contrast is measured of
    words whose look is new; what has the focus is seen; at 400 %, or with its words set apart, it
    fits in its turn.
    """
    sent = tmp_path / "sent"
    sent.mkdir()
    with browser.new_context(**held_in_hand(has_touch=sights is walk_sights)) as context:
        page, pages = context.new_page(), sights(quiet_clinic, context)
        found = look_at_each(pages, page, quiet_clinic, sent, each, listens=sights is walk_sights)
    assert found == {}
    if why := looking.checker_is_missing():
        pytest.skip(why)
    assert looking.checker_says(sent) == []


def look_at_each(
    sights: Iterator[tuple[str, str]],
    page: Page,
    clinic: Clinic,
    sent: Path,
    each: bool,
    *,
    listens: bool,
) -> Found:
    """What is wrong on the pages; as they were sent they go to a folder, every one.

    Where it ``listens``, a page is to be heard as it is written down; `make heard` writes it anew.
    """
    found: Found = {}
    known = set[str]()
    turns = cycle(IN_TURN)
    asks_axe = looking.axe_says if each else Measured().axe_says
    for name, address in sights:
        url = clinic.address + address
        came = page.context.request.get(url).body()
        (sent / f"{name.replace(' ', '-')}.html").write_bytes(came)
        new = looking.kinds_in(came) - known
        known |= new
        if new or each:
            found[name] = wrong_on(page, name, url, *next(turns), asks_axe, listens=listens)
        elif listens:
            page.set_viewport_size(TABLET)
            page.goto(url)
            found[name] = heard_otherwise(name, page)
    return {name: wrong for name, wrong in found.items() if wrong}


def wrong_on(
    page: Page,
    name: str,
    url: str,
    size: ViewportSize,
    text: str,
    asks_axe: Callable[[Page], list[str]],
    *,
    listens: bool,
) -> list[str]:
    """What is wrong on this page, in this window and in this size of text."""
    page.set_viewport_size(TABLET)
    page.goto(url)
    wrong = heard_otherwise(name, page) if listens else []
    page.set_viewport_size(size)
    page.evaluate(TEXT, text)
    wrong += asks_axe(page)
    if name not in AS_WIDE_AS_PAPER:
        wrong += looking.does_not_fit(page)
        wrong += at_its_most(page, apart=bool(text))
    return [line for line in wrong if name != "done" or not line.startswith(CLOSES_BY_ITSELF)]


def at_its_most(page: Page, *, apart: bool) -> list[str]:
    """What has the focus unseen; what does not fit at 400 %, or with words set far apart."""
    page.evaluate(TEXT, "")
    unseen = looking.covered_by_what_sticks(page)
    if apart:
        looking.sets_words_apart(page)
    else:
        page.set_viewport_size(ZOOMED)
    return unseen + looking.does_not_fit(page)


WIDEST = "document.querySelector('.brand small').lastChild.data = 'WWW'"
"""The sign that takes most room, so that the tools behind it come on a line of their own."""


def test_the_display_menu_stays_on_the_screen(tablet: Tablet):
    tablet.comes_to("reason", {"language": "es"})
    tablet.page.evaluate(WIDEST)
    tablet.touches(".menu summary")
    for size in (TABLET, {"width": 820, "height": 1180}, PHONE):
        for text in ("", "l", "xl"):
            tablet.page.set_viewport_size(size)
            tablet.page.evaluate(TEXT, text)
            tablet.page.wait_for_function("wide => innerWidth === wide", arg=size["width"])
            menu = tablet.page.locator(".menu > div").bounding_box()
            assert menu
            assert menu["x"] >= 0, (size, text)
            assert menu["x"] + menu["width"] <= size["width"], (size, text)
            assert looking.does_not_fit(tablet.page) == [], (size, text)


def test_every_place_on_the_body_has_room_for_a_finger(tablet: Tablet):
    """40 pixels at the least, where the figures are smallest."""
    tablet.comes_to("body_map")
    tablet.page.set_viewport_size({**PHONE, "height": 2600})
    squares = looking.touch_squares(tablet.page, grid=4)  # `make audit` looks closer
    assert len(squares) == len(REGIONS)
    assert {row: side for row, side in squares.items() if side < 40} == {}

"""Every page in every size, theme, text size and language: sound, and nothing cut off."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.languages import LANGUAGES
from tests.browser import looking
from tests.browser.chromium import held_in_hand
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.sights import staff_sights, walk_sights
from tests.browser.tablet import Tablet

pytestmark = [pytest.mark.audit, pytest.mark.browser]

SIZES = ((1280, 800), (1024, 768), (820, 1180), (390, 844))
THEMES = ("light", "dark", "bold")
TEXTS = ("100", "200")

CLOSES_BY_ITSELF = "meta-refresh: "
AS_WIDE_AS_PAPER = {"sheet"}


@pytest.fixture
def clinics(tmp_path: Path) -> Iterator[dict[str, Clinic]]:
    """A clinic for each language."""
    with ExitStack() as opened:
        found = {}
        for language in LANGUAGES:
            (tmp_path / language).mkdir()
            found[language] = opened.enter_context(open_clinic(tmp_path / language, language))
        yield found


def look(page: Page, name: str, kept: Path, look_of: str) -> list[str]:
    """What is wrong with the page in each size; a picture of each is kept."""
    wrong = []
    for wide, high in SIZES:
        page.set_viewport_size({"width": wide, "height": high})
        found = [] if name in AS_WIDE_AS_PAPER else looking.does_not_fit(page)
        page.set_viewport_size({"width": wide, "height": max(high, _height(page))})
        found += looking.axe_says(page)
        wrong += [f"{name} at {wide}: {line}" for line in found]
        page.screenshot(path=kept / name / f"{look_of}-{wide}.png", full_page=True)
    return [line for line in wrong if name != "done" or CLOSES_BY_ITSELF not in line]


def _height(page: Page) -> int:
    """So high that the bar at the bottom covers nothing. A paper would grow with the window."""
    papers = page.locator("object").count()
    return 0 if papers else int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize(
    ("language", "theme", "text"), list(itertools.product(LANGUAGES, THEMES, TEXTS))
)
def test_every_page_of_the_walk(
    language: str,
    theme: str,
    text: str,
    browser: Browser,
    clinics: dict[str, Clinic],
    pictures: Path,
):
    clinic, wrong = clinics[language], []
    with browser.new_context(**held_in_hand()) as context:
        page = context.new_page()
        for name, address in walk_sights(clinic, context, language, theme=theme, text=text):
            page.goto(clinic.address + address)
            wrong += look(page, name, pictures / language, f"{theme}-{text}")
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "theme"), list(itertools.product(LANGUAGES, ("light", "dark")))
)
def test_every_page_of_the_staff(
    language: str, theme: str, browser: Browser, clinics: dict[str, Clinic], pictures: Path
):
    clinic, wrong = clinics[language], []
    with browser.new_context(**held_in_hand(has_touch=False, color_scheme=theme)) as context:
        page = context.new_page()
        for name, address in staff_sights(clinic, context):
            page.goto(clinic.address + address)
            wrong += look(page, f"staff {name}", pictures / language, theme)
    assert wrong == []


@pytest.mark.parametrize("wide", [wide for wide, _ in SIZES])
def test_every_place_on_the_body_has_room_for_a_finger(
    wide: int, browser: Browser, clinics: dict[str, Clinic]
):
    with browser.new_context(**held_in_hand()) as context:
        tablet = Tablet(context.new_page(), clinics["en"], clinics["en"].paired())
        tablet.comes_to("body_map")
        tablet.page.set_viewport_size({"width": wide, "height": 2600})
        squares = looking.touch_squares(tablet.page)
    assert {row: side for row, side in squares.items() if side < 40} == {}


@pytest.mark.parametrize(("language", "text"), list(itertools.product(LANGUAGES, ("100", "133"))))
def test_what_to_do_at_a_place_fits_where_it_opens(
    language: str, text: str, browser: Browser, clinics: dict[str, Clinic]
):
    with browser.new_context(**held_in_hand()) as context:
        clinic, wrong = clinics[language], []
        tablet = Tablet(context.new_page(), clinic, clinic.paired())
        tablet.comes_to("body_map", {"language": language}, text=text)
        tablet.page.locator("a.region[href$=shoulder_back_right]").dispatch_event("click")
        expect(tablet.page.locator("#row-shoulder_back_right")).to_be_visible()
        for wide, high in SIZES:
            tablet.page.set_viewport_size({"width": wide, "height": high})
            wrong += [f"at {wide}: {line}" for line in looking.does_not_fit(tablet.page)]
    assert wrong == []

"""Every page at every pair of language, theme, size, text and wish: sound, and nothing cut off."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from kiosk.languages import LANGUAGES
from tests.audit.judging import judge, on_device
from tests.audit.kept import Kept
from tests.audit.looks import SIZES, WISHES, Look, looks
from tests.browser import looking
from tests.browser.chromium import held_in_hand
from tests.browser.clinic import Clinic
from tests.browser.sights import staff_sights, walk_sights
from tests.browser.tablet import Tablet

pytestmark = [pytest.mark.audit, pytest.mark.browser]

Opens: TypeAlias = Callable[[str], Clinic]
Sight: TypeAlias = tuple[str, str]

OPENED_ONCE = "/once/"
"""Addresses that show their page to whoever asks first."""

CHECKED = "checker"
"""What the HTML checker says of a page, beside the looks at it."""


@pytest.mark.parametrize(("language", "wish"), list(itertools.product(LANGUAGES, WISHES)))
def test_every_page_of_the_walk(
    language: str, wish: str, browser: Browser, clinic_in: Opens, kept_in: Path
):
    mine = [look for look in looks() if (look.language, look.wish) == (language, wish)]
    with browser.new_context(**held_in_hand()) as context:
        clinic = clinic_in(language)
        sights = walk_sights(clinic, context, language, **WISHES[wish])
        found = look_at_each(sights, mine, context, clinic, kept_in / "walk" / language)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_staff(language: str, browser: Browser, clinic_in: Opens, kept_in: Path):
    mine = [look for look in looks() if look.language == language]
    with browser.new_context(**held_in_hand(has_touch=False)) as context:
        clinic = clinic_in(language)
        sights = staff_sights(clinic, context)
        found = look_at_each(sights, mine, context, clinic, kept_in / "staff" / language)
    assert found == []


def look_at_each(
    sights: Iterator[Sight],
    mine: Sequence[Look],
    context: BrowserContext,
    clinic: Clinic,
    folder: Path,
) -> list[str]:
    """What is wrong with each page at each of these looks, and for the HTML checker."""
    page, found, unchecked = context.new_page(), list[str](), dict[Kept, bytes]()
    checked = CHECKED + (mine[0].wish if folder.parent.name == "walk" else "")
    looking.brings_axe(page)
    for name, path in sights:
        address = clinic.address + path
        once = path.startswith(OPENED_ONCE)
        sent = page.goto(address) if once else context.request.get(address)
        assert sent, address
        assert sent.status < 500, f"{name} cannot be shown: {address}"
        kept = Kept.of(folder / name.replace("/", " "), sent.text())
        if kept.found(checked) is None:
            unchecked[kept] = sent.body()
        for look in mine:
            if (said := kept.found(look)) is None:
                on_device(page, look, folder.parent.name)
                if not once:
                    page.goto(address)
                said = judge(page, name, look, kept.picture(look), folder.parent.name)
                kept.keep(look, said)
            found += [f"{name}, {look}: {line}" for line in said]
        found += [f"{name}: {line}" for line in kept.found(checked) or ()]
    return found + check(unchecked, folder, checked)


def check(unchecked: dict[Kept, bytes], folder: Path, checked: str) -> list[str]:
    """What the HTML checker says of pages that it has not seen."""
    if not unchecked or looking.checker_is_missing():
        return []
    sheets = folder / "sent"
    sheets.mkdir(exist_ok=True)
    for kept, body in unchecked.items():
        (sheets / f"{kept.folder.name}.html").write_bytes(body)
    said = looking.checker_says(sheets)
    for kept in unchecked:
        mine = [line for line in said if line.startswith(f"{kept.folder.name}.html:")]
        kept.keep(checked, mine)
        (sheets / f"{kept.folder.name}.html").unlink()
    return said


ZOOMED_IN = 34
"""Pixels of a place at 400 %, where a figure has the whole width; WCAG asks for 24."""


@pytest.mark.parametrize("wide", [wide for wide, _ in SIZES])
def test_every_place_on_the_body_has_room_for_a_finger(
    wide: int, browser: Browser, clinic_in: Opens
):
    with browser.new_context(**held_in_hand()) as context:
        clinic = clinic_in("en")
        tablet = Tablet(context.new_page(), clinic, clinic.paired())
        tablet.comes_to("body_map")
        tablet.page.set_viewport_size({"width": wide, "height": 2600})
        squares = looking.touch_squares(tablet.page)
    least = ZOOMED_IN if (wide, 256) in SIZES else 40
    assert {row: side for row, side in squares.items() if side < least} == {}


@pytest.mark.parametrize(("language", "text"), list(itertools.product(LANGUAGES, ("100", "133"))))
def test_what_to_do_at_a_place_fits_where_it_opens(
    language: str, text: str, browser: Browser, clinic_in: Opens
):
    with browser.new_context(**held_in_hand()) as context:
        clinic, wrong = clinic_in(language), []
        tablet = Tablet(context.new_page(), clinic, clinic.paired())
        tablet.comes_to("body_map", {"language": language}, text=text)
        tablet.page.locator("a.region[href$=shoulder_back_right]").dispatch_event("click")
        expect(tablet.page.locator("#row-shoulder_back_right")).to_be_visible()
        for wide, high in SIZES:
            tablet.page.set_viewport_size({"width": wide, "height": high})
            wrong += [f"at {wide}: {line}" for line in looking.does_not_fit(tablet.page)]
    assert wrong == []

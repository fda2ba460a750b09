"""Controls have their words whole where a page is as narrow as it gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from kiosk.languages import LANGUAGES
from kiosk.usecases.change_setting import change_setting
from tests.browser.chromium import held_in_hand
from tests.browser.clinic import open_clinic
from tests.browser.looking import does_not_fit, torn
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 568}
MARKED = [{"region": "neck_front", "mark": "ask"}]


def test_no_word_of_a_button_below_is_torn_on_the_narrowest_screen(
    browser: Browser, tmp_path: Path
):
    wrong, hand = dict[str, list[str]](), held_in_hand(viewport=NARROW)
    with open_clinic(tmp_path) as clinic, browser.new_context(**hand) as held:
        change_setting(clinic.store, "languages", ",".join(LANGUAGES), "setup")
        tablet = Tablet(held.new_page(), clinic, clinic.paired())
        for language in LANGUAGES:
            for step, taps in (("touch", ""), ("touch", "large"), ("review", "")):
                tablet.comes_to(step, {"language": language}, taps=taps)
                found = [*torn(tablet.page), *does_not_fit(tablet.page)]
                wrong |= {f"{step} {language} {taps}": found} if found else {}
    assert wrong == {}


def test_larger_buttons_have_room_for_their_words_on_a_phone(browser: Browser, tmp_path: Path):
    wrong, hand = dict[str, list[str]](), held_in_hand(viewport={"width": 390, "height": 844})
    with open_clinic(tmp_path) as clinic, browser.new_context(**hand) as held:
        change_setting(clinic.store, "languages", ",".join(LANGUAGES), "setup")
        tablet = Tablet(held.new_page(), clinic, clinic.paired())
        for language, step in (("de", "body_map"), ("en", "feelings")):
            tablet.comes_to(step, {"language": language, "body_marks": MARKED}, taps="large")
            found = [*torn(tablet.page), *does_not_fit(tablet.page)]
            wrong |= {f"{step} {language}": found} if found else {}
    assert wrong == {}


def test_no_word_of_a_control_of_the_staff_is_torn_where_its_text_is_large(
    staff_page: Callable[..., Page],
):
    page, wrong = staff_page(viewport=NARROW), dict[str, list[str]]()
    for path in ("/staff/", "/staff/me", "/staff/devices", "/staff/visits"):
        answer = page.goto(urljoin(page.url, path))
        assert answer
        assert answer.ok
        for text, wide in (("l", 320), ("xl", 390)):
            page.set_viewport_size({**NARROW, "width": wide})
            page.evaluate("text => document.documentElement.dataset.text = text", text)
            found = [*torn(page), *does_not_fit(page)]
            wrong |= {f"{path} {text}": found} if found else {}
    assert wrong == {}

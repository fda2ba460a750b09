"""The buttons below a page have their words whole where it is as narrow as it gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.languages import LANGUAGES
from kiosk.usecases.change_setting import change_setting
from tests.browser.chromium import held_in_hand
from tests.browser.clinic import open_clinic
from tests.browser.looking import does_not_fit
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 568}

# Words of a button that stand on two lines: torn, because a word cannot turn over.
TORN = """() => [...document.querySelectorAll(".bar .btn")].flatMap(button => {
    const words = document.createTreeWalker(button, NodeFilter.SHOW_TEXT), range = new Range();
    const found = [];
    while (words.nextNode()) {
        for (const word of words.currentNode.data.matchAll(/\\S+/g)) {
            range.setStart(words.currentNode, word.index);
            range.setEnd(words.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)));
            if (lines.size > 1) found.push(word[0]);
        }
    }
    return found;
})"""


def test_no_word_of_a_button_below_is_torn_on_the_narrowest_screen(
    browser: Browser, tmp_path: Path
):
    torn, hand = dict[str, list[str]](), held_in_hand(viewport=NARROW)
    with open_clinic(tmp_path) as clinic, browser.new_context(**hand) as held:
        change_setting(clinic.store, "languages", ",".join(LANGUAGES), "setup")
        tablet = Tablet(held.new_page(), clinic, clinic.paired())
        for language in LANGUAGES:
            for step, taps in (("touch", ""), ("touch", "large"), ("review", "")):
                tablet.comes_to(step, {"language": language}, taps=taps)
                found = [*tablet.page.evaluate(TORN), *does_not_fit(tablet.page)]
                torn |= {f"{step} {language} {taps}": found} if found else {}
    assert torn == {}

"""Reading aloud: by a voice of the device, what is asked and agreed to, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.catalogue import CATALOGUE
from tests.browser import looking
from tests.browser.conftest import Tablets
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

# Headless browsers have no voices. This one says what it is given, word by word, as fast as it can,
# and where it is told to hold its breath, it does so in the middle of the first line.
VOICE = """
const said = [];
const lines = [];
class Voices extends EventTarget {
    getVoices() { return VOICES }
    cancel() { for (const line of lines.splice(0)) line.onerror?.() }
    speak(line) {
        said.push(line.text);
        lines.push(line);
        line.onboundary?.({ name: "word", charIndex: 0, charLength: line.text.search(/\\s|$/) });
        const ends = () => lines.includes(line) && lines.splice(0) && line.onend();
        if (!window.held) queueMicrotask(ends);
    }
}
Object.defineProperty(window, "speechSynthesis", { value: new Voices() });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
window.said = said;
"""
OWN = [{"localService": True, "lang": "en_GB"}, {"localService": True, "lang": "es-MX"}]
AWAY = [{"localService": False, "lang": "en-GB"}, {"localService": True, "lang": "fr-FR"}]
BUTTON = "#aloud"
SAID = "() => said.map(line => line.trim().replace(/\\s+/g, ' '))"
MARKED = "() => [...(CSS.highlights.get('aloud') ?? [])].map(String)"


def with_voices(tablets: Tablets, voices: list[dict[str, Any]]) -> Tablet:
    tablet = tablets()
    tablet.page.add_init_script(
        f"const VOICES = {voices}; {VOICE}".replace("True", "true").replace("False", "false")
    )
    return tablet


def reads(tablet: Tablet) -> list[str]:
    tablet.touches(BUTTON)
    expect(tablet.page.locator(BUTTON)).to_have_text("Read aloud")
    said: list[str] = tablet.page.evaluate(SAID)
    return said


def test_a_step_is_read_with_its_choices_and_without_what_was_answered(tablets: Tablets):
    tablet = with_voices(tablets, OWN)
    tablet.comes_to("about_you", {"full_name": "Marisol Kestrel", "preferred_name": "Mari"})
    assert looking.axe_says(tablet.page) == []
    said = reads(tablet)
    assert said[0] == tablet.page.locator("h1").inner_text()
    asked = next(q for q in CATALOGUE.step("about_you").questions if q.key == "filling_for")
    assert {choice.label for choice in asked.choices} <= {*said}
    assert not [line for line in said if "Mari" in line]


def test_each_agreement_is_read_word_for_word(tablets: Tablets):
    tablet = with_voices(tablets, OWN)
    tablet.comes_to("agree")
    cards = tablet.page.locator(".say > p:not(.part, .hint)").all_inner_texts()
    assert len(cards) > 3
    said = " ".join(reads(tablet))
    for words in cards:
        assert " ".join(words.split()) in said


def test_the_word_that_is_read_is_marked_and_a_tap_stops_it(tablets: Tablets):
    tablet = with_voices(tablets, OWN)
    tablet.comes_to("reason")
    tablet.page.evaluate("window.held = true")
    tablet.touches(BUTTON)
    expect(tablet.page.locator(BUTTON)).to_have_text("Stop reading")
    heading = tablet.page.locator("h1").inner_text()
    assert tablet.page.evaluate(MARKED) == [heading.split()[0]]
    tablet.touches(BUTTON)
    expect(tablet.page.locator(BUTTON)).to_have_text("Read aloud")
    assert (tablet.page.evaluate(MARKED), tablet.page.evaluate(SAID)) == ([], [heading])


@pytest.mark.parametrize("away", ["cover", "next"])
def test_it_stops_when_the_page_is_hidden_or_gone(tablets: Tablets, away: str):
    tablet = with_voices(tablets, OWN)
    tablet.comes_to("body_map")
    tablet.page.evaluate("window.held = true")
    tablet.touches(BUTTON)
    expect(tablet.page.locator(BUTTON)).to_have_text("Stop reading")
    if away == "cover":
        tablet.touches('a[href="#cover"]')
    else:
        tablet.goes("next")
    expect(tablet.page.locator(BUTTON)).to_have_text("Read aloud")
    assert tablet.page.evaluate(MARKED) == []


def test_the_review_is_no_page_to_read_answers_from(tablets: Tablets):
    tablet = with_voices(tablets, OWN)
    tablet.comes_to("review", {"touch_avoid": ["belly", "face"]})
    assert "Belly" in tablet.page.locator("#page").inner_text()
    said = reads(tablet)
    assert said[0] == tablet.page.locator("h1").inner_text()
    assert not [line for line in said if "Belly" in line or "not answered" in line]


def test_without_a_voice_on_the_device_for_its_language_there_is_no_button(tablets: Tablets):
    tablet = with_voices(tablets, AWAY)
    tablet.comes_to("reason")
    assert tablet.sees("() => document.documentElement.classList.contains('script')")
    expect(tablet.page.locator(BUTTON)).to_be_hidden()

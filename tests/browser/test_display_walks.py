"""Walks in pictures, one question at a time, with larger buttons: the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from math import dist
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.pages import paged
from kiosk.demo.personas import Persona, personas, variants
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.path import path
from kiosk.intake.visit import Visit
from tests.browser import looking
from tests.browser.clinic import MORNING, Clinic
from tests.browser.keyboard import Keyboard
from tests.browser.personas import persona
from tests.browser.tablet import Tablet
from tests.browser.test_visits import said
from tests.browser.test_wire import given_before

pytestmark = pytest.mark.browser
LONG = pytest.mark.torture

PEOPLE = {each.key: each for each in (*personas(), *variants()) if each.path == "new"}
UPRIGHT = {"width": 820, "height": 1180}

# What can be tapped and is smaller than a shaking hand needs.
SMALL = """least => {
    const all = "label.card, label.seg, button, summary, #page a, header a, input.input, textarea";
    return [...document.querySelectorAll(all)].flatMap(one => {
        const {width, height} = one.getBoundingClientRect();
        const aside = one.closest(".quiet, .skip, #cover, [hidden]") || !one.checkVisibility();
        if (aside || (width >= least && height >= least)) return [];
        return [`${Math.round(width)} x ${Math.round(height)}: ${one.outerHTML.slice(0, 120)}`];
    });
}"""

# Choices of a question that must be answered without a drawing beside their words.
WITHOUT = """() => [...document.querySelectorAll("fieldset:has([required]) :is(.card, .seg)")]
    .filter(one => one.checkVisibility() && !one.querySelector("svg.pict, img")
        && !one.closest(".how, .mark-row"))
    .map(one => one.textContent.trim())"""

# Pictures in sight that show nothing, until the sprite has come.
BLANK = """() => [...document.querySelectorAll("svg.pict")].filter(one => one.checkVisibility()
    && one.querySelector("use").getBBox().width === 0).map(one => one.outerHTML)"""


MOMENT, NEAR = 800, 60
"""Milliseconds after which a tap in the place of the last one is meant as another, and how many
pixels that place has to each side."""


class Steady(Tablet):
    """Taps the same place again only when the moment is over in which that counts as shaking."""

    _last = (-1e3, -1e3)

    def taps_at(self, x: float, y: float) -> None:
        if dist((x, y), self._last) < NEAR:
            self.page.wait_for_timeout(MOMENT)
        super().taps_at(x, y)
        self._last = (x, y)


class Patient:
    """Looks at each page on the way before it goes on."""

    def __init__(self, tablet: Tablet, looks: Callable[[Tablet], list[str]]) -> None:
        self.tablet, self.looks = tablet, looks
        self.found: list[str] = []

    def walks(self, answers: dict[str, Any]) -> None:
        """From the first page to the thank-you, also through what is optional."""
        for _ in range(250):
            if "/i/" not in self.tablet.page.url:
                self.tablet.forgives("htmx:error: timeout")  # a slow answer: asked for once more
                return
            self.looks_at(self.tablet.answers_here(answers))
            if self.tablet.page.locator("[data-taps]").count():
                self.tablet.page.wait_for_timeout(MOMENT)
            self.tablet.goes(self.presses(answers))
        raise AssertionError(f"{self.tablet.step} never ends")

    def presses(self, answers: dict[str, Any]) -> str:
        """More of this step, the next one, or past questions of health to which nothing is said."""
        if self.tablet.page.locator('#page button[value="more"]').count():
            return "more"
        health = CATALOGUE.step("health")
        silent = not any(asked.key in answers for asked in health.questions)
        return "skip" if silent and self.tablet.step == health.key else "next"

    def looks_at(self, step: str) -> None:
        """Look at this step, which is shown."""
        self.found += [f"{step}: {line}" for line in self.looks(self.tablet)]


def begins(tablet: Tablet, answers: dict[str, Any], *display: str) -> str:
    tablet.starts(answers)
    for button in display:
        tablet.goes(button)
    return tablet.intake_id


def small(tablet: Tablet) -> list[str]:
    found: list[str] = tablet.page.evaluate(SMALL, 64)
    return found


def all_of_it(tablet: Tablet) -> list[str]:
    """Whatever larger buttons and pictures promise, on a page that scrolls one way alone."""
    bare = [f"no picture: {words}" for words in tablet.page.evaluate(WITHOUT)]
    tablet.sees(f"() => !({BLANK})().length")
    return [*small(tablet), *bare, *tablet.page.evaluate(looking.SIDEWAYS)]


BY_HAND = "touch"
"""From here on a hand goes on in the suite; the pages before are looked at as they are come to."""


def pages_before(step: str, answers: dict[str, Any]) -> Iterator[str]:
    asked = Visit(ClinicFacts("en"), MORNING.date()).asked(answers)
    return takewhile(lambda page: page != step, path(paged(asked))[1:])


@pytest.mark.parametrize("from_step", [BY_HAND, pytest.param("", marks=LONG, id="all of it")])
def test_pictures_and_larger_buttons_at_twice_the_text_by_keyboard_alone(
    from_step: str, tablet: Tablet, clinic: Clinic
):
    answers = persona("p8")
    tablet = Keyboard(tablet.page, clinic, tablet.token)
    tablet.page.set_viewport_size(UPRIGHT)
    patient = Patient(tablet, all_of_it)
    if from_step:
        for step in (*pages_before(from_step, answers), from_step):
            known = answers if step != from_step else given_before(step, answers)
            tablet.comes_to(step, known, shows="pictures", taps="large", text="200")
            patient.looks_at(step)
    else:
        begins(tablet, answers, "shows:pictures", "taps:large", "text:200")
    intake = tablet.intake_id
    patient.walks(answers)
    assert patient.found == []
    record = clinic.signed(intake)
    assert said(record["answers"]) == said(answers)
    assert {flag["key"] for flag in record["flags"]} == PEOPLE["p8_low_vision_tremor"].rules


WAYS = {
    "in pictures by touch": (Tablet, ("shows:pictures",)),
    "in pictures by keyboard": (Keyboard, ("shows:pictures",)),
    "one at a time, larger, in pictures": (
        Steady,
        ("shows:pictures", "pace:one", "taps:large"),
    ),
    "at twice the text": (Tablet, ("text:200",)),
}


@LONG
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE.keys())
def test_every_persona_walks_in_every_way_and_leaves_the_same_record(
    person: Persona, way: str, tablet: Tablet, clinic: Clinic
):
    hands, display = WAYS[way]
    tablet = hands(tablet.page, clinic, tablet.token)
    tablet.page.set_viewport_size(UPRIGHT)
    answers = dict(person.answers)
    if answers["filling_for"] != "someone_else":
        answers.pop("signer", None)
    intake = begins(tablet, answers, *display)
    patient = Patient(tablet, all_of_it if len(display) == 3 else lambda _: [])
    patient.walks(answers)
    assert patient.found == []
    record = clinic.signed(intake)
    told = said(record["answers"])
    starts_on_no = {key for key, answer in told.items() if answer == "no"}
    assert set(told) <= set(answers) | starts_on_no
    mine = {key: answer for key, answer in told.items() if key in answers}
    assert mine == {key: answer for key, answer in said(answers).items() if key in mine}
    assert {flag["key"] for flag in record["flags"]} == person.rules


def twice(tablet: Tablet, selector: str) -> None:
    """Two taps as a hand gives them that cannot stop."""
    box = tablet.page.locator(selector).bounding_box()
    assert box
    for slip in (0, 5):
        x, y = box["x"] + box["width"] / 2 + slip, box["y"] + box["height"] / 2
        tablet.page.touchscreen.tap(x, y)


def test_a_second_tap_in_a_moment_does_nothing(tablet: Tablet):
    tablet.comes_to("experience", {"massage_before": "never"}, taps="large")
    worry = 'label:has(> [name="worries"][value="pain"])'
    tablet.page.locator(worry).scroll_into_view_if_needed()
    twice(tablet, worry)
    assert tablet.page.locator(f"{worry} input").is_checked()
    rev = tablet.sees("() => document.querySelector('[name=rev]').value")
    tablet.page.wait_for_timeout(MOMENT)  # the moment is over: the next tap counts
    twice(tablet, '.bar button[value="next"]')
    tablet.sees("rev => document.querySelector('[name=rev]')?.value !== rev", rev)
    assert tablet.step == "draping", "a second tap is not for the page that came"

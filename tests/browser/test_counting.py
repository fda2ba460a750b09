"""How much a walk asks of a client, counted while one is walked: it must only ever get less."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from kiosk.catalogue import CATALOGUE
from tests.browser.clinic import Clinic
from tests.browser.counting import (
    CAREFUL,
    QUICK,
    SHOWN,
    WINDOW,
    Bill,
    Counter,
    middle,
    walk_of,
)
from tests.browser.lending import Lending
from tests.browser.personas import persona
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

Walks: TypeAlias = Callable[..., Bill]

MOST = {"p1": (71, 16, 10.5, 7.2), "p5": (78, 17, 13.0, 8.3), "p6": (90, 17, 13.9, 8.9)}
"""Taps, submits, screens of scrolling and a careful reader's minutes, as they are now."""

MEDIAN = {"taps": 80, "submits": 18, "scrolls": 14.5}
ANYBODY = 92
MINUTES = {"careful": 8.3, "quick": 7.0}

EVERYBODY = ("p1", "p3", "p4", "p5", "p6", "p7", "p8")


@pytest.fixture
def walks(lending: Lending, clinic: Clinic) -> Walks:
    """Has somebody walk, and tells what it cost them."""

    def walk(who: str, **other: Any) -> Bill:
        tablet = Counter(lending.lends(viewport=WINDOW), clinic, clinic.paired())
        bill = walk_of(tablet, persona(who) | other)
        tablet.is_put_down()
        lending.takes_back(tablet.page)
        sys.stdout.write(bill.table(who))
        return bill

    return walk


def test_what_matters_is_on_one_screen(lending: Lending, clinic: Clinic):
    tablet = Counter(lending.lends(viewport=WINDOW), clinic, clinic.paired())
    tablet.comes_to("review", persona("p6"))
    assert tablet.page.evaluate(SHOWN)["scrolls"] == 0
    tablet.is_put_down()
    lending.takes_back(tablet.page)


@pytest.mark.torture  # in the suite, one walk is counted as it is walked: test_visits.py
@pytest.mark.parametrize("who", MOST)
def test_a_new_client_is_asked_no_more_than_before(who: str, walks: Walks):
    bill = walks(who)
    cost = bill.total
    counted = (cost.taps, cost.submits, cost.scrolls, cost.minutes(CAREFUL))
    assert bill.steps["review"].scrolls == 0, "what matters is on one screen"
    more = [(now, most) for now, most in zip(counted, MOST[who], strict=True) if now > most]
    assert not more, f"counted, and allowed by MOST: {more}"


@pytest.mark.torture
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_walk_is_short_for_everybody(language: str, walks: Walks):
    bills = {who: walks(who, language=language) for who in EVERYBODY}
    for what, most in MEDIAN.items():
        assert middle(bills, what) <= most, what
    assert max(bill.total.taps for bill in bills.values()) <= ANYBODY
    assert middle(bills, "minutes", CAREFUL) <= MINUTES["careful"]
    assert middle(bills, "minutes", QUICK) <= MINUTES["quick"]


# Tells of each tap on this page that it answers more than one of these questions. One that opens
# has no answer yet, or the "no" that its card starts on.
ANSWERED_TWICE = """([keys, startOnNo]) => {
    const form = document.querySelector("#step-form");
    const parts = ".card > input, .seg > input, button[type=button], summary";
    const said = () => Object.fromEntries(keys.map(key => [key,
        new FormData(form).getAll(key).join().replace(startOnNo.includes(key) ? "no" : "", "")]));
    const found = [];
    for (const part of form.querySelectorAll(parts)) {
        const before = said();
        part.click();
        const after = said();
        const changed = keys.filter(key => after[key] && before[key] !== after[key]);
        if (changed.length > 1) found.push([part.outerHTML, changed]);
    }
    return found;
}"""

ONE_BY_ONE = {
    "agree": "",
    "today_check": "",
    "health": "",
    "medicines": "",
    "sensitive": "",
    "draping": "",
    "touch": "touch_avoid pressure positions_ok scent",
    "body_map": "body_marks",
}
"""Steps with cards, safety and health, private areas and boundaries, and which of their questions
each tap may answer one of; empty for all of them."""


def test_no_tap_answers_two_of_what_matters(tablet: Tablet):
    """Agreement cards, safety and health questions, private areas, boundaries: each by itself."""
    for step, some in ONE_BY_ONE.items():
        tablet.comes_to(step, {"any_sensitive": "choose", "birth_date": "1990-01-01"})
        keys = some.split() or [q.key for q in CATALOGUE.step(step).questions]
        starts = [key for key in keys if getattr(CATALOGUE.question(key), "starts_on", "")]
        assert tablet.page.evaluate(ANSWERED_TWICE, [keys, starts]) == [], step

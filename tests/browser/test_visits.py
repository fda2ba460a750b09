"""Whole visits by touch: some of the invented clients walk from Welcome to the thank-you."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.demo.personas import Persona, personas, variants
from tests.browser.clinic import Clinic
from tests.browser.counting import CAREFUL, Counter
from tests.browser.keyboard import Keyboard
from tests.browser.personas import persona
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser


def said(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers for comparing: what was chosen has no order, and signatures are looked at apart."""
    return {
        key: sorted(answer, key=lambda one: json.dumps(one, sort_keys=True))
        if isinstance(answer, list)
        else answer
        for key, answer in answers.items()
        if answer is not None and key != "signature"
    }


LONG = pytest.mark.torture

MOST = {"p7": (119, 17, 24.6, 10.7)}
"""Taps, submits, screens of scrolling and a careful reader's minutes: they must only get fewer."""


class Everything(Counter):
    """A tablet whose cost is counted, in the hands of somebody who says all there is to say."""

    _opens_more = Tablet._opens_more

    def _leaves_out(self, question: Any) -> bool:
        return False


@pytest.mark.parametrize(
    "who", ["p7", *(pytest.param(who, marks=LONG) for who in ("p1", "p4", "p8"))]
)
def test_a_client_walks_by_touch_and_the_record_says_exactly_what_was_said(
    who: str, tablet: Tablet, clinic: Clinic
):
    tablet = Everything(tablet.page, clinic, tablet.token)
    answers = persona(who)
    tablet.starts(answers)
    intake = tablet.intake_id
    if who == "p8":
        tablet.walks(answers, until="body_map")
        tablet.takes_the_list()
    tablet.walks(answers)
    assert tablet.path == "/thanks"
    record = clinic.signed(intake)["answers"]
    assert said(record) == said(answers)
    assert alike(record["signature"], answers["signature"])
    assert [path for path, _ in groupby(tablet.pages_seen)] == ["/", f"/i/{intake}", "/thanks"]
    assert tablet.addresses_kept == ["/", f"/i/{intake}", "/thanks"]
    cost = tablet.bill.total
    counted = (cost.taps, cost.submits, cost.scrolls, cost.minutes(CAREFUL))
    more = [
        (now, most) for now, most in zip(counted, MOST.get(who, counted), strict=True) if now > most
    ]
    assert not more, f"counted, and allowed by MOST: {more}"


EVERYBODY = {each.key: each for each in (*personas(), *variants()) if each.path == "new"}


@LONG
@pytest.mark.parametrize("hands", [Tablet, Keyboard], ids=["by touch", "by keyboard alone"])
@pytest.mark.parametrize("person", EVERYBODY.values(), ids=EVERYBODY.keys())
def test_every_persona_and_variant_fires_exactly_its_rules(
    person: Persona, hands: type[Tablet], tablet: Tablet, clinic: Clinic
):
    tablet = hands(tablet.page, clinic, tablet.token)
    answers = dict(person.answers)
    if answers["filling_for"] != "someone_else":
        answers.pop("signer", None)
    tablet.starts(answers)
    intake = tablet.intake_id
    tablet.walks(answers, until="health")
    if not any(asked.key in answers for asked in CATALOGUE.step("health").questions):
        tablet.goes("skip")
    tablet.walks(answers)
    assert tablet.path == "/thanks"
    assert {flag["key"] for flag in clinic.signed(intake)["flags"]} == person.rules


def alike(signed: dict[str, Any], shown: dict[str, Any]) -> bool:
    """Whether a signature has the strokes that were drawn, on a pad of another size."""
    if shown["method"] == "typed":
        return signed == shown
    across, down = signed["w"] / shown["w"], signed["h"] / shown["h"]
    ends = [
        (abs(of[at] - drawn[at] * (down if at % 2 else across)) <= 2)
        for of, drawn in zip(signed["strokes"], shown["strokes"], strict=True)
        for at in (0, 1, -1, -2)
    ]
    return signed["method"] == "drawn" and all(ends)

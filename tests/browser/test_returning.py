"""Clients who come back, by touch: what they say, and how few taps it takes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kiosk.demo.personas import Persona
from tests.browser.clinic import Clinic
from tests.browser.personas import persona
from tests.browser.tablet import Tablet
from tests.builders.records import FIRST_VISIT, last_visit_of
from tests.walks.returning import ATHLETE, RETURNING
from tests.walks.test_with_a_grown_up import GUARDIAN, TODAY

pytestmark = pytest.mark.browser

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}
BORN = {"find_birth_date": ATHLETE.answers["find_birth_date"]}
OFTEN = {"changed": ["nothing"], "since_last": "better_long"}
"""What a client without news says besides what everybody must."""


def comes_back(tablet: Tablet, clinic: Clinic, before: dict[str, Any]) -> None:
    code = clinic.knows(tablet.token, {**FIRST_VISIT, **SIGNED, **before})
    tablet.opens()
    tablet.types_a_code(code)
    assert tablet.step == "hello_again"
    tablet.taps = 0


ROUGH = pytest.mark.torture
"""By touch walk, in the suite, whoever has no news and a walk-up; tests/walks walks them all."""


@ROUGH
@pytest.mark.parametrize("person", RETURNING.values(), ids=RETURNING.keys())
def test_a_returning_person_fires_exactly_the_rules_listed(
    tablet: Tablet, clinic: Clinic, person: Persona
):
    comes_back(tablet, clinic, last_visit_of(person))
    here = tablet.intake_id
    tablet.walks(dict(person.answers))
    assert tablet.path == "/thanks"
    record = clinic.signed(here)
    assert {flag["key"] for flag in record["flags"]} == person.rules
    marks = {mark["region"]: mark for mark in record["answers"]["body_marks"]}
    assert {mark["region"]: mark for mark in person.answers["body_marks"]}.items() <= marks.items()


def test_without_news_a_visit_takes_twenty_three_taps_at_the_most(tablet: Tablet, clinic: Clinic):
    comes_back(tablet, clinic, last_visit_of(ATHLETE))
    tablet.walks({**TODAY, **BORN, **OFTEN})
    assert tablet.path == "/thanks"
    assert tablet.taps <= 23


@ROUGH
def test_with_another_map_it_takes_twenty_eight(tablet: Tablet, clinic: Clinic):
    comes_back(tablet, clinic, last_visit_of(ATHLETE))
    marks = [
        {"region": "thigh_back_right", "mark": "work"},
        {"region": "knee_left", "mark": "ask"},
        {"region": "low_back_left", "mark": ""},
    ]
    tablet.walks({**TODAY, **BORN, "changed": ["where"], "body_marks": marks})
    assert tablet.path == "/thanks"
    assert tablet.taps <= 28


@ROUGH
@pytest.mark.parametrize(
    "born",
    [
        pytest.param("2010-08-30", id="a minor"),
        pytest.param("1950-06-01", id="an adult"),
    ],
)
def test_whoever_is_looked_after_comes_back_with_a_grown_up(
    tablet: Tablet, clinic: Clinic, born: str
):
    before = {**persona("p4"), "birth_date": born, "guardian_relation": "parent"}
    comes_back(tablet, clinic, {**before, "signer": "guardian"})
    here = tablet.intake_id
    today = {"guardian_presence": "in_room", "own_say": "yes", "consent_guardian": "agree"}
    today["find_birth_date"] = born
    tablet.walks({**TODAY, **today, "signer": "guardian", "signature": GUARDIAN})
    assert tablet.path == "/thanks"
    record = clinic.signed(here)
    assert record["signer"] == "guardian"
    assert "r_guardian_gap" not in {flag["key"] for flag in record["flags"]}


def test_a_walk_up_goes_on_by_itself_once_staff_say_who_it_is(
    tablet: Tablet, clinic: Clinic, staff_page: Callable[..., Page]
):
    unlike = {"full_name": "Walker Upton", "birth_date": "1977-07-07", "phone": "555 7777"}
    clinic.signs(tablet.token, {**FIRST_VISIT, **SIGNED, **last_visit_of(ATHLETE), **unlike})
    tablet.starts({"language": "en", "visit_kind": "returning"})
    here = tablet.intake_id
    me = {"find_birth_date": "1977-07-07", "find_phone_end": "7777"}
    tablet.walks({**TODAY, **me}, until="returning")
    desk = staff_page()
    # Other tests share this day: the first forty rows may be theirs.
    desk.goto(f"{clinic.address}/staff/?whole=yes")
    row = desk.locator("li", has_text="Says: been here before")
    row.get_by_role("link", name=re.compile("Who is it")).click()
    desk.get_by_role("button", name=re.compile("Walker Upton")).click()
    expect(tablet.page.locator("h1")).to_have_text("Welcome back")
    tablet.walks(TODAY)
    assert tablet.path == "/thanks"
    assert clinic.signed(here)["carried"]["full_name"]["said"] == "Walker Upton"

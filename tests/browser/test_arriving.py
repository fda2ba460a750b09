"""The desk reads a code aloud, the client types it, and staff fill in together on their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kiosk.catalogue import CATALOGUE
from kiosk.intake.draft import as_json, from_json
from kiosk.languages import translate
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.web.client.news import OWN_NEWS
from tests.browser import looking
from tests.browser.clinic import Clinic
from tests.browser.personas import persona
from tests.browser.residue import ITS_OWN_PAGES, what_is_left
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

WRONG = "KKK 333"
KNOWN = {"full_name": "Rosalind Heron", "birth_date": "1981-01-31", "phone": "555 0101"}


@pytest.fixture
def code(clinic: Clinic) -> str:
    """Of a visit that the desk has planned."""
    planned = Planned(date(2026, 3, 10), "09:30", "", KNOWN)
    with clinic.store.writing() as tx:
        return planned_visits.plan(tx, planned, "desk")[1]


def test_a_code_is_typed_at_welcome_and_a_wrong_one_loses_nothing(tablet: Tablet, code: str):
    tablet.opens("/?language=es")
    tablet.types_a_code(WRONG)
    expect(tablet.page.locator("#errors")).to_be_focused()
    tablet.forgives("422")
    assert looking.axe_says(tablet.page) == []
    assert looking.does_not_fit(tablet.page) == []
    expect(tablet.page.locator("#code")).to_have_value(WRONG.replace(" ", ""))
    tablet.types_a_code(code)
    assert tablet.step == "about_you"
    expect(tablet.page.locator("html")).to_have_attribute("lang", "es")
    expect(tablet.page.locator("#full_name")).to_have_value("Rosalind Heron")
    expect(tablet.page.locator(".note")).to_contain_text(translate(OWN_NEWS["from_desk"], "es"))
    old = tablet.path
    tablet.goes("stop")
    tablet.goes("erase")
    assert tablet.path == "/"
    assert what_is_left(tablet, [WRONG, code, "Heron"], old, ITS_OWN_PAGES) == []
    tablet.forgives("ERR_CACHE_MISS", "422")


def test_a_code_that_goes_on_asks_for_the_birth_date_first(tablet: Tablet, code: str):
    tablet.opens()
    tablet.types_a_code(code)
    assert tablet.step == "about_you"
    old = tablet.path
    tablet.goes("stop")
    tablet.goes("stop")
    tablet.types_a_code(code)
    expect(tablet.page.locator("h1")).to_be_focused()
    assert looking.axe_says(tablet.page) == []
    assert looking.does_not_fit(tablet.page) == []
    for part, said in (("day", "31"), ("month", "1"), ("year", "1990")):
        tablet.page.locator(f"#find_birth_date-{part}").fill(said)
    tablet.touches('button[value="start"]')
    expect(tablet.page.locator("#errors")).to_be_focused()
    assert looking.axe_says(tablet.page) == []
    tablet.forgives("422")
    tablet.page.locator("#find_birth_date-year").fill("1981")
    tablet.touches('button[value="start"]')
    tablet.page.wait_for_url(f"**{old}")
    assert tablet.step == "about_you"


def test_staff_fill_in_together_and_enter_a_form_signed_on_paper(
    clinic: Clinic, staff_page: Callable[..., Page]
):
    page = staff_page()
    page.get_by_role("button", name="Fill in together with a client").click()
    page.wait_for_url("**/i/*")
    intake_id = page.url.rpartition("/")[2]
    walks_to_sign(clinic, page, intake_id)
    page.get_by_text("Signed on paper").click()
    assert looking.axe_says(page) == []
    page.get_by_label("Name of the witness").fill("Wil Ness")
    page.locator('#page button[value="next"]').click()
    page.wait_for_url("**/thanks")
    record = clinic.signed(intake_id)
    assert record["signature"] == {"method": "on_paper", "witness": "Wil Ness"}
    assert record["assisted_by"].startswith("Mei ")


def walks_to_sign(clinic: Clinic, page: Page, intake_id: str) -> None:
    """Everything but the signature was said before."""
    said = {key: answer for key, answer in persona("p1").items() if key != "signature"}
    way = tuple(step.key for step in CATALOGUE.steps)
    with clinic.store.writing() as tx:
        here = intakes.find(tx, intake_id)
        draft = replace(from_json(here.draft), answers=said, passed=way[: way.index("sign")])
        intakes.keep(tx, here, as_json(draft), "sign")
    page.reload()

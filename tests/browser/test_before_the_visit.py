"""A link before the visit, in two browsers: the desk makes it, a phone at home uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.intake.draft import as_json, from_json
from kiosk.intake.path import path
from kiosk.intake.visit import ON_THE_DAY
from kiosk.store import clinics
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from tests.browser import looking
from tests.browser.chromium import cookie, held_in_hand
from tests.browser.clinic import MORNING, Clinic, open_clinic
from tests.browser.personas import persona
from tests.conftest import Clock
from tests.patience import IN_A_BROWSER

pytestmark = pytest.mark.browser

PUBLIC = "https://forms.example.org"


def at_the_desk(browser: Browser, clinic: Clinic) -> Page:
    """The desk, in a browser of its own."""
    context = browser.new_context(ignore_https_errors=True)
    context.add_cookies([cookie(clinic.address, "staff", clinic.signed_in())])
    page = context.new_page()
    page.set_default_timeout(IN_A_BROWSER)
    looking.brings_axe(page)
    return page


def makes_link(desk: Page, clinic: Clinic) -> str:
    """What stands behind the visit's row, and the link it gives."""
    desk.goto(f"{clinic.address}/staff/visits")
    desk.click("details.moving > summary")
    desk.click("form[action$='/link'] button")
    shown = desk.locator("main .secret").inner_text()
    assert looking.does_not_fit(desk) == []
    assert looking.axe_says(desk) == []
    return clinic.address + shown.removeprefix(PUBLIC)


def comes_to_the_last_page(clinic: Clinic, intake_id: str) -> None:
    """All that is asked at home is said but for the last page's Next."""
    with clinic.store.writing() as tx:
        here, this = intakes.find(tx, intake_id), clinics.the_clinic(tx)
        assert this
        said = {key: each for key, each in persona("p1").items() if key != "signature"}
        draft = from_json(as_json(from_json(here.draft)) | {"answers": said})
        way = path(this.visit_at(tx.now, draft).asked_of(draft))
        home = [step for step in way if step not in ON_THE_DAY]
        intakes.keep(tx, here, as_json(draft) | {"passed": home[:-1]}, home[-1])


def test_a_phone_at_home_opens_the_link_once_and_finishes_and_the_desk_sees_it(
    browser: Browser, tmp_path: Path
):
    clock = Clock(MORNING)
    with open_clinic(tmp_path, clock=clock, public_url=PUBLIC) as clinic:
        with clinic.store.writing() as tx:
            told = {"full_name": persona("p1")["full_name"]}
            planned_visits.plan(tx, Planned(MORNING.date(), "14:00", "", told), "desk")
        desk = at_the_desk(browser, clinic)
        link = makes_link(desk, clinic)
        phone = browser.new_context(**held_in_hand(viewport={"width": 390, "height": 844}))
        there = phone.new_page()
        there.set_default_timeout(IN_A_BROWSER)
        there.goto(link)
        there.click("main .btn.go >> nth=0")
        there.wait_for_url("**/i/**")
        comes_to_the_last_page(clinic, there.url.rpartition("/")[2])
        there.reload()
        there.click("button.go[value=next]")
        there.wait_for_url("**/own?kept=home**")
        expect(there.locator("main")).to_contain_text("That is all for now")
        desk.goto(f"{clinic.address}/staff/visits")
        expect(desk.locator("main")).to_contain_text("Begun at home")
        there.goto(link)
        assert there.url == f"{clinic.address}/once", "a second use opens nothing"
        again = makes_link(desk, clinic)
        clock.goes_on(days=1)
        there.goto(again)
        assert there.url == f"{clinic.address}/once", "nor does the day after"
        for context in (phone, desk.context):
            context.close()

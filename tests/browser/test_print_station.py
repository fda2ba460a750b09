"""The print station's page prints each new paper by itself: once, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from kiosk.store.access import stations
from kiosk.store.records import print_jobs
from kiosk.usecases.print_out import next_paper
from tests.browser.chromium import cookie, launching
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.personas import persona
from tests.browser.sights import SIGNED
from tests.web.visits import draws

pytestmark = pytest.mark.browser

PRINTS = "window.print = () => top.printed.push(location.href); window.printed = []"
"""Instead of the printer: what would have come out of it."""
REFUSES = "window.print = () => { throw new Error('no printer') }"
A_LOOK = 3_000
"""Milliseconds by the page's own clock between two looks."""


def state(clinic: Clinic, record_id: str) -> str:
    with clinic.store.reading() as tx:
        return print_jobs.outcomes(tx, [record_id])[record_id].state


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A whole Chromium: it shows a PDF."""
    with playwright.chromium.launch(**launching()) as browser:
        yield browser


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic of its own: at the shared one a paper may still be drawn that another test signed,
    and a station prints whatever waits."""
    with open_clinic(tmp_path_factory.mktemp("station")) as clinic:
        yield clinic


@pytest.mark.parametrize(("printer", "then"), [(PRINTS, "printed"), (REFUSES, "failed")])
def test_an_open_station_prints_what_is_signed_once(
    browser: Browser, clinic: Clinic, printer: str, then: str
):
    with clinic.store.writing() as tx:
        token = stations.begin(tx, "Front desk", "setup")
    context = browser.new_context(ignore_https_errors=True)
    context.add_cookies([cookie(clinic.address, "station", token)])
    page: Any = context.new_page()
    page.add_init_script(printer)
    page.clock.install()
    page.goto(f"{clinic.address}/station")
    signed = clinic.signs(clinic.paired(), {**persona("p3"), **SIGNED})
    draws(clinic, signed)
    with page.expect_response(f"**/station/{signed}/{then}"):
        page.clock.run_for(A_LOOK)
    assert state(clinic, signed) == then
    page.clock.run_for(2 * A_LOOK)
    expect(page.locator("#next")).to_have_count(0)
    if then == "printed":
        assert [url.split("/")[-2:] for url in page.evaluate("printed")] == [[signed, "paper.pdf"]]
    context.close()


def test_a_look_that_finds_nothing_new_leaves_the_focus_alone(browser: Browser, clinic: Clinic):
    with clinic.store.writing() as tx:
        token = stations.begin(tx, "Back desk", "setup")
        here = stations.by_token(tx, token)
    assert here
    signed = clinic.signs(clinic.paired(), {**persona("p3"), **SIGNED})
    draws(clinic, signed)
    while next_paper(clinic.store, here):
        pass  # nothing waits any more, and nobody says how these went
    with browser.new_context(ignore_https_errors=True) as context:
        context.add_cookies([cookie(clinic.address, "station", token)])
        page = context.new_page()
        page.clock.install()
        page.goto(f"{clinic.address}/station")
        untold = page.locator("#station .note a")
        untold.focus()
        for _ in range(2):  # the second look begins when the first has ended
            with page.expect_response("**/station"):
                page.clock.run_for(A_LOOK)
        expect(untold).to_be_focused()

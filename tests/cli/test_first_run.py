"""The first run prints a link that sets up the clinic, once, within a day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.access import setup_link
from kiosk.usecases.paper_size import paper_size
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.faults.running import Answer, Browser, Server
from tests.walks.clinic import Clinic
from tests.walks.page import Page, check

pytestmark = pytest.mark.process

LINK = re.compile(r"http://127\.0\.0\.1:\d+(/setup/[\w-]{43})\b")
SAID = {
    "clinic": "Willow Street",
    "language": "en",
    "time_zone": "Europe/Madrid",
    "name": "Mei Tanaka",
    "password": PASSWORD,
}


@pytest.fixture
def empty(app: Flask, some_store: Store, clock: Clock) -> Clinic:
    """A kiosk nobody has set up."""
    app.extensions["store"] = some_store
    return Clinic(app, some_store, clock)


def a_link(clinic: Clinic) -> str:
    with clinic.store.writing() as tx:
        return f"/setup/{setup_link.setup_link(tx)}"


def opens(browser: object, address: str) -> Page:
    response = browser.get(address)  # type: ignore[attr-defined]
    assert response.status_code == 200
    page = Page(response)
    check(page, staff=True)
    return page


def test_the_printed_link_sets_the_clinic_up_and_is_then_dead(tmp_path: Path):
    server = Server(tmp_path / "data")
    try:
        server.starts()
        (address,) = LINK.findall(server.log.read_text())
        browser = Browser(server.port)
        sent = {**opens(browser, address).form, **SAID}
        done: Answer = browser.post(address, sent)
        assert done.status_code == 303
        assert browser.get(done.location or "").status_code in (200, 303), "it goes on from there"
        for again in (browser, Browser(server.port)):
            told = again.get(address)
            assert (told.status_code, "The clinic is set up." in told.text) == (410, True)
            assert again.post(address, {**sent, "name": "Another"}).status_code in (400, 410)
        server.is_killed()
        server.starts()
        assert len(LINK.findall(server.log.read_text())) == 1, "there is an admin: no link"
    finally:
        server.is_killed()


def test_a_link_is_dead_after_a_day(empty: Clinic):
    address, browser = a_link(empty), empty.app.test_client()
    empty.clock.goes_on(hours=23, minutes=59)
    assert browser.get(address).status_code == 200
    empty.clock.goes_on(minutes=2)
    says_that_it_was_replaced(browser.get(address))


def test_a_newer_link_ends_the_older_one(empty: Clinic):
    first, second = a_link(empty), a_link(empty)
    browser = empty.app.test_client()
    says_that_it_was_replaced(browser.get(first))
    assert browser.get(second).status_code == 200


@pytest.mark.parametrize("link", ["/setup/x", f"/setup/{'A' * 43}", "/setup/%00"])
def test_a_made_up_link_says_no_more_than_an_old_one(empty: Clinic, link: str):
    a_link(empty)
    says_that_it_was_replaced(empty.app.test_client().get(link))


def says_that_it_was_replaced(response: TestResponse) -> None:
    """The page names what to do, and is as fit to be read as any."""
    page = Page(response)
    check(page, staff=True)
    assert response.status_code == 410
    assert "Take the one in the last lines on the console" in page.words


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"clinic": " "}, "clinic"),
        ({"language": "xx"}, "language"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"name": ""}, "name"),
        ({"password": "short"}, "password"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_founded(
    empty: Clinic, wrong: dict[str, str], field: str
):
    address, browser = a_link(empty), empty.app.test_client()
    sent = {**opens(browser, address).form, **SAID, **wrong}
    response = browser.post(address, data=sent)
    page = Page(response)
    check(page, staff=True)
    assert response.status_code == 422
    assert [anchor for anchor, _ in page.summary] == [f"#{field}"]
    assert "password" not in page.form or page.form["password"] == [""]
    assert empty.app.test_client().get(address).status_code == 200, "the link still works"


def test_there_is_no_account_before_somebody_makes_one(empty: Clinic):
    browser = empty.app.test_client()
    sent = {**opens(browser, "/staff/sign-in").form, "name": "admin", "password": "admin"}
    assert browser.post("/staff/sign-in", data=sent).status_code == 422


@pytest.mark.parametrize(("zone", "size"), [("America/New_York", "Letter"), ("Asia/Tokyo", "A4")])
def test_the_paper_is_the_one_that_is_sold_there(empty: Clinic, zone: str, size: str):
    address, browser = a_link(empty), empty.app.test_client()
    browser.post(address, data={**opens(browser, address).form, **SAID, "time_zone": zone})
    assert paper_size(empty.store, Settings()) == size
    assert paper_size(empty.store, Settings(paper_size="A4")) == "A4", "a setting counts more"

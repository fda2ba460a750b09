"""A call stands on every page of the staff, grows louder, and one of them goes."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from kiosk.store.access import staff as staff_of
from kiosk.store.intakes import calls
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, sendable
from tests.walks.tablet import HTMX, Tablet
from tests.web.visits import posts


def calls_on(page: Page) -> list[str]:
    """What stands over a page, a line for each."""
    return [" ".join(row.text_content().split()) for row in page.tree.xpath("//*[@id='calls']/*")]


def is_loud(page: Page) -> bool:
    return bool(page.tree.xpath("//*[@id='calls']//*[contains(@class, 'loud')]"))


def asks_again(staff: Staff, page: Page) -> TestResponse:
    url = page.tree.get_element_by_id("calls").get("data-hx-get")
    return staff.browser.get(url, headers=HTMX)


@pytest.fixture
def caller(tablet: Tablet) -> Tablet:
    """A client who has asked for a person."""
    tablet.is_at("reason")
    tablet.presses("person")
    return tablet


def answer(page: Page) -> str:
    return str(page.tree.xpath("//form[contains(@action, '/staff/calls/')]/@action")[0])


def test_a_call_stands_on_every_page_of_whoever_works_here(clinic: Clinic, caller: Tablet):
    for name, url in (
        ("Dana Desk", "/staff/me"),
        ("Theo Hands", "/staff/clients"),
        ("Ada Books", "/admin/export"),
    ):
        (line,) = calls_on(Staff(clinic).signs_in(name).opens(url))
        assert "Hal B." in line, url
        assert "Asks for a person" in line, url


def test_nothing_stands_there_while_nobody_calls(clinic: Clinic, tablet: Tablet):
    tablet.is_at("reason")
    staff = Staff(clinic).signs_in("Dana Desk")
    assert calls_on(staff.opens("/staff/me")) == []
    assert "Nobody calls." in staff.opens("/staff/calls").words


def test_it_is_louder_after_half_a_minute_and_says_since_when(clinic: Clinic, caller: Tablet):
    staff = Staff(clinic).signs_in("Dana Desk")
    fresh = staff.opens("/staff/me")
    assert not is_loud(fresh)
    assert asks_again(staff, fresh).status_code == 204
    clinic.clock.goes_on(seconds=30)
    assert asks_again(staff, fresh).status_code == 200
    late = staff.opens("/staff/me")
    assert is_loud(late)
    assert "since 9:00" in calls_on(late)[0]
    today = staff.opens()
    assert today.tree.xpath("//*[@id='today']//*[contains(@class, 'loud')]")


def test_a_client_to_be_named_waits_on_today_alone(clinic: Clinic, tablet: Tablet):
    tablet.is_at("reason")
    with clinic.store.writing() as tx:
        calls.call(tx, tablet.intake_id, "returning", "Hal B.")
    staff = Staff(clinic).signs_in("Dana Desk")
    assert "Has been here before" in staff.opens().words
    assert calls_on(staff.opens("/staff/me")) == []


def test_one_goes_and_whoever_taps_later_is_told_who(clinic: Clinic, caller: Tablet):
    dana, theo = Staff(clinic).signs_in("Dana Desk"), Staff(clinic).signs_in("Theo Hands")
    url = answer(dana.opens("/staff/me"))
    assert answer(theo.opens("/staff/me")) == url
    theirs, mine = dana.does(url), theo.does(url)
    assert "You go: Hal B." in theirs.words
    assert "Dana Desk goes already: Hal B." in mine.words
    assert "You go: Hal B." in dana.opens(f"/staff/?answered={url.rpartition('/')[2]}").words
    posts(dana, url)
    (noted,) = clinic.audit("answer")
    with clinic.store.reading() as tx:
        names = {each.id: each.name for each in staff_of.everyone(tx)}
    assert (names[noted.actor], noted.subject) == ("Dana Desk", caller.intake_id)
    assert calls_on(theo.opens("/staff/me")) == []


def test_with_htmx_whoever_goes_stays_where_they_are(clinic: Clinic, caller: Tablet):
    staff = Staff(clinic).signs_in("Theo Hands")
    url = answer(staff.opens("/staff/me"))
    form = staff.page.tree.xpath(f"//form[@action='{url}']")[0]
    reply = staff.browser.post(url, data=sendable(form), headers=HTMX)
    assert reply.status_code == 200
    assert calls_on(Page(reply)) == ["You go: Hal B. · Tablet 1"]

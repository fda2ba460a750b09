"""The clinic's calendar on its page: planned, told, and nothing where it lies."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from kiosk.exports import calendar_source
from kiosk.exports.calendar_source import NoCalendar
from kiosk.store.intakes import calendar_looks
from kiosk.web.desk import calendar as page_of_calendar
from tests.exports.test_calendar import calendar
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.desk.test_check_paper import HerePress, posts

pytestmark = pytest.mark.long

HERE = "/staff/visits/calendar"
ANA = "UID:1\nSUMMARY:Ana Ruiz\nDTSTART:20260310T153000"
URL = "https://calendar.example.org/clinic.ics"


@pytest.fixture
def dana(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> Staff:
    monkeypatch.setitem(clinic.app.extensions, "press", HerePress())
    return Staff(clinic).signs_in("Dana Desk")


def sends(dana: Staff, content: bytes = b"", go: str = "file") -> Page:
    token = dana.opens(HERE).form["csrf_token"][0]
    file = {"file": (BytesIO(content), "clinic.ics")} if content else {}
    page = Page(posts(dana, HERE, {"csrf_token": token, "go": go, **file}))
    check(page, staff=True)
    return page


def test_the_visits_of_a_file_are_planned_and_told(dana: Staff):
    page = sends(dana, calendar(ANA))
    assert "New: 1 · Moved: 0 · As before: 0 · Could not be read: 0" in page.words
    assert "10 March 2026 · 15:30 · Ana Ruiz" in page.words
    assert "Ana R." in dana.opens("/staff/visits").words
    assert "No longer in the calendar" in sends(dana, calendar("UID:2")).words


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"x" * (2 * 1024 * 1024 + 1)])
def test_what_is_no_calendar_is_said_beside_the_field(dana: Staff, content: bytes):
    page = sends(dana, content)
    assert page.status == 422
    assert page.error_at("file")


def test_without_an_address_there_is_nothing_to_fetch(dana: Staff):
    assert "fetch" not in dana.opens(HERE).buttons
    assert sends(dana, go="fetch").status == 422


@pytest.mark.parametrize("why", ["", "elsewhere", "private", "large", "lost"])
def test_the_clinics_own_calendar_is_read_or_says_why_not(
    dana: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch, why: str
):
    def fetched(url: str) -> bytes:
        assert url == URL
        if why:
            raise NoCalendar(why)
        return calendar(ANA)

    settings = clinic.app.extensions["settings"]
    monkeypatch.setitem(clinic.app.extensions, "settings", replace(settings, calendar_url=URL))
    monkeypatch.setattr(page_of_calendar, "fetch", fetched)
    assert "fetch" in dana.opens(HERE).buttons
    page = sends(dana, go="fetch")
    assert ("Nothing was changed." in page.words) == bool(why)
    assert ("Ana R." in dana.opens("/staff/visits").words) == (not why)


def test_the_page_fetches_as_the_source_does():
    assert page_of_calendar.fetch is calendar_source.fetch


def test_the_desk_takes_the_therapist_whom_the_calendar_names(dana: Staff, clinic: Clinic):
    sends(dana, calendar(f"{ANA}\nDESCRIPTION:with Mei Tanaka"))
    page = dana.opens("/staff/visits")
    assert "Ana R. · not assigned" in page.words
    (url,) = page.tree.xpath("//form/@action[contains(., '/therapist')]")
    assert "In the calendar: with Mei Tanaka. Take this" in page.words
    posts(dana, url, {"csrf_token": page.form["csrf_token"][0]})
    page = dana.opens("/staff/visits")
    assert "Ana R. · Mei Tanaka" in page.words
    assert "In the calendar: with" not in page.words


def test_a_calendar_that_is_away_is_told_where_its_visits_are_missed(
    dana: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    settings = clinic.app.extensions["settings"]
    monkeypatch.setitem(clinic.app.extensions, "settings", replace(settings, calendar_url=URL))
    for why in ("", "lost"):
        with clinic.store.writing() as tx:
            calendar_looks.noted(tx, why)
        said = (
            "cannot be read just now. Last read: 10 March 2026" in dana.opens("/staff/visits").words
        )
        assert said == bool(why)
        assert "Last read: 10 March 2026" in dana.opens(HERE).words

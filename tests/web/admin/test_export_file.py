"""The file of an export after the password: it comes by itself, once, to whoever gave it."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts, signs

MARCH = {"from": "2026-03-01", "to": "2026-03-31", "format": "csv", "reason": "for Nora Vale"}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    signs(clinic, "Ana Ruiz")
    return Staff(clinic).signs_in("Ada Books")


def asked_for(ada: Staff, **said: str) -> TestResponse:
    """The reply to the page that asks for the password."""
    ada.opens("/admin/export")
    ada.page = Page(posts(ada, "/admin/export", **MARCH, go="download"))
    assert ada.page.heading == "Your password once more"
    return ada.sends("/admin/export", password=PASSWORD, **said)


def follows(page: Page) -> str:
    """Where a page goes on by itself, with script and without."""
    (said,) = page.tree.xpath("//head/meta[@http-equiv='refresh']/@content")
    return str(said).partition("url=")[2]


def test_after_the_password_the_file_comes_without_another_press(ada: Staff, clinic: Clinic):
    page = ada.opens(asked_for(ada).location)
    assert page.heading == "Your file is coming"
    assert clinic.audit("export") == [], "nothing was sent yet"
    response = ada.gets(follows(page))
    assert response.mimetype == "text/csv"
    assert "Ana Ruiz" in response.text
    assert "attachment" in response.headers["Content-Disposition"]
    (row,) = clinic.audit("export")
    assert (row.subject, row.reason) == ("2026-03-01/2026-03-31/csv", "for Nora Vale")


def test_neither_the_password_nor_the_reason_stands_in_the_address_or_the_page(ada: Staff):
    response = asked_for(ada)
    page = ada.opens(response.location)
    for secret in (PASSWORD, "Nora"):
        assert secret not in response.location
        assert secret not in page.source


def test_each_time_it_is_sent_again_is_recorded(ada: Staff, clinic: Clinic):
    url = follows(ada.opens(asked_for(ada).location))
    for _ in range(2):
        ada.gets(url).close()
    assert len(clinic.audit("export")) == 2


def test_five_minutes_after_the_password_nothing_is_sent(ada: Staff, clinic: Clinic):
    page = asked_for(ada).location
    clinic.clock.goes_on(minutes=5)
    for url in (page, f"{page}/file"):
        assert ada.gets(url).location == "/admin/export"
    assert clinic.audit("export") == []


def test_the_address_is_good_for_this_sign_in_alone(ada: Staff, clinic: Clinic):
    page = asked_for(ada).location
    elsewhere = Staff(clinic).signs_in("Ada Books").confirms()
    for url in (page, f"{page}/file", f"{page[:-4]}AAAA/file", "/admin/export/no%20slip/file"):
        assert elsewhere.gets(url).location == "/admin/export"
    theo = Staff(clinic).signs_in("Theo Hands")
    assert theo.gets(f"{page}/file").status_code == 403
    assert clinic.audit("export") == []


def test_whoever_gave_the_password_just_now_has_the_file_at_once(ada: Staff, clinic: Clinic):
    ada.confirms().opens("/admin/export")
    assert posts(ada, "/admin/export", **MARCH, go="download").mimetype == "text/csv"
    assert len(clinic.audit("export")) == 1

"""Search by name: over the newest visits, in memory, with no name in any address."""

from __future__ import annotations

import pytest

from kiosk.web import searching
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import signs


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    for name in ("Zoë Ångström", "Ana Ruiz", "Ana O’Brien"):
        signs(clinic, name)
        clinic.clock.goes_on(days=1)
    return Staff(clinic).signs_in("Theo Hands")


def looks_for(staff: Staff, name: str) -> Page:
    staff.opens("/staff/search")
    return staff.does("/staff/search", name=name)


def found(page: Page) -> list[str]:
    return [b.text_content() for b in page.tree.xpath("//ul/li[@id]/div/p/b")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("zoe", ["Zoë Å."]),
        ("ANG", ["Zoë Å."]),
        ("ana", ["Ana O.", "Ana R."]),
        ("ana obr", ["Ana O."]),
    ],
)
def test_names_are_found_without_accents_and_capitals(theo: Staff, typed: str, names: list[str]):
    page = looks_for(theo, typed)
    assert found(page) == names
    assert page.tree.get_element_by_id("name").get("value") == typed


def test_a_visit_that_was_found_says_its_day_and_opens(theo: Staff):
    page = looks_for(theo, "ruiz")
    assert "11 March 2026" in page.words
    (url,) = [url for url in page.links() if url.startswith("/staff/intakes/")]
    assert theo.opens(url).heading == "Ana R. · 9:00 am"


def test_somebody_who_was_never_here_is_not_found(theo: Staff):
    page = looks_for(theo, "Ivan")
    assert "Nobody by this name among the newest 5000 visits." in page.words


@pytest.mark.parametrize("typed", ["", "   ", "…", "\u200e"])
def test_no_name_is_asked_for_again(theo: Staff, typed: str):
    theo.opens("/staff/search")
    response = theo.sends("/staff/search", name=typed)
    assert response.status_code == 422
    page = Page(response)
    assert page.error_at("name") == "Error: Write a name, or the beginning of one."
    assert page.summary == [("#name", "Write a name, or the beginning of one.")]


def test_each_search_is_recorded_without_the_name(theo: Staff, clinic: Clinic):
    looks_for(theo, "ruiz")
    (row,) = clinic.audit("search")
    assert (row.subject, row.reason) == ("", "")


def test_only_the_newest_are_looked_through_and_shown(theo: Staff, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "AMONG", 2)
    assert found(looks_for(theo, "zoe")) == []
    monkeypatch.setattr(searching, "SHOWN", 1)
    page = looks_for(theo, "ana")
    assert found(page) == ["Ana O."]
    assert "The newest 1 are shown." in page.words


def test_an_admin_finds_a_visit_but_does_not_read_it(theo: Staff, clinic: Clinic):
    page = looks_for(Staff(clinic).signs_in("Ada Books"), "ruiz")
    assert found(page) == ["Ana R."]
    assert "Nothing flagged" not in page.words
    assert "Take this visit" not in page.words
    assert [url for url in page.links() if "/intakes/" in url] == [
        url for url in page.links() if url.startswith("/admin/intakes/")
    ]

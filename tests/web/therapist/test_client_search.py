"""Search by name: over everybody who was ever here, with no name in any address."""

from __future__ import annotations

import pytest

from kiosk.store.records import cards
from kiosk.usecases.join_clients import join_clients
from kiosk.web.therapist import client_search
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    for name in ("Zoë Ångström", "Ana Ruiz", "Ana O’Brien"):
        signs(clinic, name)
        clinic.clock.goes_on(days=1)
    return Staff(clinic).signs_in("Theo Hands")


def looks_for(staff: Staff, name: str) -> Page:
    staff.opens("/staff/clients")
    return staff.does("/staff/clients", name=name)


def found(page: Page) -> list[str]:
    return [b.text_content().split(" · ")[0] for b in page.tree.xpath("//ul/li[@id]/div/p/b")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("zoe", ["Zoë Ångström"]),
        ("ANG", ["Zoë Ångström"]),
        ("ana", ["Ana O’Brien", "Ana Ruiz"]),
        ("a", ["Ana O’Brien", "Ana Ruiz", "Zoë Ångström"]),
        ("ana obr", ["Ana O’Brien"]),
        ("ruiz a", ["Ana Ruiz"]),
    ],
)
def test_names_are_found_without_accents_and_capitals(theo: Staff, typed: str, names: list[str]):
    page = looks_for(theo, typed)
    assert found(page) == names
    assert page.tree.get_element_by_id("name").get("value") == typed


def test_somebody_who_was_found_says_their_last_day_and_their_visits_open(theo: Staff):
    page = looks_for(theo, "ruiz")
    assert "last visit 11 March 2026 · visits: 1" in page.words
    (url,) = [url for url in page.links() if url.endswith("/visits")]
    page = theo.opens(url)
    assert "Ruiz" not in page.tree.findtext(".//title")
    (url,) = [url for url in page.links() if url.startswith("/staff/intakes/")]
    assert theo.opens(url).heading == "Ana R. · 9:00 am"


def test_somebody_who_was_never_here_is_not_found(theo: Staff):
    assert "Nobody by this name." in looks_for(theo, "Ivan").words


@pytest.mark.parametrize("typed", ["", "   ", "…", "\u200e"])
def test_no_name_is_asked_for_again(theo: Staff, typed: str):
    theo.opens("/staff/clients")
    response = theo.sends("/staff/clients", name=typed)
    assert response.status_code == 422
    page = Page(response)
    assert page.error_at("name") == "Error: Write a name, or the beginning of one."
    assert page.summary == [("#name", "Write a name, or the beginning of one.")]


def test_each_look_is_recorded_without_the_name(theo: Staff, clinic: Clinic):
    looks_for(theo, "ruiz")
    assert [(row.subject, row.reason) for row in clinic.audit("search")] == [("", "")] * 2


def test_everybody_stands_there_by_their_last_visit_before_anything_is_typed(
    theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    assert found(theo.opens("/staff/clients")) == ["Ana O’Brien", "Ana Ruiz", "Zoë Ångström"]
    monkeypatch.setattr(client_search, "SHOWN", 2)
    page = theo.opens("/staff/clients")
    assert found(page) == ["Ana O’Brien", "Ana Ruiz"]
    (older,) = [url for url in page.links() if "before=" in url]
    page = theo.opens(older)
    assert found(page) == ["Zoë Ångström"]
    assert not [url for url in page.links() if "before=" in url]


def test_the_desk_looks_nobody_through_and_is_led_to_its_own_tab(theo: Staff, clinic: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    assert dana.gets("/staff/clients").location == "/staff/clients/same"
    page = dana.opens("/staff/clients")
    assert page.tree.xpath("//nav[contains(@class, 'tabs')]") == []
    for name in ("Ruiz", "Ana", "Zoë"):
        assert name not in page.source
    assert posts(dana, "/staff/clients", name="ana").status_code == 403


@pytest.mark.parametrize(
    ("who", "tabs"),
    [
        ("Theo Hands", ["/staff/clients", "/staff/clients/same"]),
        ("Mei Tanaka", ["/staff/clients", "/staff/clients/same"]),
        ("Ada Books", []),
    ],
)
def test_each_sees_the_tabs_they_may_open(theo: Staff, clinic: Clinic, who: str, tabs: list[str]):
    page = Staff(clinic).signs_in(who).opens("/staff/clients")
    assert page.tree.xpath("//nav[contains(@class, 'tabs')]/a/@href") == tabs


def test_the_old_address_of_the_search_leads_here(theo: Staff):
    response = theo.gets("/staff/search")
    assert response.status_code == 308
    assert response.location.endswith("/staff/clients")


def test_a_list_never_says_nobody_before_everybody_was_looked_at(
    theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cards, "LOOKED_AT", 2)
    page = looks_for(theo, "z")
    assert found(page) == []
    assert "look further" in page.words
    assert "Nobody" not in page.words
    page = goes_on(theo, page)
    assert found(page) == ["Zoë Ångström"]
    assert "look further" not in page.words


def test_a_list_that_is_longer_than_its_page_says_so_and_goes_on(
    theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(client_search, "SHOWN", 1)
    page = looks_for(theo, "ana")
    assert found(page) == ["Ana O’Brien"]
    assert "There are more than these." in page.words
    page = goes_on(theo, page)
    assert found(page) == ["Ana Ruiz"]
    assert "These are the last." in page.words


def test_a_page_that_is_just_full_does_not_promise_more(
    clinic: Clinic, theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    """An older name that only begins alike stands under the same pieces, and is no more of them."""
    monkeypatch.setattr(client_search, "SHOWN", 2)
    for name in ("Annabet Lee", "Annabel Lee", "Annabel Leeds"):
        signs(clinic, name)
    page = looks_for(theo, "annabel lee")
    assert found(page) == ["Annabel Leeds", "Annabel Lee"]
    assert "more than these" not in page.words


def goes_on(staff: Staff, page: Page) -> Page:
    (before,) = page.tree.xpath("//input[@name='before']/@value")
    (name,) = page.tree.xpath("//form//input[@name='before']/../input[@name='name']/@value")
    return staff.does("/staff/clients", name=name, before=before)


def test_an_admin_finds_a_visit_but_does_not_read_it(theo: Staff, clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    page = looks_for(ada, "ruiz")
    assert found(page) == ["Ana Ruiz"]
    (url,) = [url for url in page.links() if url.endswith("/visits")]
    page = ada.opens(url)
    assert "Take this visit" not in page.words
    assert [url for url in page.links() if "/intakes/" in url] == [
        url for url in page.links() if url.startswith("/admin/intakes/")
    ]


def test_the_visits_of_one_client_come_page_by_page(
    clinic: Clinic, theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(client_search, "SHOWN", 2)
    with clinic.store.writing() as tx:
        first, *others = [card.id for card in cards.named(tx, "a", 9).cards]
        for other in others:
            join_clients(tx, other, first, "setup")
    page = theo.opens(f"/staff/clients/{first}/visits")
    assert "There are older visits." in page.words
    assert page.words.count("Read intake") == 2
    (older,) = [url for url in page.links() if "before=" in url]
    page = theo.opens(older)
    assert page.words.count("Read intake") == 1
    assert "There are older visits." not in page.words

"""An admin chooses how long each kind is kept, and sees beforehand who and what would go, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.store import Store
from kiosk.store.engine.tables import RETENTION
from kiosk.store.records import retention
from kiosk.store.records.retention import Rules
from kiosk.usecases.retain import choose_rules, keep_to_rules
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.faults.test_faults import breaks
from tests.store.house import rows
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.visits import posts, signs

URL = "/admin/retention"
TEN = {"person": "10", "record": "0", "client": "0", "grace": "14"}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


@pytest.fixture
def long_ago(clinic: Clinic, clock: Clock) -> str:
    """Ottilie Archer, who was here twelve years ago."""
    now: datetime = clock.now
    clock.now = now.replace(year=2014)
    kept = signs(clinic, "Ottilie Archer", birth_date="1960-01-02")
    clock.now = now
    return kept


def leaving(page: Page) -> list[str]:
    return [" ".join(li.text_content().split()) for li in page.tree.xpath("//*[@id='leaving']//li")]


def kept(store: Store) -> Rules:
    with store.reading() as tx:
        return retention.rules(tx)


def test_everything_is_kept_until_an_admin_chooses(clinic: Clinic, ada: Staff, long_ago: str):
    page = ada.opens(URL)
    assert {each.get("value") for each in page.tree.xpath("//option[@selected]")} == {"0", "30"}
    assert leaving(page) == []
    assert "With these rules nothing is to be erased today." in page.words
    assert not page.tree.xpath(f"//form[@method='post'][@action='{URL}']")


def test_rules_that_are_tried_out_show_who_goes_and_when_and_keep_nothing(
    clinic: Clinic, ada: Staff, long_ago: str
):
    signs(clinic, "Hal Brook")
    page = ada.opens(f"{URL}?person=10&grace=14")
    (row,) = leaving(page)
    assert row.startswith("Ottilie A. · ")
    assert "1 visit, the last on 10 March 2014" in row
    assert "Is erased on 24 March 2026" in row
    assert "Archer" not in page.words
    assert "the day they turn 18" in page.words
    assert rows(clinic.store, RETENTION) == 0


def test_choosing_asks_for_the_password_and_then_erases_what_was_shown(
    clinic: Clinic, clock: Clock, ada: Staff, long_ago: str
):
    recent = signs(clinic, "Hal Brook")
    ada.opens(f"{URL}?person=10&grace=14")
    assert Page(posts(ada, URL, **TEN)).heading == "Your password once more"
    assert kept(clinic.store) == Rules()
    chosen = posts(ada, URL, password=PASSWORD, **TEN)
    assert "Saved." in ada.opens(chosen.location).words
    assert kept(clinic.store) == Rules(person=10, grace=14)
    assert clinic.audit("settings")[0].reason == retention.in_words(kept(clinic.store))
    clock.goes_on(days=14)
    assert [due.records for due in keep_to_rules(clinic.store)] == [(long_ago,)]
    assert clinic.signed() == [recent]
    ada.signs_in("Ada Books")
    assert "erased" in ada.opens("/admin/audit?by=clock&kind=changed").words


def test_a_hold_can_be_put_on_it_from_the_list(clinic: Clinic, ada: Staff, long_ago: str):
    page = ada.opens(f"{URL}?person=10")
    (url,) = page.tree.xpath("//*[@id='leaving']//a/@href")
    ada.opens(url)
    ada.does(url, kind="client", reason="a court asks")
    (row,) = leaving(ada.opens(f"{URL}?person=10"))
    assert "On hold" in row
    assert "Is erased" not in row


def test_what_cannot_be_chosen_is_said_beside_the_field(clinic: Clinic, ada: Staff):
    ada.opens(URL)
    for name, odd in (("person", "11"), ("grace", "0"), ("client", "ten")):
        response = posts(ada, URL, **{**TEN, name: odd})
        assert response.status_code == 422
        page = Page(response)
        check(page, staff=True)
        assert [anchor for anchor, _ in page.summary] == [f"#{name}"]
    assert kept(clinic.store) == Rules()


def test_today_tells_an_admin_that_something_is_listed(clinic: Clinic, ada: Staff, long_ago: str):
    choose_rules(clinic.store, Rules(person=10), "ada")
    assert "1 thing is listed to be erased" in ada.opens().words
    assert "listed to be erased" not in Staff(clinic).signs_in("Dana Desk").page.words


def test_an_open_today_learns_of_it_by_itself(clinic: Clinic, ada: Staff, long_ago: str):
    again = ada.opens().tree.xpath("//div[@id='today']/@data-hx-get")[0]
    assert ada.gets(again).status_code == 204
    choose_rules(clinic.store, Rules(person=10), "ada")
    assert ada.gets(again).status_code == 200


def test_how_long_backups_keep_it_stands_beside_the_rules(
    clinic: Clinic, ada: Staff, monkeypatch: pytest.MonkeyPatch
):
    assert "four weeks at the most" in ada.opens(URL).words
    months = replace(clinic.app.extensions["settings"], backup_months=6)
    monkeypatch.setitem(clinic.app.extensions, "settings", months)
    assert "keeps 6 monthly backups" in ada.opens(URL).words


def test_a_fault_keeps_the_rules_and_what_was_chosen_on_the_page(
    clinic: Clinic, ada: Staff, monkeypatch: pytest.MonkeyPatch
):
    ada.confirms()
    ada.opens(f"{URL}?person=10")
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.records.retention.audit.write", breaks)
        failed = posts(ada, URL, **TEN)
    assert failed.status_code == 500
    assert 'value="10"' in failed.text
    assert kept(clinic.store) == Rules()

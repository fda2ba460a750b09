"""A therapist opens their own visits and open ones; for another's they say why."""

from __future__ import annotations

import pytest

from kiosk.store.access import staff
from kiosk.store.records import client_links, records
from kiosk.usecases.join_clients import join_clients
from tests.builders.clinic import PASSWORD
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page, check
from tests.walks.returning import ATHLETE, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

CHEST_PAIN = {"warning_signs": ["chest_breath"]}


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


@pytest.fixture
def meis(clinic: Clinic) -> str:
    """The id of a visit that Mei took."""
    kept = signs(clinic, good_visit="to sleep well", **CHEST_PAIN)
    posts(Staff(clinic).signs_in("Mei Tanaka"), f"/staff/intakes/{kept}/take")
    return kept


def test_a_visit_that_nobody_took_opens_at_once(clinic: Clinic, theo: Staff):
    assert "Take this visit" in theo.opens(f"/staff/intakes/{signs(clinic)}").words


def test_ones_own_visit_opens_at_once(clinic: Clinic, meis: str):
    mei = Staff(clinic).signs_in("Mei Tanaka")
    assert "sleep well" in mei.opens(f"/staff/intakes/{meis}").words


def test_another_therapists_visit_asks_for_a_reason_and_shows_nothing(
    clinic: Clinic, theo: Staff, meis: str
):
    page = theo.opens(f"/staff/intakes/{meis}")
    assert page.heading == "Another therapist's visit"
    assert "Mei Tanaka took this visit." in page.words
    assert "sleep" not in page.source
    assert "Hal" not in page.source
    for part in ("paper.pdf", "sheet"):
        response = theo.gets(f"/staff/intakes/{meis}/{part}")
        assert (response.status_code, response.location) == (303, f"/staff/intakes/{meis}")
    for part in ("copy", "read"):
        assert posts(theo, f"/staff/intakes/{meis}/{part}").location == f"/staff/intakes/{meis}"
    assert clinic.audit("view", "print", "export", "read") == []


def test_with_a_reason_it_opens_and_the_reason_is_kept(clinic: Clinic, theo: Staff, meis: str):
    theo.opens(f"/staff/intakes/{meis}")
    page = theo.does(f"/staff/intakes/{meis}/why", reason="Mei asked me to look")
    assert "sleep well" in page.words
    (row,) = clinic.audit("reason")
    assert (row.subject, row.reason) == (meis, "Mei asked me to look")
    assert theo.gets(f"/staff/intakes/{meis}/sheet").status_code == 200
    assert len(clinic.audit("view")) == 1


def test_without_a_reason_it_stays_closed(clinic: Clinic, theo: Staff, meis: str):
    theo.opens(f"/staff/intakes/{meis}")
    response = theo.sends(f"/staff/intakes/{meis}/why", reason="  ")
    assert response.status_code == 422
    page = Page(response)
    check(page, staff=True)
    assert "Say why" in page.error_at("reason")
    assert clinic.audit("reason", "view") == []


def test_a_reason_opens_one_visit_for_one_person_for_a_working_day(
    clinic: Clinic, theo: Staff, meis: str
):
    other = signs(clinic, "Ana Ruiz")
    posts(Staff(clinic).signs_in("Mei Tanaka"), f"/staff/intakes/{other}/take")
    posts(theo, f"/staff/intakes/{meis}/why", reason="Mei is ill")
    assert theo.opens(f"/staff/intakes/{other}").heading == "Another therapist's visit"
    assert theo.opens(f"/staff/intakes/{meis}").heading.startswith("Hal B.")
    clinic.clock.goes_on(hours=8)
    theo.signs_in("Theo Hands")
    assert theo.opens(f"/staff/intakes/{meis}").heading == "Another therapist's visit"


def test_what_one_therapist_said_opens_nothing_for_another(clinic: Clinic, theo: Staff, meis: str):
    with clinic.store.writing() as tx:
        staff.add(tx, "Nia New", PASSWORD, ["therapist"], by="setup")
    posts(theo, f"/staff/intakes/{meis}/why", reason="Mei is ill")
    nia = Staff(clinic).signs_in("Nia New")
    assert nia.opens(f"/staff/intakes/{meis}").heading == "Another therapist's visit"


def test_nobody_takes_a_visit_over_without_a_reason(clinic: Clinic, theo: Staff, meis: str):
    with clinic.store.reading() as tx:
        mei = records.find(tx, meis).therapist_id
    posts(theo, f"/staff/intakes/{meis}/take", instead_of=mei)
    assert theo.opens(f"/staff/intakes/{meis}").heading == "Another therapist's visit"
    assert len(clinic.audit("take")) == 1


def test_an_admin_may_let_therapists_open_them_freely(clinic: Clinic, theo: Staff, meis: str):
    ada = Staff(clinic).signs_in("Ada Books").confirms()
    page = ada.opens("/admin/staff")
    assert page.picked("asks_reason") == ["yes"], "a clinic begins with reasons"
    assert "Saved." in ada.does("/admin/reading", asks_reason="no").words
    assert ada.page.picked("asks_reason") == ["no"]
    assert "sleep well" in theo.opens(f"/staff/intakes/{meis}").words
    assert len(clinic.audit("view")) == 1, "every opening is recorded all the same"
    assert len([entry for entry in clinic.audit("settings") if entry.actor != "setup"]) == 1


def test_a_choice_that_is_none_is_refused(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books").confirms()
    ada.opens("/admin/staff")
    assert posts(ada, "/admin/reading", asks_reason="maybe").status_code == 400


@pytest.mark.parametrize(("early_is", "shows"), [("Mei Tanaka", False), ("Theo Hands", True)])
def test_joining_shows_no_visit_of_another_therapist_on_the_sheet_or_in_the_history(
    clinic: Clinic, theo: Staff, tablet: Tablet, early_is: str, shows: bool
):
    said = {**last_visit_of(ATHLETE), "pain_now": 7}
    early, late = was_here(clinic, said), was_here(clinic, said, days_ago=7)
    with clinic.store.writing() as tx:
        records.assign(tx, early, id_of(clinic, early_is), by="plan")
        records.assign(tx, late, id_of(clinic, "Theo Hands"), by="plan")
        join_clients(
            tx, client_links.client_of(tx, early), client_links.client_of(tx, late), "setup"
        )
        client = client_links.client_of(tx, late)
    sheet = theo.gets(f"/staff/intakes/{late}/sheet").text
    page = theo.opens(f"/staff/clients/{client}")
    assert ("Over the visits" in sheet) is shows
    assert ("20 Jan 2026" in page.words) is shows
    assert ("Visits of another therapist, not shown here: 1" in page.words) is not shows
    assert (early in {row.subject for row in clinic.audit("view")}) is shows

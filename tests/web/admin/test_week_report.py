"""Once a week an admin looks through who opened what."""

from __future__ import annotations

import pytest

from kiosk.store import audit
from kiosk.store.records import records
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.web.visits import posts, signs

URL = "/admin/audit/week"


@pytest.fixture
def opened(clinic: Clinic) -> str:
    """Mei's visit of Ottilie Archer, read twice by Theo, who said why; and one that is nobody's."""
    hers, his = signs(clinic, "Ottilie Archer"), signs(clinic, "Hal Brook")
    with clinic.store.writing() as tx:
        records.assign(tx, hers, id_of(clinic, "Mei Tanaka"), by="plan")
    theo = Staff(clinic).signs_in("Theo Hands")
    theo.opens(f"/staff/intakes/{hers}")
    posts(theo, f"/staff/intakes/{hers}/why", reason="she called")
    for this in (hers, hers, his):
        theo.opens(f"/staff/intakes/{this}")
    return hers


def told(staff: Staff, url: str = URL) -> list[str]:
    page = staff.opens(url)
    found = page.tree.xpath("//main//section")
    return [" ".join(each.text_content().split()) for each in found]


def test_it_says_who_opened_whose_intakes_and_which_were_another_therapists(
    clinic: Clinic, opened: str
):
    ada = Staff(clinic).signs_in("Ada Books")
    (theo,) = told(ada)
    assert theo.startswith("Theo Hands 2 different signed intakes · read: 3, printed: 0")
    assert "1 is another therapist's" in theo
    hers, his = ada.page.tree.xpath("//li/a")
    assert (hers.text_content()[:10], "Hal B." in his.text_content()) == ("Ottilie A.", True)
    assert "2×" in hers.text_content()
    assert "Another therapist's" in hers.getparent().text_content()
    assert "Another therapist's" not in his.getparent().text_content()
    assert "Archer" not in ada.page.words


def test_whoever_hands_a_copy_out_is_named_as_well(clinic: Clinic):
    this = signs(clinic, "Ottilie Archer")
    with clinic.store.writing() as tx:
        audit.write(tx, "hand_out", id_of(clinic, "Dana Desk"), this, "copy by link")
    (dana,) = told(Staff(clinic).signs_in("Ada Books"))
    assert dana.startswith("Dana Desk 1 signed intake · read: 0, printed: 0, exported or copied: 1")


def test_whoever_looks_at_agreements_has_opened_no_intake(clinic: Clinic):
    this = signs(clinic, "Ottilie Archer")
    dana = Staff(clinic).signs_in("Dana Desk")
    dana.opens(f"/staff/agreements/{this}")
    ada = Staff(clinic).signs_in("Ada Books")
    assert told(ada) == []
    assert "Dana Desk looked at agreements" in ada.opens("/admin/audit?kind=read").words
    assert (
        "Nobody has opened this before"
        in Staff(clinic).signs_in().opens(f"/staff/intakes/{this}").words
    )


def test_it_leads_on_to_everything_about_one_client(clinic: Clinic, opened: str):
    ada = Staff(clinic).signs_in("Ada Books")
    told(ada)
    assert ada.page.tree.xpath("//li/a/@href")[0] == f"/admin/intakes/{opened}/openings"


def test_a_week_has_seven_days_and_leads_to_the_one_before(
    clinic: Clinic, clock: Clock, opened: str
):
    clock.goes_on(days=6)
    ada = Staff(clinic).signs_in("Ada Books")
    assert len(told(ada)) == 1
    clock.goes_on(days=1)
    ada.signs_in("Ada Books")
    assert told(ada) == []
    assert "Nobody opened anything" in ada.page.words
    (before,) = ada.page.tree.xpath("//a[text()='The week before']/@href")
    assert len(told(ada, before)) == 1
    assert ada.page.tree.xpath("//a[text()='The week after']")
    for odd in ("soon", "2027-01-01"):
        assert told(ada, f"{URL}?to={odd}") == []

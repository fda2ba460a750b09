"""What therapists offer: set for each, seen on paper and where visits are planned, and undone."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.clinic import OFFERED, SETTINGS
from kiosk.store import Missing, Refused, clinics
from kiosk.store.access import offers, staff
from kiosk.store.records import records
from kiosk.usecases.change_setting import change_setting, changes_of, undo_change
from kiosk.usecases.print_record import record_for_paper
from kiosk.usecases.read_record import take_visit
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

TODAY = "2026-03-10"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def says(clinic: Clinic, name: str = "Theo Hands", **said: Any) -> str:
    """An admin says what somebody offers; who it is."""
    about = id_of(clinic, name)
    for key, value in said.items():
        change_setting(clinic.store, key, value, "ada", about)
    return about


def offered(tablet: Tablet) -> bool:
    return "gentle_release" in tablet.is_at("touch").choices("style")


def test_no_key_is_the_clinics_and_a_therapists():
    assert not SETTINGS.keys() & OFFERED.keys()


def test_each_is_set_on_its_page_and_undone(clinic: Clinic, ada: Staff):
    theo = id_of(clinic, "Theo Hands")
    [link] = ada.opens(f"/admin/staff/{theo}").tree.xpath("//a[contains(@href, 'offers')]/@href")
    at = ada.opens(link).tree.xpath("//*[@id='settings']//a/@href")
    assert at == [f"/admin/staff/{theo}/offers/{key}" for key in OFFERED]
    said = {
        "working_name": "Theo",
        "pressures": ["p2_light", "p3_medium"],
        "trained_for": "Massage in pregnancy",
        "speaks": ["en", "es"],
        "release_since": "2026-01-10",
        "release_until": "2026-12-31",
    }
    for url, (key, value) in zip(at, said.items(), strict=True):
        assert OFFERED[key].title in ada.opens(url).words
        assert posts(ada, url, **{key: value}).status_code == 303, key
    with clinic.store.reading() as tx:
        kept = offers.of(tx, theo)
        newest = changes_of(tx, OFFERED, 10, about=theo)
    assert kept.pressures == "p2_light,p3_medium"
    assert kept.speaks == "en,es"
    assert [each.key for each in newest] == list(reversed(said))
    for each in newest:
        assert posts(ada, "/admin/clinic/undo", change=str(each.sequence)).status_code == 303
    with clinic.store.reading() as tx:
        assert offers.of(tx, theo) == offers.Offer()


def test_whoever_plans_a_visit_sees_what_each_does(clinic: Clinic):
    says(clinic, pressures="p2_light,p3_medium", trained_for="Pregnancy", speaks="en,es")
    page = Staff(clinic).signs_in("Dana Desk").opens("/staff/visits")
    assert "Theo Hands · Light, Medium · Pregnancy · English, Español" in page.words


def test_the_paper_calls_them_as_they_are_called_at_work(clinic: Clinic):
    kept, theo = signs(clinic), id_of(clinic, "Theo Hands")
    with clinic.store.reading() as tx:
        him = staff.find(tx, theo)
    assert take_visit(clinic.store, him, kept)
    assert _on_paper(clinic, kept) == "Theo Hands"
    says(clinic, working_name="Theo H.")
    assert _on_paper(clinic, kept) == "Theo H."


def _on_paper(clinic: Clinic, kept: str) -> str:
    with clinic.store.reading() as tx:
        signed = records.find(tx, kept)
    return record_for_paper(clinic.store, signed).therapist


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        ("2025-03-01", "", True),
        ("2025-03-01", "2026-03-10", True),
        ("2026-03-10", "", True),
        ("2025-03-01", "2026-03-09", False),
        ("2026-03-11", "", False),
        ("", "", False),
    ],
)
def test_the_choice_appears_only_while_a_training_counts(
    clinic: Clinic, tablet: Tablet, since: str, until: str, counts: bool
):
    says(clinic, release_since=since)
    says(clinic, release_until=until)
    assert not offered(tablet), "off in the clinic"
    change_setting(clinic.store, "gentle_release", True, "ada")
    assert offered(tablet) is counts


def test_a_training_counts_no_more_when_its_account_is_closed(clinic: Clinic, tablet: Tablet):
    change_setting(clinic.store, "gentle_release", True, "ada")
    theo = says(clinic, release_since="2025-03-01")
    says(clinic, "Dana Desk", release_since="2025-03-01")
    assert offered(tablet)
    with clinic.store.writing() as tx:
        staff.disable(tx, theo, "ada")
    assert not offered(tablet), "whoever is no therapist opens nothing"


def test_one_passed_training_leaves_the_other_standing(clinic: Clinic, tablet: Tablet):
    change_setting(clinic.store, "gentle_release", True, "ada")
    says(clinic, release_since="2024-01-01")
    says(clinic, release_until="2025-01-01")
    assert not offered(tablet)
    says(clinic, "Mei Tanaka", release_since="2026-01-01")
    assert offered(tablet)


def test_the_page_of_it_says_who_is_trained_and_whose_training_passed(clinic: Clinic, ada: Staff):
    says(clinic, release_since="2024-01-01")
    says(clinic, release_until="2025-01-01")
    says(clinic, "Mei Tanaka", release_since="2026-01-01")
    words = ada.opens("/admin/clinic/setting/gentle_release").words
    assert "Theo Hands: the training counted until 1 January 2025" in words
    assert "Mei Tanaka: trained since 1 January 2026" in words
    assert "Dana Desk" not in words
    assert "Theo Hands" in ada.opens("/admin/clinic/people").words


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("release_since", "soon", "Write a day, like 2026-03-10."),
        ("release_until", "2026-12-31", "Write first from which day they are trained."),
        ("speaks", "xx", "Choose among these."),
        ("working_name", "a" * 61, "Please use fewer words here."),
    ],
)
def test_what_will_not_do_is_said_and_stays_typed(
    clinic: Clinic, ada: Staff, key: str, typed: str, words: str
):
    theo = id_of(clinic, "Theo Hands")
    page = Page(posts(ada, f"/admin/staff/{theo}/offers/{key}", **{key: typed}))
    assert page.status == 422
    assert page.summary == [(f"#{key}", words)]
    with clinic.store.reading() as tx:
        assert offers.of(tx, theo) == offers.Offer()


def test_a_training_ends_after_it_began(clinic: Clinic):
    says(clinic, release_since="2026-01-10")
    with pytest.raises(Refused, match="not before the first"):
        says(clinic, release_until="2026-01-09")
    says(clinic, release_until="2026-06-30")
    for since in ("2026-07-01", ""):
        with pytest.raises(Refused):
            says(clinic, release_since=since)


def test_a_change_is_undone_for_whom_it_was_made_alone(clinic: Clinic):
    theo = says(clinic, working_name="Theo H.")
    mei = says(clinic, "Mei Tanaka", working_name="Mei T.")
    with clinic.store.reading() as tx:
        (change,) = changes_of(tx, ["working_name"], about=theo)
    assert undo_change(clinic.store, change.sequence, "ada").about == theo
    with clinic.store.reading() as tx:
        assert offers.name_on_paper(tx, theo) == "Theo Hands"
        assert offers.name_on_paper(tx, mei) == "Mei T."


def test_what_is_not_there_is_not_found(clinic: Clinic, ada: Staff):
    theo = id_of(clinic, "Theo Hands")
    for url in ("/admin/staff/nobody/offers", f"/admin/staff/{theo}/offers/password"):
        assert ada.gets(url).status_code == 404
    with pytest.raises(Missing):
        change_setting(clinic.store, "majority_age", 19, "ada", theo)
    dana = Staff(clinic).signs_in("Dana Desk")
    for url in (f"/admin/staff/{theo}/offers", f"/admin/staff/{theo}/offers/speaks"):
        assert dana.gets(url).status_code == 403


def test_the_clinic_with_its_trainings_is_one_statement(clinic: Clinic):
    says(clinic, release_since="2024-01-01")
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert mine.trained == "2024-01-01/"

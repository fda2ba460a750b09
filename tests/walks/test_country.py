"""The country: in which order day, month and year stand, and a birth date said back."""

from __future__ import annotations

import pytest

from kiosk.store import clinics
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page
from tests.walks.tablet import Tablet


def in_country(clinic: Clinic, country: str) -> None:
    with clinic.store.writing() as tx:
        here = clinics.the_clinic(tx)
        assert here
        clinics.change(tx, here.id, "setup", country=country)


def asked(page: Page) -> list[str]:
    """The parts of a birth date in the order in which they are asked."""
    return [name.rpartition("-")[2] for name in page.form if name.startswith("birth_date-")]


@pytest.mark.parametrize(
    ("country", "order"),
    [
        ("US", "month day year"),
        ("ES", "day month year"),
        ("JP", "year month day"),
        ("", "day month year"),
    ],
)
def test_a_birth_date_is_asked_in_the_order_of_the_country(
    clinic: Clinic, tablet: Tablet, country: str, order: str
):
    in_country(clinic, country)
    assert " ".join(asked(tablet.is_at("about_you"))) == order
    desk = Staff(clinic).signs_in("Dana Desk")
    assert " ".join(asked(desk.opens("/staff/visits"))) == order
    plans(desk, filling_for="someone_else")
    assert " ".join(asked(desk.opens(f"/staff/visits/{planned(clinic).id}/family"))) == order


def test_a_birth_date_is_said_back_in_words_with_the_age(clinic: Clinic, tablet: Tablet):
    in_country(clinic, "US")
    tablet.is_at("about_you", filling_for="myself", birth_date=None)
    tablet.answers("about_you", full_name="Hal Brook", birth_date="1990-12-11", phone="555 0101")
    said = "Born on December 11, 1990: 35 years old."
    assert said in tablet.page.words
    tablet.skips()
    assert said not in tablet.page.words, "said once"
    tablet.goes_back()
    tablet.goes_back()
    tablet.answers("about_you")
    assert said not in tablet.page.words, "nothing new to say"


def test_it_is_said_back_in_the_clients_language(tablet: Tablet):
    tablet.is_at("about_you", language="es", filling_for="myself", birth_date=None)
    tablet.answers("about_you", full_name="Ana Gil", birth_date="2025-03-09", phone="555 0101")
    assert "Fecha de nacimiento: 9 de marzo de 2025, 1 año." in tablet.page.words


@pytest.mark.parametrize(
    "typed",
    [
        {"birth_date-day": "3 February 1990"},
        {"birth_date-day": "3 de febrero de 1990"},
        {"birth_date-year": "1990-02-03"},
        {"birth_date-month": "2/3/1990"},
        {"birth_date-day": "3", "birth_date-month": "Feb", "birth_date-year": "1990"},
        {"birth_date-day": "٣", "birth_date-month": "febrero", "birth_date-year": "１９９０"},
    ],
)
def test_a_day_is_taken_as_we_print_it(clinic: Clinic, tablet: Tablet, typed: dict[str, str]):
    in_country(clinic, "US")
    tablet.is_at("about_you", filling_for="myself", birth_date=None)
    tablet.presses("next", full_name="Hal Brook", phone="555 0101", **typed)
    assert tablet.draft.answers["birth_date"] == "1990-02-03"


def test_the_desk_hears_its_visit_said_back(clinic: Clinic):
    in_country(clinic, "US")
    desk = Staff(clinic).signs_in("Dana Desk")
    desk.opens("/staff/visits")
    born = {"birth_date-month": "12", "birth_date-day": "11", "birth_date-year": "2008"}
    page = desk.does("/staff/visits", time="2:30", full_name="Ann Lee", **born)
    assert "2:30 pm · Born on December 11, 2008: 17 years old" in page.words
    assert planned(clinic, "Ann Lee").time == "14:30"


def test_an_admin_says_which_country_it_is_and_lists_follow(clinic: Clinic):
    admin = Staff(clinic).signs_in()
    assert "10 March 2026" in admin.opens("/staff/").words
    url = "/admin/clinic/setting/country"
    admin.opens(url)
    assert "Today is March 10, 2026." in admin.does(url, country="US").words
    assert "March 10, 2026" in admin.opens("/staff/").words
    admin.opens(url)
    assert admin.sends(url, country="Atlantis").status_code == 422


def test_an_export_takes_days_as_the_lists_print_them(clinic: Clinic):
    in_country(clinic, "US")
    admin = Staff(clinic).signs_in()
    admin.opens("/admin/export")
    days = {"from": "March 1, 2026", "to": "3/10/2026"}
    page = admin.does("/admin/export", **days, format="csv", reason="test")
    assert "No visit was signed in these days." in page.words
    assert (page.form["from"], page.form["to"]) == (["2026-03-01"], ["2026-03-10"])

"""Staff accounts: changed and closed by an admin; a clinic is never without one."""

from __future__ import annotations

import pytest

from kiosk.store import Refused
from kiosk.store.access import staff as accounts
from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts

LONG_ENOUGH = "a window under the lamp"


@pytest.fixture
def mei(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Mei Tanaka").confirms()


def account(clinic: Clinic, name: str) -> accounts.Staff:
    with clinic.store.reading() as tx:
        return next(each for each in accounts.everyone(tx) if each.name == name)


def url_of(clinic: Clinic, name: str) -> str:
    return f"/admin/staff/{account(clinic, name).id}"


def test_changing_roles_ends_their_sign_ins(clinic: Clinic, mei: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    mei.opens(url_of(clinic, "Theo Hands"))
    response = posts(mei, url_of(clinic, "Theo Hands"), go="roles", role=["desk", "therapist"])
    assert "They sign in again" in mei.opens(response.location).words
    assert account(clinic, "Theo Hands").roles == {"desk", "therapist"}
    assert theo.gets("/staff/").status_code == 303


def test_saving_the_same_roles_changes_nothing(clinic: Clinic, mei: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    before = len(clinic.audit("staff"))
    posts(mei, url_of(clinic, "Theo Hands"), go="roles", role="therapist")
    assert len(clinic.audit("staff")) == before
    assert theo.gets("/staff/").status_code == 200


def test_a_new_password_holds_from_now_on(clinic: Clinic, mei: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    posts(mei, url_of(clinic, "Theo Hands"), go="password", new_password=LONG_ENOUGH)
    assert theo.gets("/staff/").status_code == 303
    with pytest.raises(Refused):
        accounts.sign_in(clinic.store, "Theo Hands", PASSWORD, "198.51.100.7")


@pytest.mark.parametrize(("go", "field"), [("password", "new_password"), ("roles", "role")])
def test_a_change_that_will_not_do_is_said_at_its_field(
    clinic: Clinic, mei: Staff, go: str, field: str
):
    response = posts(mei, url_of(clinic, "Theo Hands"), go=go, new_password="short")
    assert response.status_code == 422
    assert Page(response).error_at(field)
    assert account(clinic, "Theo Hands").roles == {"therapist"}


def test_a_closed_account_signs_in_no_more_and_stays_on_the_list(clinic: Clinic, mei: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    for _ in range(2):
        assert posts(mei, url_of(clinic, "Theo Hands"), go="closed").status_code == 303
    assert theo.gets("/staff/").status_code == 303
    assert "Theo Hands Therapist Closed" in mei.opens("/admin/staff").words
    assert account(clinic, "Theo Hands").disabled
    assert "Close account" not in mei.opens(url_of(clinic, "Theo Hands")).words


@pytest.mark.parametrize(("go", "field"), [("closed", "closed"), ("roles", "role")])
def test_the_last_admin_stays(clinic: Clinic, mei: Staff, go: str, field: str):
    posts(mei, url_of(clinic, "Ada Books"), go="closed")
    response = posts(mei, url_of(clinic, "Mei Tanaka"), go=go, role="therapist")
    assert response.status_code == 422
    page = Page(response)
    assert page.summary == [
        (f"#{field}", "This is the only admin. Make somebody else an admin first.")
    ]
    assert "admin" in account(clinic, "Mei Tanaka").roles
    assert not account(clinic, "Mei Tanaka").disabled


def test_an_admin_who_closes_their_own_account_is_out(clinic: Clinic, mei: Staff):
    posts(mei, url_of(clinic, "Mei Tanaka"), go="closed")
    assert mei.opens("/admin/staff").heading == "Staff sign in"


def test_every_change_is_recorded(clinic: Clinic, mei: Staff):
    before = len(clinic.audit("staff"))
    where = url_of(clinic, "Theo Hands")
    posts(mei, where, go="roles", role="desk")
    posts(mei, where, go="password", new_password=LONG_ENOUGH)
    posts(mei, where, go="closed")
    assert len(clinic.audit("staff")) == before + 3


def test_an_account_nobody_has_is_not_found(mei: Staff):
    assert mei.gets("/admin/staff/none").status_code == 404
    assert posts(mei, "/admin/staff/none", go="closed").status_code == 404


def test_a_button_that_is_not_there_is_refused(clinic: Clinic, mei: Staff):
    assert posts(mei, url_of(clinic, "Theo Hands"), go="promote").status_code == 400

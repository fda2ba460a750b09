"""An admin invites by a link; the invited person chooses their password and sets up their app."""

from __future__ import annotations

import pytest
from flask import Flask

from kiosk.store.access import staff
from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.account.phones import WithPhone
from tests.web.visits import posts


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    ada = Staff(clinic).signs_in("Ada Books").confirms()
    ada.opens("/admin/invitations")
    return ada


def link_for(ada: Staff, name: str = "Nia New", role: str = "therapist") -> str:
    """The link an admin gets for somebody, without its host."""
    page = Page(posts(ada, "/admin/invitations", name=name, role=role))
    check(page, staff=True)
    (link,) = page.tree.xpath("//*[@class='secret']//text()")
    assert link.startswith("http://localhost/invited/")
    return str(link).removeprefix("http://localhost")


def accepts(clinic: Clinic, link: str, password: str = PASSWORD) -> Staff:
    """Somebody opens a link at their own computer and chooses a password."""
    new = Staff(clinic)
    new.opens(link)
    response = new.sends(link, password=password)
    assert response.status_code == 303
    new.opens(response.location)
    return new


def test_the_invited_person_is_greeted_and_comes_in_with_a_password_of_their_own(
    clinic: Clinic, ada: Staff
):
    link = link_for(ada)
    page = Staff(clinic).opens(link)
    assert page.heading == "Welcome, Nia New"
    assert "Therapist" in page.words
    new = accepts(clinic, link)
    assert new.page.heading == "Today"
    assert Staff(clinic).signs_in("Nia New")
    assert new.gets("/admin/staff").status_code == 403, "no more than they were invited to"


def test_where_codes_are_asked_for_the_app_is_set_up_at_once(
    app: Flask, clinic: Clinic, ada: Staff, monkeypatch: pytest.MonkeyPatch
):
    link = link_for(ada)
    monkeypatch.setitem(app.config, "ASKS_CODES", True)
    new = WithPhone(clinic)
    new.opens(link)
    led = new.sends(link, password=PASSWORD)
    assert new.opens(led.location).heading == "Set up your code app"
    assert not new.is_in
    new.sets_up()
    assert new.is_in


def test_an_invitation_used_twice_is_refused(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    late = Staff(clinic)
    late.opens(link)
    accepts(clinic, link)
    assert late.sends(link, password="another lamp entirely").status_code == 404
    assert late.gets(link).status_code == 404


def test_an_invitation_is_over_after_a_day(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    clinic.clock.goes_on(hours=24)
    assert Staff(clinic).gets(link).status_code == 404


def test_an_open_invitation_is_listed_and_can_be_taken_back(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    page = ada.opens("/admin/invitations")
    assert "Nia New Therapist Good until 11 March 2026, 9:00 am" in page.words
    assert link not in page.source, "the link is shown once"
    (take_back,) = page.tree.xpath("//form/@action[contains(., 'take-back')]")
    for _ in range(2):
        assert posts(ada, take_back).status_code == 303
    assert "Nia New" not in ada.opens("/admin/invitations").words
    assert Staff(clinic).gets(link).status_code == 404


def test_a_weak_password_is_said_at_its_field_and_the_link_stays(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    new = Staff(clinic)
    new.opens(link)
    response = new.sends(link, password="short")
    assert response.status_code == 422
    page = Page(response)
    check(page, staff=True)
    assert "Use at least 12 characters" in page.error_at("password")
    assert "short" not in page.source
    assert accepts(clinic, link)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " ", "role": "desk"}, "name"),
        ({"name": "theo hands", "role": "desk"}, "name"),
        ({"name": "Nia New"}, "role"),
        ({"name": "Nia New", "role": "owner"}, "role"),
    ],
)
def test_an_invitation_that_will_not_do_is_said_at_its_field(
    ada: Staff, said: dict[str, str], field: str
):
    response = posts(ada, "/admin/invitations", **said)
    assert response.status_code == 422
    page = Page(response)
    check(page, staff=True)
    assert page.error_at(field)


def test_nobody_accepts_an_invitation_on_a_tablet(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    tablet = Staff(clinic)
    tablet.browser.set_cookie("kiosk_tablet", clinic.pairs(), domain="localhost")
    assert tablet.gets(link).status_code == 403


def test_an_invitation_dies_with_the_admin_who_made_it(clinic: Clinic, ada: Staff):
    link = link_for(ada)
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    mei.opens("/admin/staff")
    with clinic.store.reading() as tx:
        adas = next(each.id for each in staff.everyone(tx) if each.name == "Ada Books")
    posts(mei, f"/admin/staff/{adas}", go="closed")
    assert Staff(clinic).gets(link).status_code == 404

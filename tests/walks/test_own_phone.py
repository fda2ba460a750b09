"""Going on by one's own phone: once, over TLS, and the tablet knows nothing of it any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.intake.draft import as_json
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import row_of
from tests.walks.page import Page
from tests.walks.phone import Phone, phones_reach
from tests.walks.tablet import SHORTEST, Tablet


@pytest.fixture
def links(clinic: Clinic) -> Iterator[list[str]]:
    with phones_reach(clinic) as seen:
        yield seen


def shows_code(tablet: Tablet) -> Page:
    """Stop or get help, and the way to the own phone."""
    tablet.presses("stop")
    offer = f"{tablet.here}/phone"
    assert offer in tablet.page.links()
    tablet.opens(offer)
    return Page(tablet.sends({**tablet.page.form, "go": "show"}, offer))


def test_the_phone_goes_on_and_signs_and_the_tablet_is_free(clinic: Clinic, links: list[str]):
    tablet, phone = Tablet(clinic), Phone(clinic)
    tablet.is_at("reason", health_note="Waxwing")
    assert "data-waits" in shows_code(tablet).source
    here, before = tablet.here, tablet.intake_id
    assert tablet.opens(here).step == "stop", "until a phone has opened it nothing changes"
    phone.walks_in(links[0])
    assert phone.intake_id == before
    assert tablet.gets(here).location == "/"
    assert tablet.opens("/").tree.xpath("//form[@action='/']"), "Welcome, for the next client"
    assert phone.step == "reason", "where they were"
    phone.walks(SHORTEST)
    assert "Everything has arrived" in phone.page.words
    assert clinic.record(before).answers["full_name"] == "Hal Brook"


def known_to(page: Page) -> dict[str, str]:
    """By field, what its browser may fill it in with."""
    fields = page.tree.xpath("//main//input[@autocomplete]")
    return {each.get("name"): each.get("autocomplete") for each in fields}


def test_a_phone_may_fill_in_what_it_knows_of_its_owner_and_the_tablet_nothing(
    clinic: Clinic, links: list[str]
):
    tablet, phone = Tablet(clinic), Phone(clinic)
    assert set(known_to(tablet.is_at("about_you")).values()) == {"off"}
    shows_code(tablet)
    phone.walks_in(links[0])
    said = known_to(phone.opens())
    assert said["full_name"] == "name"
    assert (said["phone"], said["email"], said["birth_date-year"]) == ("tel", "email", "bday-year")
    draft = as_json(phone.draft)
    draft["answers"] = {**draft["answers"], "filling_for": "someone_else"}
    clinic.moves(phone.intake_id, "about_you", draft)
    assert set(known_to(phone.opens()).values()) == {"off"}, "its owner is not whom it is about"


def test_the_link_opens_once_and_not_without_tls(clinic: Clinic, links: list[str]):
    tablet = Tablet(clinic)
    tablet.is_at("reason")
    shows_code(tablet)
    stranger = Phone(clinic)
    stranger.base_url = "http://forms.example.org"
    assert stranger.gets(links[0]).status_code == 403
    phone, second = Phone(clinic), Phone(clinic)
    phone.walks_in(links[0])
    assert second.gets(links[0]).location == "/once"
    phone.base_url = "http://forms.example.org"
    assert phone.gets(phone.here).status_code == 303, "the walk neither"


def test_another_code_ends_the_one_before_and_each_lasts_a_quarter_of_an_hour(
    clinic: Clinic, links: list[str]
):
    tablet, phone = Tablet(clinic), Phone(clinic)
    tablet.is_at("reason")
    shows_code(tablet)
    tablet.sends({**tablet.page.form, "go": "show"}, f"{tablet.here}/phone")
    assert phone.gets(links[0]).location == "/once"
    clinic.clock.goes_on(minutes=15)
    assert phone.gets(links[1]).location == "/once"


def test_a_phone_that_lies_still_is_put_aside_and_the_desk_gives_it_back(
    clinic: Clinic, links: list[str]
):
    tablet, phone = Tablet(clinic), Phone(clinic)
    tablet.is_at("reason")
    shows_code(tablet)
    phone.walks_in(links[0])
    desk = Staff(clinic).signs_in("Dana Desk")
    assert "On their own phone" in row_of(desk.opens("/staff/"), "Hal B.")
    clinic.clock.goes_on(minutes=5)
    assert "Your answers are hidden and kept." in phone.opens().words
    where = clinic.tablets()[0].id
    desk.opens("/staff/")
    desk.does(f"/staff/intakes/{phone.intake_id}/give-back", tablet=where)
    assert "resume" in tablet.opens("/").buttons


def test_nobody_is_offered_it_where_phones_do_not_reach_us(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.is_at("reason")
    tablet.presses("stop")
    assert "own phone" not in tablet.page.words
    assert tablet.gets(f"{tablet.here}/phone").status_code == 404


def test_a_tablet_that_shows_the_code_and_lies_still_hides_the_answers(
    clinic: Clinic, links: list[str]
):
    tablet = Tablet(clinic)
    tablet.is_at("reason")
    page = shows_code(tablet)
    form = {**page.form, "go": "away"}
    assert "kept=saved" in tablet.sends(form, f"{tablet.here}/phone").location
    assert clinic.intake(tablet.intake_id).state == "parked"

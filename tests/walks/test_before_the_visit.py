"""A link before the visit: begun at home, over TLS, and only today's questions at the clinic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.intake.draft import as_json
from kiosk.intake.visit import ON_THE_DAY
from kiosk.store.housekeeping import purge
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans, row_of
from tests.walks.page import Page
from tests.walks.phone import Phone, phones_reach
from tests.walks.tablet import SHORTEST, Tablet, typed
from tests.web.visits import posts

AT_HOME = {**SHORTEST, "phone": "555 0101", "email": "hal@example.org"}


@pytest.fixture
def links(clinic: Clinic) -> Iterator[list[str]]:
    with phones_reach(clinic) as seen:
        yield seen


@pytest.fixture
def desk(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def makes_link(clinic: Clinic, desk: Staff) -> str:
    """The desk's own button, for Hal's visit of today."""
    visit = planned(clinic).id
    desk.opens("/staff/visits")
    page = desk.does(f"/staff/visits/{visit}/link")
    assert page.status == 200, page.words
    return visit


def test_most_is_said_at_home_and_the_tablet_asks_for_today_alone(
    clinic: Clinic, links: list[str], desk: Staff
):
    code = plans(desk)
    makes_link(clinic, desk)
    phone = Phone(clinic)
    phone.walks_in(links[0], language="en")
    phone.walks(AT_HOME)
    assert "That is all for now" in phone.page.words
    assert not {step for step, _ in phone.seen} & ON_THE_DAY
    assert "Begun at home" in row_of(desk.opens("/staff/"), "Hal B.")
    assert "Begun at home" in row_of(desk.opens("/staff/visits"), "Hal B.")
    clinic.clock.goes_on(hours=3)
    with clinic.store.writing() as tx:
        assert purge(tx) == 0, "it is kept until its day is over"
    tablet = Tablet(clinic)
    tablet.opens("/")
    page = comes_with(tablet, code)
    assert page.step == "today_check"
    assert "What you said at home is here" in page.words
    tablet.walks(SHORTEST)
    asked = {step for step, _ in tablet.seen if step}
    assert asked <= ON_THE_DAY | {"welcome"}, asked
    assert clinic.record(tablet.intake_id).answers["email"] == "hal@example.org"


def comes_with(tablet: Tablet, code: str) -> Page:
    """Type the code at the front door, and say the birth date."""
    tablet.opens("/code")
    asks = Page(tablet.sends({**tablet.page.form, "code": code, "go": "start"}, "/"))
    born = typed({"find_birth_date": "1990-02-03"})
    response = tablet.sends({**asks.form, **born, "go": "start"}, "/")
    assert response.status_code == 303, asks.words
    tablet.here = response.location
    return tablet.opens()


def test_it_opens_once_and_not_the_day_after_nor_without_tls(
    clinic: Clinic, links: list[str], desk: Staff
):
    plans(desk)
    makes_link(clinic, desk)
    plain = Phone(clinic)
    plain.base_url = "http://forms.example.org"
    assert plain.gets(links[0]).status_code == 403
    Phone(clinic).walks_in(links[0], language="es")
    assert Phone(clinic).gets(links[0]).location == "/once"
    visit = makes_link(clinic, desk)
    clinic.clock.goes_on(hours=15)
    assert Phone(clinic).gets(links[1]).location == "/once"
    late = Staff(clinic).signs_in("Dana Desk")
    assert posts(late, f"/staff/visits/{visit}/link").status_code == 422


def test_whoever_stopped_at_home_goes_on_by_another_link(
    clinic: Clinic, links: list[str], desk: Staff
):
    plans(desk)
    makes_link(clinic, desk)
    phone = Phone(clinic)
    phone.walks_in(links[0], language="en")
    phone.presses("stop")
    assert "We keep them for your visit." in phone.page.words
    gone = phone.sends(phone.fills("stop"))
    assert "Ask us for another link" in phone.opens(gone.location).words
    makes_link(clinic, desk)
    before, again = phone.intake_id, Phone(clinic)
    again.walks_in(links[1], language="en")
    assert again.intake_id == before


def test_what_alarms_at_home_asks_to_call(clinic: Clinic, links: list[str], desk: Staff):
    plans(desk)
    makes_link(clinic, desk)
    phone = Phone(clinic)
    phone.walks_in(links[0], language="en")
    said = {**as_json(phone.draft), "came_from": "health", "return_to": "health"}
    clinic.moves(phone.intake_id, "tell_desk", said)
    assert "Please call us before you come." in phone.opens().words
    clinic.moves(phone.intake_id, "person", said)
    assert "Call us, or tell us when you come." in phone.opens().words

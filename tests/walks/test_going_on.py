"""A stopped intake goes on by its code once the birth date fits: a code alone may be overheard."""

from __future__ import annotations

import pytest

from kiosk.intake.wording import fixed
from kiosk.store.access import throttle
from tests.builders.records import last_visit_of
from tests.spoken import EACH_LANGUAGE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page, check
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet, typed
from tests.walks.test_arriving import tries
from tests.walks.test_walk_ups import BORN, TOLD_BEFORE
from tests.web.visits import posts

HAL_BORN, TOLD_TODAY = "1990-02-03", "my left shoulder since the fall"


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


@pytest.fixture
def code(clinic: Clinic, dana: Staff, tablet: Tablet) -> str:
    """The code of somebody who said something and stopped, on this tablet."""
    code = plans(dana)
    tablet.starts(code=code)
    tablet.is_at("life", good_visit=TOLD_TODAY)
    stops(tablet)
    return code


def stops(tablet: Tablet) -> None:
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))


def says_born(tablet: Tablet, code: str, born: str, language: str = "en") -> Page:
    """The code again, and on the page that asks for it a birth date; the page that answers."""
    status, page = tries(tablet, code, language=language)
    assert (status, tablet.clinic.audit("give_back")) == (200, [])
    check(page)
    response = tablet.sends({**page.form, **typed({"find_birth_date": born}), "go": "start"}, "/")
    tablet.here = response.location or ""
    return tablet.opens(response.location) if response.location else Page(response)


def test_the_code_asks_for_the_birth_date_and_shows_nothing_that_was_said(
    code: str, tablet: Tablet
):
    _, page = tries(tablet, code)
    assert page.heading == "Welcome back"
    assert page.form.keys() >= {"find_birth_date-day", "code", "language"}
    assert [said for said in ("Hal", "life", "1990", TOLD_TODAY) if said in page.words] == []


def test_with_the_birth_date_it_goes_on_where_it_stopped(clinic: Clinic, code: str, tablet: Tablet):
    assert says_born(tablet, code, HAL_BORN).step == "life"
    assert tablet.draft.answers["good_visit"] == TOLD_TODAY
    assert clinic.audit("give_back")[0].reason == "code"


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_two_dates_that_do_not_fit_lead_to_the_desk_which_gives_it_back(
    clinic: Clinic, dana: Staff, code: str, tablet: Tablet, language: str
):
    clinic.offers(language)
    page = says_born(tablet, code, "1971-01-01", language)
    assert page.status == 422
    assert page.summary[0][0] == "#find_birth_date-day"
    page = says_born(tablet, code, "1971-01-02", language)
    assert page.error_at("code").endswith(fixed("ask_the_desk", language))
    assert [row.reason for row in clinic.audit("refused")] == ["birth date"] * 2
    page = says_born(tablet, code, HAL_BORN, language)
    assert page.error_at("code").endswith(fixed("ask_the_desk", language)), "the right one, too"
    (here,) = clinic.waiting()
    assert here.state == "parked", "nothing that was said is lost"
    dana.opens()
    posts(dana, f"/staff/intakes/{here.id}/give-back", tablet=here.tablet_id)
    tablet.opens("/")
    tablet.sends(tablet.fills("resume"), "/")
    assert tablet.opens("/").step == "life"


def test_a_date_that_is_none_is_said_kindly_and_costs_no_try(code: str, tablet: Tablet):
    for _ in range(3):
        page = says_born(tablet, code, "1990-02-31")
        assert (page.status, page.picked("language")) == (422, [])
        assert page.error_at("find_birth_date")
    assert says_born(tablet, code, HAL_BORN).step == "life"


def test_a_birth_date_the_desk_mistyped_is_the_one_the_client_put_right(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    code = plans(dana, **{"birth_date-year": "1909"})
    tablet.starts(code=code)
    tablet.answers("about_you", birth_date=HAL_BORN)
    stops(tablet)
    assert "does not fit" in says_born(tablet, code, "1909-02-03").words
    assert says_born(tablet, code, HAL_BORN).step == "reason"


def test_what_a_returning_client_opened_needs_their_birth_date_again(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    was_here(clinic, last_visit_of(ATHLETE))
    code = plans(dana, **TOMAS)
    tablet.starts(language=None, visit_kind=None, code=code)
    tablet.answers("hello_again", confirm_me="yes", find_birth_date=BORN)
    tablet.walks(ATHLETE.answers, until="still_true")
    stops(tablet)
    tablet.seen.clear()
    page = says_born(tablet, code, "1971-01-01")
    assert [said for said in TOLD_BEFORE if said in page.source] == []
    assert says_born(tablet, code, BORN).step == "still_true"


def test_whose_birth_date_is_wrong_in_the_record_comes_in_as_new_by_the_desk(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    was_here(clinic, {**last_visit_of(ATHLETE), "birth_date": "1919-09-02"})
    was_here(clinic, {**last_visit_of(ATHLETE), "full_name": "Another Person"})
    code = plans(dana, **TOMAS)
    visit = planned(clinic, TOMAS["full_name"])
    url = f"/staff/visits/{visit.id}/who"
    tomas = clinic.signed()[1]
    dana.opens(url)
    posts(dana, url, client=tomas)
    tablet.starts(language=None, visit_kind=None, code=code)
    tablet.presses("next", confirm_me="yes", find_birth_date=BORN)
    again = tablet.sends(tablet.fills("next", confirm_me="yes", find_birth_date=BORN))
    assert again.location == "/?kept=other"
    dana.opens(url)
    posts(dana, url, client="")
    assert tablet.starts(code=code).step == "about_you"


def test_one_right_code_does_not_reset_the_count_of_wrong_ones(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    for hour in range(8, 12):
        assert tries(tablet, "CCC CCC")[0] == 422
        tablet.starts(code=plans(dana, time=f"{hour:02}:00"))
        tablet.erases()
    assert tries(tablet, "CCC CCC")[0] == 422, "the fifth"
    assert tries(tablet, "CCC CCC")[0] == 429


def test_a_code_that_is_right_costs_no_try(clinic: Clinic, dana: Staff, tablet: Tablet):
    for hour in range(8, 16):
        tablet.starts(code=plans(dana, time=f"{hour:02}:00"))
        tablet.erases()
    door = throttle.arrival(clinic.tablets()[0].id)
    assert not throttle.count(clinic.store, door)

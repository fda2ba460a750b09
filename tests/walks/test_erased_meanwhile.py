"""A visit is planned for somebody of whom everything is erased since: they come as somebody new."""

from __future__ import annotations

import pytest

from kiosk.usecases.erase_record import erase_record
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.tablet import Tablet
from tests.web.visits import signs


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def erases(clinic: Clinic, kept: str) -> None:
    with clinic.store.writing() as tx:
        erase_record(tx, kept, "ada", "asked")


def test_a_visit_of_theirs_is_nobodys_and_they_are_not_turned_away(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    kept = signs(clinic, "Hal Brook", phone="555 0101")
    code = plans(dana)
    assert planned(clinic).client_id == kept
    erases(clinic, kept)
    assert not planned(clinic).client_id
    tablet.starts(language=None, visit_kind=None, code=code)
    assert tablet.step == "about_you"


def test_whoever_stands_at_welcome_back_meanwhile_goes_on(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    kept = signs(clinic, "Hal Brook", phone="555 0101")
    tablet.starts(language=None, visit_kind=None, code=plans(dana))
    assert tablet.step == "hello_again"
    erases(clinic, kept)
    tablet.presses("next", confirm_me="yes", find_birth_date="1990-02-03")
    assert tablet.step not in ("hello_again", "")
    assert "Somebody else is at the tablet" not in dana.opens().words


def test_while_another_visit_of_theirs_is_left_it_stays_theirs(clinic: Clinic, dana: Staff):
    kept = signs(clinic, "Hal Brook", phone="555 0101")
    plans(dana)
    other = signs(clinic, "Ines Roca")
    erases(clinic, other)
    assert planned(clinic).client_id == kept

"""What a walk-up whom staff have found needs is known, as of whoever comes with a code."""

from __future__ import annotations

from typing import Any

from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.returning import ATHLETE, was_here
from tests.walks.tablet import Tablet
from tests.walks.test_walk_ups import BORN, END, says_who

NEEDS = ["interpreter", "big_text"]


def is_found(clinic: Clinic, tablet: Tablet, **said: Any) -> None:
    tomas = was_here(clinic, {**last_visit_of(ATHLETE), **said})
    tablet.comes_back(BORN, END)
    tablet.answers_for_today()
    says_who(Staff(clinic).signs_in("Dana Desk"), tablet, tomas)
    tablet.opens()
    tablet.is_me()


def test_what_they_need_is_remembered_and_applied(clinic: Clinic, tablet: Tablet):
    is_found(clinic, tablet, access_needs=NEEDS)
    assert tablet.draft.text == "133"
    tablet.walks(ATHLETE.answers)
    assert clinic.record(tablet.intake_id).says["access_needs"] == NEEDS
    assert "r_access" in clinic.fired(tablet.intake_id)


def test_what_is_said_today_of_what_they_need_stands(clinic: Clinic, tablet: Tablet):
    tomas = was_here(clinic, {**last_visit_of(ATHLETE), "access_needs": NEEDS})
    tablet.starts(visit_kind="returning", access_needs=["none"])
    tablet.answers("hello_again", find_birth_date=BORN, find_phone_end=END)
    tablet.answers_for_today()
    says_who(Staff(clinic).signs_in("Dana Desk"), tablet, tomas)
    assert (tablet.draft.answers["access_needs"], tablet.draft.text) == (["none"], "100")

"""Whoever holds an arrival code may be anybody: "my first time" opens nothing of the other's."""

from __future__ import annotations

from kiosk.store.records import clients
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import SHORTEST, Tablet
from tests.walks.test_walk_ups import BORN

EVE = {"full_name": "Eve Stranger", "phone": "555 9999", "birth_date": "1980-01-01"}


def comes(clinic: Clinic, tablet: Tablet) -> str:
    """Tomas was here, is expected, and somebody types his code."""
    said = {**last_visit_of(ATHLETE), "medicine_kinds": ["blood_thinner"]}
    tomas = was_here(clinic, said)
    tablet.starts(code=plans(Staff(clinic).signs_in("Dana Desk"), **TOMAS))
    assert tablet.step == "hello_again"
    return tomas


def test_by_way_of_welcome_nothing_that_was_said_before_opens(clinic: Clinic, tablet: Tablet):
    tomas = comes(clinic, tablet)
    with clinic.store.reading() as tx:
        theirs = clients.carried(tx, tomas).answers
    tablet.goes_back()
    tablet.presses("next", visit_kind="new")
    assert tablet.step == "about_you"
    for said in ("full_name", "birth_date", "phone"):
        assert str(theirs[said]) not in tablet.page.source
    draft = tablet.draft
    assert (draft.client, draft.carried) == ("", {})
    kept = {key: said for key, said in draft.answers.items() if said == theirs.get(key)}
    assert kept.keys() <= {"language", "access_needs"}


def test_whoever_signs_so_is_somebody_else(clinic: Clinic, tablet: Tablet):
    tomas = comes(clinic, tablet)
    tablet.goes_back()
    tablet.presses("next", visit_kind="new")
    tablet.walks({**SHORTEST, **EVE})
    signed = clinic.record(tablet.intake_id)
    assert signed.says["full_name"] == "Eve Stranger"
    assert signed.client != tomas
    assert "medicine_kinds" not in {k for k, said in signed.says.items() if said}
    with clinic.store.reading() as tx:
        assert clients.carried(tx, tomas).answers["full_name"] != "Eve Stranger"


def test_whoever_has_shown_who_they_are_stays_who_they_are(clinic: Clinic, tablet: Tablet):
    tomas = comes(clinic, tablet)
    tablet.presses("next", confirm_me="yes", find_birth_date=BORN)
    while tablet.step != "welcome":
        tablet.goes_back()
    tablet.presses("next", visit_kind="new")
    assert tablet.draft.client == tomas


def test_one_question_at_a_time_the_birth_date_is_tried_where_it_is_asked(
    clinic: Clinic, tablet: Tablet
):
    comes(clinic, tablet)
    tablet.presses("pace:one")
    tablet.presses("next", confirm_me="yes")
    assert "find_birth_date-day" in tablet.page.form
    assert tablet.draft.misfits == 0
    tablet.presses("next", find_birth_date="1970-01-01")
    assert (tablet.step, tablet.draft.misfits) == ("hello_again", 1)
    assert "does not fit" in tablet.page.words
    tablet.goes_back()
    assert "confirm_me" in tablet.page.questions
    tablet.presses("next", confirm_me="yes")
    assert tablet.step == "hello_again", "and no way leads past it"
    tablet.presses("next", find_birth_date=BORN)
    assert tablet.step != "hello_again"
    assert tablet.draft.is_let_in


def test_whoever_says_that_it_is_not_them_is_asked_for_no_date(clinic: Clinic, tablet: Tablet):
    comes(clinic, tablet)
    assert tablet.sends(tablet.fills("next", confirm_me="no")).location == "/?kept=other"
    assert clinic.waiting() == []

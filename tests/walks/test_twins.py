"""Twins: one birth date, one phone, one letter apart. Neither ever sees what the other said."""

from __future__ import annotations

import pytest

from kiosk.store.intakes import planned_visits
from kiosk.store.intakes.planned_visits import Visit
from kiosk.store.records import client_links, clients
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans, row_of
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts

TWINS = [
    ("たなか だいき", "たなか たいき"),
    ("मीना शर्मा", "मोना शर्मा"),
    ("Zoë Lund", "Zoe Lund"),
    ("Tomas Okafor", "Tomás Okafor"),
]
BY_ITSELF = "Linked to earlier visits by itself"


@pytest.fixture
def dana(clinic: Clinic, tablet: Tablet) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def came_before(clinic: Clinic, name: str) -> str:
    return was_here(clinic, {**last_visit_of(ATHLETE), "full_name": name})


def planned(clinic: Clinic) -> Visit:
    with clinic.store.reading() as tx:
        return planned_visits.of_day(tx, tx.now.date())[-1]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_a_twin_is_never_taken_for_the_other(clinic: Clinic, dana: Staff, one: str, other: str):
    came_before(clinic, one)
    plans(dana, **{**TOMAS, "full_name": other})
    assert planned(clinic).client_id == ""
    plans(dana, **{**TOMAS, "full_name": one, "time": "11:30"})
    assert planned(clinic).client_id


def test_a_link_that_was_made_by_itself_says_so_and_is_undone_on_today(clinic: Clinic, dana: Staff):
    came_before(clinic, "Tomas Okafor")
    plans(dana, **TOMAS)
    assert BY_ITSELF in row_of(dana.opens("/staff/"), "Tomas O.")
    undo = f"/staff/visits/{planned(clinic).id}/not-them"
    for _ in range(2):
        assert posts(dana, undo).status_code == 303
        assert planned(clinic).client_id == ""
        assert BY_ITSELF not in row_of(dana.opens("/staff/"), "Tomas O.")
    plans(dana, **TOMAS)
    assert planned(clinic).client_id == "", "what staff have said is not said over by itself"


def test_what_staff_have_chosen_is_no_link_by_itself(clinic: Clinic, dana: Staff):
    first = came_before(clinic, "Tomas Okafor")
    plans(dana, **TOMAS)
    posts(dana, f"/staff/visits/{planned(clinic).id}/who", client=first)
    assert planned(clinic).client_id == first
    assert BY_ITSELF not in row_of(dana.opens("/staff/"), "Tomas O.")


@pytest.mark.parametrize("until", ["hello_again", "changes", "still_true"])
def test_undone_under_way_nothing_of_the_other_stands_any_more(
    clinic: Clinic, dana: Staff, tablet: Tablet, until: str
):
    came_before(clinic, "Tomas Okafor")
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks({**ATHLETE.answers, "changed": ["nothing"]}, until=until)
    assert BY_ITSELF in row_of(dana.opens("/staff/"), "Tomas O.")
    response = posts(dana, f"/staff/visits/{planned(clinic).id}/not-them")
    assert response.location == f"/staff/waiting/{tablet.intake_id}/who"
    draft = tablet.draft
    assert (draft.client, draft.carried, draft.awaits) == ("", {}, True)
    theirs = last_visit_of(ATHLETE)
    assert not {"medicines", "complaint_words", "body_marks"} & draft.answers.keys() & theirs.keys()
    assert tablet.opens().status == 200
    assert tablet.step == "returning"
    posts(dana, f"/staff/waiting/{tablet.intake_id}/who", client="")
    assert tablet.opens().status == 200
    assert tablet.draft.client == ""


def test_undone_after_signing_the_record_is_a_clients_of_its_own(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    first = came_before(clinic, "Tomas Okafor")
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers)
    assert BY_ITSELF in row_of(dana.opens("/staff/"), "Tomas O.")
    undo = f"/staff/visits/{planned(clinic).id}/not-them"
    for _ in range(2):
        assert posts(dana, undo).status_code == 303
        with clinic.store.reading() as tx:
            assert client_links.client_of(tx, tablet.intake_id) == tablet.intake_id
            assert [each.id for each in clients.visits_of(tx, first)] == [first]

"""Faults while somebody comes back: nothing is joined, put right or known by halves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.store.intakes import planned_visits
from kiosk.store.records import clients, corrections
from tests.builders.records import last_visit_of
from tests.faults.test_database import impatient, locked
from tests.faults.test_faults import breaks
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page, check, sendable
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet, typed
from tests.web.visits import posts

__all__ = ["impatient"]

Act = Callable[[], int]
"""One post of the staff; its status."""


def known(clinic: Clinic) -> tuple[str, str]:
    """Tomas, twice: the ids of two clients."""
    before = last_visit_of(ATHLETE)
    return was_here(clinic, before), was_here(clinic, {**before, "full_name": "Tomas Okafo"}, 20)


def joins(clinic: Clinic, mei: Staff) -> tuple[Act, Callable[[], bool]]:
    one, other = known(clinic)
    mei.opens("/staff/clients/same")

    def done() -> bool:
        with clinic.store.reading() as tx:
            return clients.joined_into(tx, other) == one

    said = {"one": other, "other": one, "go": "join"}
    return lambda: posts(mei, "/staff/clients/same", **said).status_code, done


def puts_right(clinic: Clinic, mei: Staff) -> tuple[Act, Callable[[], bool]]:
    one, _ = known(clinic)
    url = f"/staff/corrections/{one}"
    mei.opens(f"{url}?question=inside")

    def done() -> bool:
        with clinic.store.reading() as tx:
            return len(corrections.of(tx, [one])) == 1

    said = {"question": "inside", "inside": "lungs", "reason": "misheard"}
    return lambda: posts(mei, url, **said).status_code, done


def says_who(clinic: Clinic, mei: Staff) -> tuple[Act, Callable[[], bool]]:
    one, _ = known(clinic)
    tablet = Tablet(clinic)
    tablet.comes_back("1991-09-02", "0102")
    url = f"/staff/waiting/{tablet.intake_id}/who"
    mei.opens(url)
    return (
        lambda: posts(mei, url, client=one).status_code,
        lambda: clinic.draft(tablet.intake_id).client == one,
    )


def plans_a_sister(clinic: Clinic, mei: Staff) -> tuple[Act, Callable[[], bool]]:
    plans(mei, filling_for="someone_else")
    url = f"/staff/visits/{planned(clinic).id}/family"
    mei.opens(url)
    born = {"birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "2014"}

    def done() -> bool:
        with clinic.store.reading() as tx:
            return len(planned_visits.of_day(tx, tx.now.date())) == 2

    return lambda: posts(mei, url, full_name="Kid Two", **born).status_code, done


@pytest.mark.parametrize("does", [joins, puts_right, says_who, plans_a_sister])
def test_a_lock_held_too_long_changes_nothing_and_trying_again_is_enough(
    impatient: Clinic,
    tablet: Tablet,
    does: Callable[[Clinic, Staff], tuple[Act, Callable[[], bool]]],
):
    act, done = does(impatient, Staff(impatient).signs_in())
    with locked(impatient):
        assert act() == 503
    assert not done()
    for _ in range(2):
        assert act() in (200, 303)
        assert done(), "and once, however often it is sent"
    assert impatient.is_whole()


@pytest.mark.parametrize("step", ["hello_again", "changes", "today", "still_true"])
def test_a_fault_at_a_step_of_a_return_loses_nothing(
    clinic: Clinic, tablet: Tablet, step: str, monkeypatch: pytest.MonkeyPatch
):
    was_here(clinic, last_visit_of(ATHLETE))
    dana = Staff(clinic).signs_in("Dana Desk")
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers, until=step)
    asked = tablet.page.questions
    keys = {field.partition("-")[0] for field in asked}
    here = {key: ATHLETE.answers[key] for key in keys if key in ATHLETE.answers}
    sent = tablet.fills("next", **here)
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.usecases.answer_step.answer", breaks)
        response = tablet.sends(sent)
    assert response.status_code == 500
    page = Page(response)
    check(page)
    again = sendable(page.tree.find(".//form"))
    assert {key: again.get(key) for key in typed(here)} == typed(here)
    assert tablet.sends(again).status_code == 303
    assert tablet.opens().step != step or tablet.page.questions != asked

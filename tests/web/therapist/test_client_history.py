"""One client over all visits: for their therapist, drawn, told, and recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.exports.press import Press
from kiosk.store import Transaction
from kiosk.store.access import break_glass
from kiosk.store.records import client_links, corrections, notes, papers, records
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.read_answers import manager_knows
from kiosk.usecases.reflect import reflect
from tests.builders.records import last_visit_of
from tests.store.house import keeps_paper
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long


@pytest.fixture
def mei(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Mei Tanaka")


@pytest.fixture
def came_back(clinic: Clinic, mei: Staff, tablet: Tablet) -> str:
    """The id of the athlete's second visit."""
    was_here(clinic, {**last_visit_of(ATHLETE), "pain_now": 7})
    tablet.starts(language=None, visit_kind=None, code=plans(mei, **TOMAS))
    tablet.walks(ATHLETE.answers)
    return tablet.intake_id


def page_of(clinic: Clinic, intake_id: str) -> str:
    with clinic.store.reading() as tx:
        return f"/staff/clients/{client_links.client_of(tx, intake_id)}"


def test_the_intake_leads_to_the_earlier_visits(clinic: Clinic, mei: Staff, came_back: str):
    page = mei.opens(f"/staff/intakes/{came_back}")
    assert "Earlier visits: 1" in page.words
    assert f'href="{page_of(clinic, came_back)}"' in page.source


def test_a_first_visit_leads_nowhere(clinic: Clinic, mei: Staff):
    assert "Earlier visits" not in mei.opens(f"/staff/intakes/{signs(clinic)}").words


def test_pain_and_stress_are_drawn_and_told(clinic: Clinic, mei: Staff, came_back: str):
    page = mei.opens(page_of(clinic, came_back))
    assert page.heading == "Tomas Okafor"
    assert "<title>20 Jan 2026 - 10 Mar 2026. Pain: 7, 4." in page.source
    assert "Pain since the last visit: better by 3" in page.words
    rows = page.tree.xpath("//table[1]/tbody/tr")
    cells = [[cell.text_content() for cell in row] for row in rows]
    assert [row[:3] for row in cells] == [["10 Mar 2026", "4", ""], ["20 Jan 2026", "7", "3"]]
    assert "Calf (right) Visits: 2 Dates: 20 Jan 2026, 10 Mar 2026 Days between: 49" in page.words
    assert page.source.count(f"/staff/intakes/{came_back}") == 1


def test_it_is_recorded_for_each_visit_shown(clinic: Clinic, mei: Staff, came_back: str):
    mei.opens(page_of(clinic, came_back))
    assert {row.subject for row in clinic.audit("view")} == set(clinic.signed())


def test_another_therapists_visit_is_counted_and_not_shown(
    clinic: Clinic, mei: Staff, came_back: str
):
    posts(mei, f"/staff/intakes/{came_back}/take")
    theo = Staff(clinic).signs_in("Theo Hands")
    page = theo.opens(page_of(clinic, came_back))
    assert "Visits of another therapist, not shown here: 1" in page.words
    assert "10 March 2026" not in page.words
    assert came_back not in {row.subject for row in clinic.audit("view")}
    with clinic.store.writing() as tx:
        theos = records.find(tx, came_back)
        me = next(r.actor for r in clinic.audit("view"))
        break_glass.say_why(tx, theos.id, me, "Mei is ill")
    assert "10 March 2026" in theo.opens(page_of(clinic, came_back)).words


@pytest.mark.parametrize(("share", "is_told"), [("therapist", True), ("manager", False)])
def test_how_they_felt_afterwards_is_told_where_the_client_lets_the_therapist_read_it(
    clinic: Clinic, came_back: str, share: str, is_told: bool
):
    theo = Staff(clinic).signs_in("Theo Hands")
    posts(theo, f"/staff/intakes/{came_back}/take")
    with clinic.store.writing() as tx:
        reflect(tx, came_back, {"feel_now": ["lighter"], "reflect_share": share}, "tablet")
    assert ("Lighter" in theo.opens(page_of(clinic, came_back)).words) is is_told
    noted = [row.reason for row in clinic.audit("view") if row.subject == came_back]
    assert ("reflection" in noted) is is_told


def test_a_manager_who_looks_at_the_visits_has_not_read_what_is_grave(
    clinic: Clinic, mei: Staff, came_back: str
):
    theo = Staff(clinic).signs_in("Theo Hands")
    grave = {"feel_now": ["sore"], "safe_to_speak": "no", "reflect_share": "both"}
    with clinic.store.writing() as tx:
        notes.sign(tx, came_back, {"note_text": "His session"}, id_of(clinic, "Theo Hands"))
        reflect(tx, came_back, grave, "tablet")
    mei.opens(page_of(clinic, came_back))
    assert "Sore" not in theo.opens(page_of(clinic, came_back)).words
    with clinic.store.reading() as tx:
        assert not manager_knows(tx, came_back)


def test_nobody_by_this_id_is_not_found(mei: Staff):
    assert mei.gets("/staff/clients/nobody").status_code == 404


def test_an_answer_put_right_counts_as_put_right(clinic: Clinic, mei: Staff, came_back: str):
    with clinic.store.writing() as tx:
        corrections.correct(tx, came_back, "today_pain", 4, 6, "Typed 4, meant 6", "setup")
    page = mei.opens(page_of(clinic, came_back))
    assert "Pain since the last visit: about the same" in page.words


def put_right(tx: Transaction, first: str, _: str) -> None:
    corrections.correct(tx, first, "pain_now", 7, 8, "typed wrong", "setup")


def erase(tx: Transaction, first: str, _: str) -> None:
    erase_record(tx, first, "setup", "asked to")


def join(tx: Transaction, first: str, other: str) -> None:
    join_clients(tx, other, first, "setup")


@pytest.mark.parametrize("change", [put_right, erase, join])
def test_a_later_paper_keeps_nothing_of_a_visit_that_is_not_so_any_more(
    clinic: Clinic, mei: Staff, came_back: str, change: Callable[[Transaction, str, str], None]
):
    first = next(each for each in clinic.signed() if each != came_back)
    other = signs(clinic, "Ana Ruiz")
    with clinic.store.writing() as tx:
        keeps_paper(tx, came_back, b"drawn with its history")
    with clinic.store.writing() as tx:
        change(tx, first, other)
    with clinic.store.reading() as tx:
        assert papers.paper_of(tx, came_back) is None


@pytest.mark.paper
def test_the_paper_has_the_visits_up_to_its_own(
    clinic: Clinic, press: Press, mei: Staff, came_back: str
):
    first = next(each for each in clinic.signed() if each != came_back)
    assert "Over the visits" in mei.prints(came_back)
    assert "Over the visits" not in mei.prints(first)


def test_a_screen_sheet_has_it_too(clinic: Clinic, mei: Staff, came_back: str):
    clinic.clock.goes_on(minutes=1)
    assert b"Over the visits" in mei.gets(f"/staff/intakes/{came_back}/sheet").data

"""The desk plans visits of any day, moves them, and copies them to next week."""

from __future__ import annotations

import pytest

from kiosk.store.intakes import planned_visits
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import HAL, planned, plans, row_of
from tests.walks.page import Page, check
from tests.walks.tablet import Tablet
from tests.web.visits import posts

SAID = ("day", "time")


def planned_on(clinic: Clinic, day: int) -> list[planned_visits.Visit]:
    with clinic.store.reading() as tx:
        return planned_visits.of_day(tx, tx.now.date().replace(day=day))


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def on(dana: Staff, day: str) -> str:
    """Hal's row on the list of a day; empty where he has none."""
    return row_of(dana.opens(f"/staff/visits?day={day}"), "Hal B.")


def test_a_visit_of_a_day_to_come_stands_on_its_own_day_alone(clinic: Clinic, dana: Staff):
    plans(dana, day="2026-03-12")
    assert on(dana, "2026-03-12")
    assert not on(dana, "2026-03-10")
    assert not row_of(dana.opens("/staff/"), "Hal B.")
    clinic.clock.goes_on(days=2)
    dana.signs_in("Dana Desk")
    assert row_of(dana.opens("/staff/"), "Hal B.")


def test_its_code_opens_nothing_before_its_day(clinic: Clinic, dana: Staff, tablet: Tablet):
    code = plans(dana, day="2026-03-11")
    tablet.opens("/")
    tablet.sends({"language": ["en"], "go": ["start"], "code": [code]})
    assert clinic.waiting() == []
    clinic.clock.goes_on(days=1)
    tablet.starts(code=code)
    assert tablet.page.form["full_name"] == ["Hal Brook"]


@pytest.mark.parametrize("day", ["2026-03-09", "2028-01-01", "someday"])
def test_a_day_that_cannot_be_is_said_at_its_field_and_nothing_is_lost(dana: Staff, day: str):
    dana.opens("/staff/visits")
    page = Page(posts(dana, "/staff/visits", **{**HAL, "day": day}))
    check(page, staff=True)
    assert page.status == 422
    assert page.error_at("day")
    assert page.tree.get_element_by_id("full_name").get("value") == "Hal Brook"


def test_a_visit_is_moved_with_its_code(clinic: Clinic, dana: Staff, tablet: Tablet):
    code = plans(dana)
    visit = planned(clinic)
    move = f"/staff/visits/{visit.id}/move"
    dana.opens("/staff/visits")
    page = dana.does(move, day="2026-03-12", time="16:15")
    assert "4:15 pm Hal B." in row_of(page, "Hal B.")
    assert not on(dana, "2026-03-10")
    assert posts(dana, move, day="2026-03-01", time="16:15").status_code == 422
    dana.opens("/staff/visits?day=2026-03-12")
    dana.does(move, day="2026-03-10", time="9:00")
    tablet.starts(code=code)
    assert tablet.page.form["full_name"] == ["Hal Brook"]
    posts(dana, move, day="2026-03-12", time="9:00")
    assert not on(dana, "2026-03-12"), "whoever has begun is not moved"


@pytest.mark.parametrize(
    ("day", "time", "field"),
    [
        ("2028-01-01", "16:15", "day"),
        ("2026-03-01", "16:15", "day"),
        ("", "16:15", "day"),
        ("2026-03-12", "25:70", "time"),
    ],
)
def test_where_it_cannot_be_moved_to_is_said_in_its_own_row(
    clinic: Clinic, dana: Staff, day: str, time: str, field: str
):
    plans(dana, day="2026-03-11")
    (visit,) = planned_on(clinic, 11)
    dana.opens("/staff/visits?day=2026-03-11")
    page = Page(posts(dana, f"/staff/visits/{visit.id}/move", day=day, time=time))
    check(page, staff=True)
    assert page.error_at(f"{field}-{visit.id}")
    typed = {name: page.tree.get_element_by_id(f"{name}-{visit.id}").get("value") for name in SAID}
    assert typed == {"day": day or "2026-03-11", "time": time}
    assert page.tree.xpath("//details[@class='moving'][@open]"), "the row is open"
    assert page.tree.get_element_by_id("day").get("value") == "2026-03-11", "no other form has it"
    assert planned_on(clinic, 11) == [visit]


def test_a_visit_is_copied_to_next_week_with_a_code_of_its_own(clinic: Clinic, dana: Staff):
    code = plans(dana)
    dana.opens("/staff/visits")
    page = dana.does(f"/staff/visits/{planned(clinic).id}/copy")
    assert "17 March 2026" in page.words
    assert page.tree.xpath("//*[@class='code']")[0].text != code
    (copied,) = planned_on(clinic, 17)
    assert (copied.time, copied.answers) == ("10:30", planned(clinic).answers)
    assert on(dana, "2026-03-10")

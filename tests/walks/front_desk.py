"""What happens at the front desk: visits are planned, and staff fill in together with clients."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.intake.draft import as_json
from kiosk.store.access import staff
from kiosk.store.intakes import planned_visits
from kiosk.store.intakes.planned_visits import Visit
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import SHORTEST, Tablet
from tests.web.visits import posts

HAL = {
    "time": "10:30",
    "full_name": "Hal Brook",
    "birth_date-day": "3",
    "birth_date-month": "2",
    "birth_date-year": "1990",
    "phone": "555 0101",
    "filling_for": "myself",
}
"""A visit as the desk types it."""

BRIEF = {**SHORTEST, "phone": "555 0101"}
"""All that a client must say to be walked through without a question left open."""


def plans(desk: Staff, **instead: str) -> str:
    """Write a visit of today down; the arrival code that the page shows."""
    desk.opens("/staff/visits")
    page = desk.does("/staff/visits", **{**HAL, **instead})
    assert page.status == 200, page.summary
    return str(page.tree.xpath("//*[@class='code']")[0].text)


def planned(clinic: Clinic, name: str = "Hal Brook") -> Visit:
    """The visit of somebody of this name."""
    with clinic.store.reading() as tx:
        plan = planned_visits.of_day(tx, tx.now.date())
    return next(visit for visit in plan if visit.answers["full_name"] == name)


def id_of(clinic: Clinic, name: str) -> str:
    """The id of a member of the staff."""
    with clinic.store.reading() as tx:
        return next(person.id for person in staff.everyone(tx) if person.name == name)


def row_of(page: Page, name: str) -> str:
    """The words of somebody's row on a list; empty where they have none."""
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//ul/li")]
    return next((words for words in rows if name in words), "")


class Helped(Tablet):
    """A client's walk on a staff member's own device."""

    def __init__(self, helper: Staff) -> None:
        super().__init__(helper.clinic, paired=False, base_url=helper.base_url)
        self.browser = helper.browser
        self.helper = helper

    def begins(self, url: str = "/staff/together") -> Page:
        """The button on Today."""
        self.helper.opens("/staff/")
        response = posts(self.helper, url)
        assert response.status_code == 303, response.status_code
        self.here = response.location
        return self.opens()

    def is_at(self, step: str, **answers: Any) -> Page:
        """Be at a step, as though it had been walked together from the beginning."""
        helpers = self.draft.helpers
        super().is_at(step, **answers)
        self.clinic.moves(self.intake_id, step, as_json(replace(self.draft, helpers=helpers)))
        return self.opens()

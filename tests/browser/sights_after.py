"""Pages of the days after a visit: whom to ask, and what a client says by a link."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kiosk.intake.draft import Draft
from kiosk.store import clinics
from kiosk.store.access import staff
from kiosk.store.intakes import intakes
from kiosk.usecases.reflect_by_link import begin_by_link, link_to_reflection
from kiosk.usecases.sign_intake import sign_intake
from tests.browser.clinic import MORNING, Clinic
from tests.browser.personas import persona

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}


def asking_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Somebody who was here three days ago, and agreed to be asked."""
    said = Draft(answers={**persona("p6"), **SIGNED})
    was_here, _ = clinic.stands_at(clinic.paired("Moon room"), "sign", answers=said.answers)
    with clinic.store.writing() as tx:
        here, where = intakes.find(tx, was_here), clinics.the_clinic(tx)
        assert where
        sign_intake(tx, here, where.visit_at(MORNING - timedelta(days=3), said), said, where)
        mei = next(each for each in staff.everyone(tx) if "therapist" in each.roles)
    yield "whom to ask", "/staff/ask-after"
    token = link_to_reflection(clinic.store, mei, was_here)
    yield "how it was, by a link", f"/once/{token}"
    yield "how it was, on a phone", f"/once/{begin_by_link(clinic.store, token)}"
    yield "stories", "/admin/stories"
    yield "a story", f"/admin/stories/{was_here}"

"""Pages of what a person may ask for: that nothing is used, and that it is not kept for ever."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.intake.draft import Draft
from kiosk.store import clinics
from kiosk.store.intakes import intakes
from kiosk.usecases.restrict_client import restrict_client
from kiosk.usecases.sign_intake import sign_intake
from tests.browser.clinic import MORNING, Clinic
from tests.browser.personas import persona

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}


def restricted_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Somebody who asked that nothing of theirs is used."""
    theirs = clinic.signs(clinic.paired("Side room"), {**persona("p8"), **SIGNED})
    with clinic.store.writing() as tx:
        restrict_client(tx, theirs, "setup", "asked for it by letter")
    yield "restricted client", f"/admin/intakes/{theirs}/restriction"
    yield "restricted clients", "/admin/restricted"
    yield "an intake that is restricted", f"/staff/intakes/{theirs}"


def retention_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Nothing is due, and somebody who was here twelve years ago."""
    yield "retention", "/admin/retention"
    said = Draft(answers={**persona("p1"), **SIGNED})
    was_here, _ = clinic.stands_at(clinic.paired("Back room"), "sign", answers=said.answers)
    with clinic.store.writing() as tx:
        here, where = intakes.find(tx, was_here), clinics.the_clinic(tx)
        assert where
        then = where.visit_at(MORNING.replace(year=2014), said)
        sign_intake(tx, here, then, said, where)
    yield "retention tried out", "/admin/retention?person=10&record=5&client=2&grace=14"

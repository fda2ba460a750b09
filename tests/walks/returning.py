"""A client who comes back: an earlier visit on record, and the walk of the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kiosk.demo.personas import personas, variants
from kiosk.intake.draft import Draft, as_json
from kiosk.store import clinics
from kiosk.store.access import tablets
from kiosk.store.intakes import intakes
from kiosk.usecases.sign_intake import sign_intake
from tests.builders.records import DRAWN, FIRST_VISIT
from tests.walks.clinic import Clinic

ATHLETE = next(each for each in personas() if each.path == "returning")
RETURNING = {each.key: each for each in (*personas(), *variants()) if each.path == "returning"}

TOMAS = {
    "full_name": "Tomas Okafor",
    "birth_date-day": "2",
    "birth_date-month": "9",
    "birth_date-year": "1991",
    "phone": "555-0102",
}
"""As the desk types him."""


def was_here(clinic: Clinic, answers: Mapping[str, Any], days_ago: int = 49) -> str:
    """Somebody signed a visit so many days before today; its id."""
    now = clinic.clock.now
    clinic.clock.now = now - timedelta(days=days_ago)
    said = {**FIRST_VISIT, "review_ok": "yes", "signature": DRAWN, **answers}
    draft = Draft(answers=said)
    with clinic.store.writing() as tx:
        where = clinics.the_clinic(tx)
        assert where
        tablet = tablets.all_tablets(tx)[0]
        here, _ = intakes.start(tx, tablet, as_json(draft), "sign")
        signed = sign_intake(tx, here, where.visit_at(tx.now, draft), draft, where)
    clinic.clock.now = now
    return signed.id

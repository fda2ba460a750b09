"""Planning: the desk writes down who comes today, and gives each an arrival code."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ..intake.draft import from_json
from ..store import Missing, Over, Store, Transaction
from ..store.clinics import Clinic
from ..store.intakes import intakes, planned_visits
from ..store.intakes.planned_visits import Planned, Visit
from .identify_client import recognise
from .read_answers import shared_of

BY_DESK = ("filling_for", "full_name", "birth_date", "phone")
"""The answers that the desk may write down; the client reads and corrects them."""

OF_CHILD = ("full_name", "birth_date")
"""What the desk writes down of another child."""

SHARED = (
    *("phone", "email", "emergency_contact"),
    *("guardian_name", "guardian_relation", "guardian_phone"),
)
"""What a grown-up says once for all of their children."""

Coded = tuple[Visit, str]
"""A planned visit, and its arrival code."""


def plan_visit(
    store: Store, clinic: Clinic, time: str, therapist_id: str, answers: dict[str, Any], by: str
) -> Coded:
    """Write a visit of today down. Sent again, the same visit has another code."""
    with store.writing() as tx:
        planned = Planned(clinic.day(tx.now), time, therapist_id, answers)
        return _planned(tx, planned, by)


def plan_child(
    store: Store, clinic: Clinic, visit_id: str, answers: dict[str, Any], by: str
) -> Coded:
    """Write another child of a family down, right after the first. Raises Missing.

    How to reach the grown-up comes along, as far as the visit before has come; nobody sees it.
    """
    with store.writing() as tx:
        first = planned_visits.find(tx, visit_id)
        known = {**answers, "filling_for": "someone_else", **_shared(tx, first)}
        return _planned(tx, Planned(clinic.day(tx.now), first.time, first.therapist_id, known), by)


def new_code(store: Store, visit_id: str, by: str) -> Coded:
    """Another code for whoever has lost theirs; the one before is dead. Raises Missing."""
    with store.writing() as tx:
        code = planned_visits.new_code(tx, visit_id, by)
        return planned_visits.find(tx, visit_id), code


def take_off_list(store: Store, visit_id: str, by: str) -> None:
    """Erase a planned visit. Harmless when it is gone, or under way by now."""
    with suppress(Over), store.writing() as tx:
        planned_visits.erase(tx, visit_id, by)


def _planned(tx: Transaction, planned: Planned, by: str) -> Coded:
    visit, code = planned_visits.plan(tx, planned, by)
    recognise(tx, visit)
    return visit, code


def _shared(tx: Transaction, first: Visit) -> dict[str, Any]:
    told = {**first.answers, **_told(tx, first)}
    return {key: told[key] for key in SHARED if told.get(key)}


def _told(tx: Transaction, first: Visit) -> dict[str, Any]:
    if first.state == "signed":
        return shared_of(tx, first.intake_id, SHARED)
    with suppress(Missing):
        draft = from_json(intakes.find(tx, first.intake_id).draft)
        return {**draft.carried.get("answers", {}), **draft.answers}
    return {}

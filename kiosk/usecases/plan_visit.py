"""Planning: the desk writes down who comes on which day, and gives each an arrival code."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from ..store import Missing, Over, Refused, Store, Transaction, sites
from ..store.clinics import Clinic
from ..store.intakes import intakes, moved_visits, planned_visits
from ..store.intakes.planned_visits import Planned, Visit
from ..store.records import restrictions, standing
from .identify_client import recognise

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


AHEAD = timedelta(days=366)
"""So far ahead visits are written down; a day further away is a slip of the pen."""

WEEK = timedelta(days=7)


def plan_visit(
    store: Store,
    clinic: Clinic,
    time: str,
    therapist_id: str,
    answers: dict[str, Any],
    by: str,
    day: date | None = None,
    site_id: str = "",
) -> Coded:
    """Write a visit of this day down, or of today. Sent again, the same visit has another code.

    Where no site is said, it is the one that is meant without a word.

    Raises Refused for a day that is over, or too far ahead.
    """
    with store.writing() as tx:
        on = day or clinic.day(tx.now)
        _may_be_planned(tx, clinic, on)
        at = sites.in_use_or_main(tx, site_id)
        return _planned(tx, Planned(on, time, therapist_id, answers, at), by)


def move_visit(
    store: Store,
    clinic: Clinic,
    visit_id: str,
    day: date,
    time: str,
    by: str,
    site_id: str = "",
) -> Visit:
    """Put a visit on another day, at another time or site. Its arrival code holds there as well.

    Raises Refused for a day that is over or too far, Missing, or Over once the client has begun.
    """
    with store.writing() as tx:
        _may_be_planned(tx, clinic, day)
        moved_visits.move(tx, visit_id, day, time, by, site_id)
        return planned_visits.find(tx, visit_id)


def copy_to_next_week(store: Store, clinic: Clinic, visit_id: str, by: str) -> Coded:
    """The same visit a week later: same hour, therapist and client, and a code of its own.

    From a day that is over, the first such day to come. Raises Missing.
    """
    with store.writing() as tx:
        visit = planned_visits.find(tx, visit_id)
        day = date.fromisoformat(visit.day) + WEEK
        while day < clinic.day(tx.now):
            day += WEEK
        at = sites.in_use_or_main(tx, visit.site_id)
        known = {key: visit.answers[key] for key in visit.answers if key not in SHARED[1:]}
        copied = _planned(tx, Planned(day, visit.time, visit.therapist_id, known, at), by)
        if visit.client_id and not copied[0].client_id:
            planned_visits.is_of(tx, copied[0].id, visit.client_id, by)
        return copied


def _may_be_planned(tx: Transaction, clinic: Clinic, day: date) -> None:
    today = clinic.day(tx.now)
    if day < today:
        raise Refused("day", "Choose today or a day to come.")
    if day > today + AHEAD:
        raise Refused("day", "Choose a day within a year.")


def plan_child(
    store: Store, clinic: Clinic, visit_id: str, answers: dict[str, Any], by: str
) -> Coded:
    """Write another child of a family down, right after the first. Raises Missing.

    How to reach the grown-up comes along, as far as the visit before has come; nobody sees it.
    """
    with store.writing() as tx:
        first = planned_visits.find(tx, visit_id)
        known = {**answers, "filling_for": "someone_else", **_shared(tx, first)}
        day = date.fromisoformat(first.day)
        said = Planned(day, first.time, first.therapist_id, known, first.site_id)
        return _planned(tx, said, by)


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
        return _said_by_the_grown_up(tx, first.intake_id)
    with suppress(Missing):
        draft = intakes.find(tx, first.intake_id).as_left
        return {**draft.carried.get("answers", {}), **draft.answers}
    return {}


def _said_by_the_grown_up(tx: Transaction, record_id: str) -> dict[str, Any]:
    """How to reach them, for the visit of another child: it is shown to no staff."""
    return {} if restrictions.of_record(tx, record_id) else standing.find(tx, record_id).says

"""Identifying: which client a planned visit is of, where that is plain, and taking it back."""

from __future__ import annotations

from contextlib import suppress

from ..intake.draft import as_json, from_json
from ..intake.taken_for_another import not_them
from ..store import Missing, Over, Transaction
from ..store.intakes import intakes, planned_visits
from ..store.intakes.planned_visits import BY_ITSELF, Visit
from ..store.records import lookalikes
from .join_clients import set_record_apart


def recognise(tx: Transaction, visit: Visit) -> None:
    """Link a visit to the one client with its very name, birth date and phone, and say so on Today.

    What staff have said about the visit stands.
    """
    if visit.known_by:
        return
    if again := lookalikes.the_one(tx, visit.answers):
        planned_visits.is_of(tx, visit.id, again, BY_ITSELF)


def undo(tx: Transaction, visit_id: str, by: str) -> str:
    """It is not who it was taken for: nothing of theirs stands in the visit from now on.

    Returns the intake or record whose client staff have to say; empty before there is one, and
    where nothing was linked by itself. Raises Missing.
    """
    visit = planned_visits.hold(tx, visit_id)
    if visit.known_by != BY_ITSELF:
        return ""
    planned_visits.is_of_nobody(tx, visit_id, by)
    if visit.state == "signed":
        set_record_apart(tx, visit.intake_id, by)
    elif visit.state == "here":
        with suppress(Missing, Over):
            here = intakes.find(tx, visit.intake_id, hold=True)
            draft = not_them(from_json(here.draft), visit.answers)
            intakes.move_by_staff(tx, here, as_json(draft), "returning")
    return visit.intake_id

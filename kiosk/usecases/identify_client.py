"""Identifying: which client somebody is, said by staff or plain by itself, and taking it back."""

from __future__ import annotations

from contextlib import suppress

from ..intake.aside import as_new
from ..intake.draft import as_json
from ..intake.move import Move
from ..intake.taken_for_another import not_them
from ..intake.walk import known_as
from ..store import Missing, Over, Store, Transaction, audit
from ..store.access import throttle
from ..store.clinics import Clinic
from ..store.intakes import calls, intakes, planned_visits
from ..store.intakes.drafts import Intake
from ..store.intakes.planned_visits import BY_ITSELF, Visit
from ..store.records import client_links, lookalikes, records
from .join_clients import join_clients, set_record_apart
from .open_earlier import said_to_be


def say_who(store: Store, clinic: Clinic, intake_id: str, client_id: str, by: str) -> None:
    """It is this client: what they said before is theirs again from now on. Empty is somebody new.

    A signed record is joined with them. Raises Missing or Over.
    """
    with store.writing() as tx:
        if not records.is_signed(tx, intake_id):
            here = intakes.find(tx, intake_id, hold=True)
            _settle(tx, here, clinic, client_id, by)
        elif client_id:
            join_clients(tx, client_links.client_of(tx, intake_id), client_id, by)


def _settle(tx: Transaction, here: Intake, clinic: Clinic, client_id: str, by: str) -> None:
    draft = here.as_left
    if not draft.walk_up:
        raise Over(here.id)
    known = said_to_be(tx, draft, client_links.root(tx, client_id)) if client_id else as_new(draft)
    move = Move(known, here.step)
    if here.step == "returning" and known.closed:
        move = Move(known, "earlier")
    elif here.step == "returning":
        move = known_as(clinic.visit_at(tx.now, known), known)
    intakes.move_in_place(tx, here, as_json(move.draft), move.step)
    calls.settle_all(tx, here.id, "returning", by)
    throttle.undo(tx, throttle.walk_up(here.tablet_id))
    audit.write(tx, "match", by, here.id, client_id or "new")


def say_who_comes(store: Store, visit_id: str, client_id: str, by: str) -> None:
    """This client is planned for; empty is somebody new. Raises Missing or Over."""
    with store.writing() as tx:
        planned_visits.is_of(tx, visit_id, client_id, by)


def recognise(tx: Transaction, visit: Visit) -> None:
    """Link a visit to the one client with its very name, birth date and phone, and say so on Today.

    What staff have said about the visit stands.
    """
    if visit.known_by:
        return
    if again := lookalikes.the_one(tx, visit.answers):
        planned_visits.is_of(tx, visit.id, again, BY_ITSELF)


def undo(store: Store, visit_id: str, by: str) -> str:
    """It is not who it was taken for: nothing of theirs stands in the visit from now on.

    Returns the intake or record whose client staff have to say; empty before there is one, and
    where nothing was linked by itself. Raises Missing.
    """
    with store.writing() as tx:
        return _undone(tx, visit_id, by)


def _undone(tx: Transaction, visit_id: str, by: str) -> str:
    visit = planned_visits.hold(tx, visit_id)
    if visit.known_by != BY_ITSELF:
        return ""
    planned_visits.is_of_nobody(tx, visit_id, by)
    if visit.state == "signed":
        set_record_apart(tx, visit.intake_id, by)
    elif visit.state == "here":
        with suppress(Missing, Over):
            here = intakes.find(tx, visit.intake_id, hold=True)
            draft = not_them(here.as_left, visit.answers)
            intakes.move_in_place(tx, here, as_json(draft), "returning")
    return visit.intake_id

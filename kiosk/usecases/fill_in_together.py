"""Filling in together: a staff member walks with the client, on the staff's own device."""

from __future__ import annotations

from dataclasses import replace

from ..intake.draft import Draft, as_json
from ..intake.path import FIRST
from ..store import Over, Store, Transaction
from ..store.access.staff import Staff
from ..store.intakes import assisted, intakes, planned_visits
from ..store.intakes.drafts import Intake
from .open_earlier import helped
from .plan_visit import BY_DESK
from .start_intake import Taken


def begin_together(store: Store, person: Staff) -> Taken:
    """Start with a client whom nobody has planned for. Twice begins one."""
    with store.writing() as tx:
        return _begun(tx, person)


def begin_planned(store: Store, person: Staff, visit_id: str) -> Taken:
    """Start with the client of a planned visit, or go on with them. Raises Missing or Over."""
    with store.writing() as tx:
        visit = planned_visits.hold(tx, visit_id)
        if visit.state == "signed":
            raise Over(visit_id)
        if visit.state == "here":
            return _gone_on(tx, person, intakes.find(tx, visit.intake_id))
        taken = _begun(tx, person, **{k: v for k, v in visit.answers.items() if k in BY_DESK})
        planned_visits.arrives(tx, visit, taken[0].id)
        return taken


def go_on_together(store: Store, person: Staff, intake_id: str) -> Taken:
    """Take up an intake that was put aside. Raises Missing, and Over for what a client holds and
    for what this person may not read.
    """
    with store.writing() as tx:
        return _gone_on(tx, person, intakes.find(tx, intake_id))


def _begun(tx: Transaction, person: Staff, **known: str) -> Taken:
    draft = Draft(answers=dict(known), helpers=((person.id, person.name),))
    return assisted.begin(tx, person, as_json(draft), FIRST)


def _gone_on(tx: Transaction, person: Staff, here: Intake) -> Taken:
    taken, token = assisted.go_on(tx, person, here)
    draft = taken.as_left
    helpers = tuple(dict.fromkeys((*draft.helpers, (person.id, person.name))))
    moved = helped(replace(draft, helpers=helpers), taken.step, person.id)
    if (moved.draft, moved.step) == (draft, taken.step):
        return taken, token
    return intakes.keep(tx, taken, as_json(moved.draft), moved.step), token

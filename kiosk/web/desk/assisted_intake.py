"""Filling in together: a staff member walks with the client, on the staff's own device."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from ...intake.draft import Draft, as_json, from_json
from ...intake.walk import FIRST
from ...store import Missing, Over, Transaction
from ...store.access.staff import Staff
from ...store.intakes import assisted, intakes, planned_visits
from ...store.intakes.drafts import Intake
from ...usecases.open_earlier import helped
from ..client.arrival import Taken, opens
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from .planned_rows import BY_DESK

routes = Blueprint("assisted_intake", __name__)


@routes.post("/staff/together")
@access("desk", "therapist", "admin")
def begin() -> ResponseReturnValue:
    """Start with a client whom nobody has planned for."""
    person = _person()
    with current.store().writing() as tx:
        return opens(*_begun(tx, person))


@routes.post("/staff/visits/<visit_id>/together")
@access("desk", "therapist", "admin")
def begin_planned(visit_id: str) -> ResponseReturnValue:
    """Start with the client of a planned visit, or go on with them."""
    person = _person()
    try:
        with current.store().writing() as tx:
            return opens(*_planned(tx, person, visit_id))
    except (Missing, Over):
        return leave(url_for("today.show_today"))


@routes.post("/staff/waiting/<intake_id>/together")
@access("desk", "therapist", "admin")
def go_on(intake_id: str) -> ResponseReturnValue:
    """Take up an intake that was put aside. Not what a client holds; not what one may not read."""
    person = _person()
    try:
        with current.store().writing() as tx:
            return opens(*_gone_on(tx, person, intakes.find(tx, intake_id)))
    except (Missing, Over):
        return leave(url_for("today.show_today"))


def _person() -> Staff:
    return current.staff() or abort(403)


def _begun(tx: Transaction, person: Staff, **known: str) -> Taken:
    draft = Draft(answers=dict(known), helpers=((person.id, person.name),))
    return assisted.begin(tx, person, as_json(draft), FIRST)


def _planned(tx: Transaction, person: Staff, visit_id: str) -> Taken:
    visit = planned_visits.hold(tx, visit_id)
    if visit.state == "signed":
        raise Over(visit_id)
    if visit.state == "here":
        return _gone_on(tx, person, intakes.find(tx, visit.intake_id))
    taken = _begun(tx, person, **{k: v for k, v in visit.answers.items() if k in BY_DESK})
    planned_visits.arrives(tx, visit, taken[0].id)
    return taken


def _gone_on(tx: Transaction, person: Staff, here: Intake) -> Taken:
    taken, token = assisted.go_on(tx, person, here)
    draft = from_json(taken.draft)
    helpers = tuple(dict.fromkeys((*draft.helpers, (person.id, person.name))))
    moved = helped(replace(draft, helpers=helpers), taken.step, person.id)
    if (moved.draft, moved.step) == (draft, taken.step):
        return taken, token
    return intakes.keep(tx, taken, as_json(moved.draft), moved.step), token

"""Filling in together: a staff member walks with the client, on the staff's own device."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from ...intake.draft import Draft, as_json, from_json
from ...intake.walk import FIRST
from ...store import Book, Missing, Over
from ...store.access.staff import Staff
from ...store.intakes import assisted, intakes, planned_visits
from ...store.intakes.drafts import Intake
from ...usecases.open_earlier import helped
from ..client.arrival import Taken, opens
from ..http.access import door, leave, the_staff, the_store
from .planned_rows import BY_DESK

together = Blueprint("together", __name__)


@together.post("/staff/together")
@door("desk", "therapist", "admin")
def begin() -> ResponseReturnValue:
    """Start with a client whom nobody has planned for."""
    person = _person()
    with the_store().writing() as book:
        return opens(*_begun(book, person))


@together.post("/staff/visits/<visit_id>/together")
@door("desk", "therapist", "admin")
def begin_planned(visit_id: str) -> ResponseReturnValue:
    """Start with the client of a planned visit, or go on with them."""
    person = _person()
    try:
        with the_store().writing() as book:
            return opens(*_planned(book, person, visit_id))
    except (Missing, Over):
        return leave("/staff/")


@together.post("/staff/waiting/<intake_id>/together")
@door("desk", "therapist", "admin")
def go_on(intake_id: str) -> ResponseReturnValue:
    """Take up an intake that was put aside. Not what a client holds; not what one may not read."""
    person = _person()
    try:
        with the_store().writing() as book:
            return opens(*_gone_on(book, person, intakes.find(book, intake_id)))
    except (Missing, Over):
        return leave("/staff/")


def _person() -> Staff:
    return the_staff() or abort(403)


def _begun(book: Book, person: Staff, **known: str) -> Taken:
    draft = Draft(answers=dict(known), helpers=((person.id, person.name),))
    return assisted.begin(book, person, as_json(draft), FIRST)


def _planned(book: Book, person: Staff, visit_id: str) -> Taken:
    visit = planned_visits.hold(book, visit_id)
    if visit.state == "signed":
        raise Over(visit_id)
    if visit.state == "here":
        return _gone_on(book, person, intakes.find(book, visit.intake_id))
    taken = _begun(book, person, **{k: v for k, v in visit.answers.items() if k in BY_DESK})
    planned_visits.arrives(book, visit, taken[0].id)
    return taken


def _gone_on(book: Book, person: Staff, here: Intake) -> Taken:
    taken, token = assisted.go_on(book, person, here)
    draft = from_json(taken.draft)
    helpers = tuple(dict.fromkeys((*draft.helpers, (person.id, person.name))))
    moved = helped(replace(draft, helpers=helpers), taken.step, person.id)
    if (moved.draft, moved.step) == (draft, taken.step):
        return taken, token
    return intakes.keep(book, taken, as_json(moved.draft), moved.step), token

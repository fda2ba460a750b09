"""Arriving: a client presses Start at Welcome, with an arrival code or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, redirect, request, url_for

from ...catalogue import CATALOGUE
from ...intake import carry
from ...intake.draft import Draft, as_json
from ...intake.walk import FIRST, start
from ...store import Throttled, Transaction, audit
from ...store.access import tablets, throttle
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import intakes, planned_visits
from ...store.intakes.drafts import Intake
from ...store.intakes.planned_visits import Visit
from ...usecases.open_earlier import expected
from ..http import current
from ..http.cookies import give
from ..questions.step_form import read, typed_of
from .resume_page import AskTheDesk, goes_on
from .welcome_page import ASK_THE_DESK

Taken = tuple[Intake, str]
"""An intake that is open, and the token that opens it."""

REMEMBERED = ("language", "access_needs")
"""What is applied before the first screen of a return visit."""

WRONG = (
    "We do not know this code. Please look at it again, or ask the desk. "
    "You can also go on without it."
)
ELSEWHERE = "This code is in use on another tablet. Please ask the desk."
TOO_MANY = "There were many tries. Please wait a little, ask the desk, or go on without the code."


@dataclass(frozen=True)
class Waiting:
    """A visit whose client has begun before, and the intake they began."""

    visit: Visit
    here: Intake


class NoEntry(Exception):
    """A code that opens nothing. Says why, in words for the client, and the status to answer."""

    def __init__(self, words: str, status: int = 422) -> None:
        super().__init__(words)
        self.words = words
        self.status = status


def arrive(tablet: Tablet, clinic: Clinic) -> Taken:
    """Start as Welcome was answered. Raises NoEntry or AsksBirthDate.

    On any other tablet a code opens no intake that was begun: that is for staff.
    """
    code = request.form.get("code", "")
    if not planned_visits.is_code(code):
        with current.store().writing() as tx:
            tablets.seen(tx, tablet)
            return _started(tx, tablet, clinic)
    arrived = _arrived(tablet, clinic, code)
    if not isinstance(arrived, Waiting):
        return arrived
    if arrived.here.tablet_id != tablet.id:
        raise NoEntry(ELSEWHERE)
    try:
        return goes_on(tablet, arrived.visit, arrived.here)
    except AskTheDesk:
        raise NoEntry(ASK_THE_DESK) from None


def _arrived(tablet: Tablet, clinic: Clinic, code: str) -> Taken | Waiting:
    """What an arrival code leads to. Each try is counted; the one that is right is taken back."""
    tries = throttle.arrival(tablet.id)
    try:
        throttle.count(current.store(), tries)
    except Throttled:
        raise NoEntry(TOO_MANY, 429) from None
    with current.store().writing() as tx:
        tablets.seen(tx, tablet)
        visit = planned_visits.by_code(tx, code)
        if visit:
            throttle.undo(tx, tries)
            here = _waits(tx, visit)
            return Waiting(visit, here) if here else _begun(tx, tablet, clinic, visit)
        audit.write(tx, "refused", tablet.id, reason="arrival code")
    raise NoEntry(WRONG)


def opens(here: Intake, token: str) -> Response:
    """Go to an intake, with the cookie that opens it."""
    response: Response = redirect(url_for("step.step", intake_id=here.id), 303)  # type: ignore[assignment]
    give(response, "intake", token)
    return response


def _begun(tx: Transaction, tablet: Tablet, clinic: Clinic, visit: Visit) -> Taken:
    taken = _started(tx, tablet, clinic, visit)
    planned_visits.arrives(tx, visit, taken[0].id)
    return taken


def _started(tx: Transaction, tablet: Tablet, clinic: Clinic, visit: Visit | None = None) -> Taken:
    draft, step = _first(tx, clinic, visit)
    return intakes.start(tx, tablet, as_json(draft), step)


def _first(tx: Transaction, clinic: Clinic, visit: Visit | None) -> tuple[Draft, str]:
    """The draft that Welcome makes, over what the desk has written down, and its first step."""
    said = read(clinic.visit_at(tx.now, Draft()), Draft(), FIRST, request.form, "next")
    answers = {key: value for key, value in said.given.items() if value is not None}
    draft = Draft(answers=answers)
    if visit and visit.client_id:
        draft = known_again(tx, visit, answers)
    elif visit:
        draft = Draft(answers={**visit.answers, **answers}, news="from_desk")
    if said.errors.keys() - draft.answers.keys():
        return replace(draft, typed={FIRST: typed_of(request.form, FIRST)}), FIRST
    move = start(draft)
    return move.draft, move.step


def known_again(tx: Transaction, visit: Visit, answers: dict[str, Any]) -> Draft:
    """The draft of a client whom the desk has found again: it begins with what is remembered.

    What the desk wrote down anew, a new phone say, is read over and confirmed on its step.
    """
    carried = expected(tx, visit.client_id)
    remembered = {key: carried.answers[key] for key in REMEMBERED if key in carried.answers}
    new = {key: said for key, said in visit.answers.items() if carried.answers.get(key) != said}
    return Draft(
        answers={**remembered, **new, **answers, "visit_kind": "returning"},
        client=visit.client_id,
        carried=carry.as_json(carried),
        opened=("about_you",) if new.keys() & CATALOGUE.step("about_you").keys else (),
    )


def _waits(tx: Transaction, visit: Visit) -> Intake | None:
    """The visit's own intake, as long as it is not over. A code begins another one after that."""
    if visit.state != "here":
        return None
    here = intakes.find(tx, visit.intake_id)
    if intakes.may_go_on(tx, here):
        return here
    intakes.erase(tx, here, by="clock", reason="waited too long")
    return None

"""Arriving: a client presses Start at Welcome, with an arrival code or without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, redirect, request

from ..catalogue import CATALOGUE
from ..intake import carry
from ..intake.draft import Draft, as_json
from ..intake.walk import FIRST, start
from ..store import Book, Over, Throttled, audit, clients, intakes, tablets, throttle, visits
from ..store.clinics import Clinic
from ..store.drafts import Intake
from ..store.tablets import Tablet
from ..store.visits import Visit
from .forms import read, typed_of
from .guard import the_store
from .sessions import give

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


class NoEntry(Exception):
    """A code that opens nothing. Says why, in words for the client, and the status to answer."""

    def __init__(self, words: str, status: int = 422) -> None:
        super().__init__(words)
        self.words = words
        self.status = status


def arrive(tablet: Tablet, clinic: Clinic) -> Taken:
    """Start as Welcome was answered. Raises NoEntry."""
    code = request.form.get("code", "")
    if not visits.is_code(code):
        with the_store().writing() as book:
            tablets.seen(book, tablet)
            return _started(book, tablet, clinic)
    tries = throttle.arrival(tablet.id)
    try:
        throttle.count(the_store(), tries)
    except Throttled:
        raise NoEntry(TOO_MANY, 429) from None
    with the_store().writing() as book:
        tablets.seen(book, tablet)
        visit = visits.by_code(book, code)
        if visit:
            throttle.clear(book, tries)
            return _gone_on(book, tablet, visit) or _begun(book, tablet, clinic, visit)
        audit.write(book, "refused", tablet.id, reason="arrival code")
    raise NoEntry(WRONG)


def opens(here: Intake, token: str) -> Response:
    """Go to an intake, with the cookie that opens it."""
    response: Response = redirect(f"/i/{here.id}", 303)  # type: ignore[assignment]
    give(response, "intake", token)
    return response


def _begun(book: Book, tablet: Tablet, clinic: Clinic, visit: Visit) -> Taken:
    taken = _started(book, tablet, clinic, visit)
    visits.arrives(book, visit, taken[0].id)
    return taken


def _started(book: Book, tablet: Tablet, clinic: Clinic, visit: Visit | None = None) -> Taken:
    draft, step = _first(book, clinic, visit)
    return intakes.start(book, tablet, as_json(draft), step)


def _first(book: Book, clinic: Clinic, visit: Visit | None) -> tuple[Draft, str]:
    """The draft that Welcome makes, over what the desk has written down, and its first step."""
    said = read(clinic.visit_at(book.now, Draft()), Draft(), FIRST, request.form, "next")
    answers = {key: value for key, value in said.given.items() if value is not None}
    draft = Draft(answers=answers)
    if visit and visit.client_id:
        draft = known_again(book, visit, answers)
    elif visit:
        draft = Draft(answers={**visit.answers, **answers}, news="from_desk")
    if said.errors.keys() - draft.answers.keys():
        return replace(draft, typed={FIRST: typed_of(request.form, FIRST)}), FIRST
    move = start(draft)
    return move.draft, move.step


def known_again(book: Book, visit: Visit, answers: dict[str, Any]) -> Draft:
    """The draft of a client whom the desk has found again: it begins with what is remembered.

    What the desk wrote down anew, a new phone say, is read over and confirmed on its step.
    """
    carried = clients.carried(book, visit.client_id)
    remembered = {key: carried.answers[key] for key in REMEMBERED if key in carried.answers}
    new = {key: said for key, said in visit.answers.items() if carried.answers.get(key) != said}
    return Draft(
        answers={**remembered, **new, **answers, "visit_kind": "returning"},
        client=visit.client_id,
        carried=carry.as_json(carried),
        opened=("about_you",) if new.keys() & CATALOGUE.step("about_you").keys else (),
    )


def _gone_on(book: Book, tablet: Tablet, visit: Visit) -> Taken | None:
    """The visit's own intake, where the client stopped on this very tablet; None before it is one.

    A code is read aloud, so it opens no answers on any other tablet: that is for staff.
    """
    if visit.state != "here":
        return None
    here = intakes.find(book, visit.intake_id)
    if here.tablet_id != tablet.id:
        raise NoEntry(ELSEWHERE)
    try:
        taken = intakes.reopen(book, tablet, here)
    except Over:
        intakes.erase(book, here, by="clock", reason="waited too long")
        return None
    audit.write(book, "give_back", tablet.id, here.id, "code")
    return taken

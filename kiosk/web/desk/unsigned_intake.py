"""Somebody who waits, for the desk: which planned visit they are, or that they started by mistake.

The desk sees a name here, and no answer.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...intake.draft import from_json
from ...store import Book, Missing, Over
from ...store.intakes import intakes, planned_visits
from ...store.intakes.drafts import there
from ...usecases.read_answers import name_of
from ..http.access import door, leave, the_store
from ..http.form_page import Checked, to_put_right
from ..http.layout import show, tell
from ..http.printing import send_to_press
from ..http.viewer import Looker, by, looker
from .planned_rows import in_short, in_short_apart

waiting = Blueprint("waiting", __name__)

REASONS = {
    "wrong start": "It was started by mistake",
    "wrong person": "It is somebody else's",
    "asked for": "The client asked for it",
    "has left": "The client has left",
}
"""Why an intake is erased: a closed list, for the audit holds nothing about anybody."""


@dataclass(frozen=True, kw_only=True)
class WaitingPage(Checked):
    """One intake, without anything that was said in it."""

    url: str
    name: str
    matched: str
    """The planned visit it is; empty while nobody has said."""
    visits: tuple[tuple[str, str], ...]
    """The planned visits it may be."""
    reasons: tuple[tuple[str, str, str], ...]
    """Why it may be erased; nothing once it is signed."""


@waiting.get("/staff/waiting/<intake_id>")
@door("desk")
def one(intake_id: str) -> str:
    """Who it may be, and a way to erase a wrong start."""
    return _page(intake_id, {})


@waiting.post("/staff/waiting/<intake_id>/match")
@door("desk")
def match(intake_id: str) -> ResponseReturnValue:
    """This is that planned visit: its hour and its therapist come along."""
    chosen = request.form.get("visit", "")
    got_therapist = False
    with suppress(Missing, Over), the_store().writing() as book:
        _name(book, intake_id, looker())
        if chosen:
            got_therapist = planned_visits.match(book, chosen, intake_id, by())
        else:
            planned_visits.unmatch(book, intake_id, by())
    if got_therapist:
        send_to_press(intake_id)
    return leave("/staff/")


@waiting.post("/staff/waiting/<intake_id>/erase")
@door("desk")
def erase(intake_id: str) -> ResponseReturnValue:
    """Erase an unsigned intake, with a reason. Harmless when it has ended since."""
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        return _page(intake_id, {"reason": "Choose why, please."}), 422
    with suppress(Missing), the_store().writing() as book:
        intakes.erase(book, there(book, intake_id), by(), reason)
    return leave("/staff/")


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    who = looker()
    with the_store().reading() as book:
        name, is_signed = _name(book, intake_id, who)
        visit = planned_visits.of_intake(book, intake_id)
        plan = planned_visits.of_day(book, who.clinic.day(book.now))
    still = [visit for visit in plan if visit.state == "planned"]
    words = in_short_apart(still, who, birthdays=True)
    free = tuple((visit.id, said) for visit, said in zip(still, words, strict=True))
    reasons = () if is_signed else tuple(REASONS.items())
    page = WaitingPage(
        title=name,
        to_put_right=to_put_right(who.frame, wrong),
        url=f"/staff/waiting/{intake_id}",
        name=name,
        matched=in_short(visit, who) if visit else "",
        visits=free,
        reasons=tuple((key, tell(who.frame, words), "") for key, words in reasons),
    )
    return show("desk/unsigned_intake.html", who.frame, page=page)


def _name(book: Book, intake_id: str, who: Looker) -> tuple[str, bool]:
    """First name and initial, and whether it is signed. 404 where there is no such intake."""
    try:
        here = there(book, intake_id)
    except Missing:
        return _signed(book, intake_id) or tell(who.frame, "No name yet"), True
    if here.state == "torn":
        return tell(who.frame, "Cannot be read"), False
    return from_json(here.draft).short_name or tell(who.frame, "No name yet"), False


def _signed(book: Book, intake_id: str) -> str:
    try:
        return name_of(book, intake_id)
    except Missing:
        abort(404)

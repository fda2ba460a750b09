"""Somebody who waits, for the desk: which planned visit they are, or that they started by mistake.

The desk sees a name here, and no answer.
"""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Over, Transaction, Unreadable
from ...store.intakes import planned_visits
from ...store.intakes.drafts import there
from ...usecases.erase_intake import erase_intake
from ...usecases.match_intake import match_intake
from ...usecases.read_answers import name_of
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import show
from ..http.page_parts import Choice
from ..http.printing import send_to_press
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, actor_id, current_viewer
from .planned_rows import in_short, in_short_apart

routes = Blueprint("unsigned_intake", __name__)

REASONS = {
    "wrong start": N_("It was started by mistake"),
    "wrong person": N_("It is somebody else's"),
    "asked for": N_("The client asked for it"),
    "has left": N_("The client has left"),
}
"""Why an intake is erased: a closed list, for the audit holds nothing about anybody."""


@dataclass(frozen=True, kw_only=True)
class WaitingPage(FormPage):
    """One intake, without anything that was said in it."""

    id: str
    name: str
    sign: str
    """Tells one from another of the same name."""
    matched: str
    """The planned visit it is; empty while nobody has said."""
    visits: tuple[Choice, ...]
    """The planned visits it may be."""
    reasons: tuple[Choice, ...]
    """Why it may be erased; nothing once it is signed."""


@routes.get("/staff/waiting/<intake_id>")
@access("desk")
def one(intake_id: str) -> str:
    """Who it may be, and a way to erase a wrong start."""
    return _page(intake_id, {})


@routes.post("/staff/waiting/<intake_id>/match")
@access("desk")
def match(intake_id: str) -> ResponseReturnValue:
    """This is that planned visit: its hour and its therapist come along."""
    with current.store().reading() as tx:
        _name(tx, intake_id, current_viewer())
    chosen = request.form.get("visit", "")
    with suppress(Missing, Over):
        if match_intake(current.store(), intake_id, chosen, actor_id()):
            send_to_press(intake_id)
    return leave(url_for("today.show_today"))


@routes.post("/staff/waiting/<intake_id>/erase")
@access("desk")
def erase(intake_id: str) -> ResponseReturnValue:
    """Erase an unsigned intake, with a reason. Harmless when it has ended since."""
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        return _page(intake_id, {"reason": N_("Choose why, please.")}), 422
    with suppress(Missing):
        erase_intake(current.store(), intake_id, actor_id(), reason)
    return leave(url_for("today.show_today"))


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    who = current_viewer()
    with current.store().reading() as tx:
        name, is_signed = _name(tx, intake_id, who)
        visit = planned_visits.of_intake(tx, intake_id)
        plan = planned_visits.of_day(tx, who.clinic.day(tx.now))
    still = [visit for visit in plan if visit.state == "planned"]
    words = in_short_apart(still, who, birthdays=True)
    free = tuple(Choice(visit.id, said) for visit, said in zip(still, words, strict=True))
    reasons = () if is_signed else tuple(REASONS.items())
    page = WaitingPage(
        title=name,
        form_errors=form_errors(who.layout, wrong),
        id=intake_id,
        name=name,
        sign=sign_of(intake_id),
        matched=in_short(visit, who) if visit else "",
        visits=free,
        reasons=tuple(Choice(key, who.layout.translate(words)) for key, words in reasons),
    )
    return show("desk/unsigned_intake.html", who.layout, page=page)


def _name(tx: Transaction, intake_id: str, who: Viewer) -> tuple[str, bool]:
    """First name and initial, and whether it is signed. 404 where there is no such intake."""
    try:
        here = there(tx, intake_id)
    except Missing:
        return _signed(tx, intake_id, who), True
    if here.state == "torn":
        return who.layout.translate("Cannot be read"), False
    return here.as_left.short_name or who.layout.translate("No name yet"), False


def _signed(tx: Transaction, intake_id: str, who: Viewer) -> str:
    try:
        return name_of(tx, intake_id) or who.layout.translate("No name yet")
    except Unreadable:
        return who.layout.translate("Cannot be read")
    except Missing:
        abort(404)

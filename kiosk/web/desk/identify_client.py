"""Who is it: staff say which client has come back, or that a visit belongs to one they know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...intake.draft import Draft, as_json, from_json
from ...intake.names import folded
from ...intake.normal import one_line
from ...intake.walk import Move, as_new, known_as
from ...store import Missing, Over, Transaction, audit
from ...store.access import throttle
from ...store.intakes import calls, intakes, planned_visits
from ...store.intakes.drafts import Intake
from ...store.records import cards, client_links, lookalikes, records
from ...store.records.cards import Found
from ...usecases.identify_client import undo
from ...usecases.join_clients import join_clients
from ...usecases.open_earlier import said_to_be
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage
from ..http.layout import show
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer, whole_number
from .client_line import in_words
from .planned_rows import short_name

routes = Blueprint("identify_client", __name__)

LIKELY = 8
"""How many people are offered at once."""


@dataclass(frozen=True, kw_only=True)
class WhoPage(FormPage):
    """Who somebody says to be, and whom the clinic knows like that."""

    url: str
    words: str
    people: tuple[tuple[str, str], ...]
    name: str
    """The name that was looked for; empty before one was."""
    before: int | None
    """Where to look further; None once everybody has been looked at."""
    as_new: bool
    """Whether staff may say that it is nobody the clinic knows."""


@dataclass(frozen=True)
class Someone:
    """An intake, a record or a planned visit whose client is asked about."""

    url: str
    name: str
    born: str = ""
    """ISO birth date, by which they may be found; empty where none is known."""
    phone: str = ""
    as_new: bool = True
    not_looked_for: bool = False
    client: str = ""
    """Whose the record is by now: they are not offered to themselves."""


@routes.get("/staff/waiting/<intake_id>/who")
@access("desk", "therapist")
def who(intake_id: str) -> str:
    """The people it may be, by what was typed; others by their name."""
    return _page(_waiting, intake_id)


@routes.post("/staff/waiting/<intake_id>/find")
@access("desk", "therapist")
def find(intake_id: str) -> str:
    """The people who go by a name. A post, so that no name stands in an address or a log."""
    return _page(_waiting, intake_id)


@routes.post("/staff/waiting/<intake_id>/who")
@access("desk", "therapist")
def say_who(intake_id: str) -> ResponseReturnValue:
    """It is this client: what they said before is theirs again from now on."""
    chosen = request.form.get("client", "")
    with suppress(Missing, Over), current.store().writing() as tx:
        if not records.is_signed(tx, intake_id):
            _settle(tx, intakes.find(tx, intake_id, hold=True), chosen)
        elif chosen:
            join_clients(tx, client_links.client_of(tx, intake_id), chosen, actor_id())
    return leave(url_for("today.show_today"))


@routes.get("/staff/visits/<visit_id>/who")
@access("desk")
def who_comes(visit_id: str) -> str:
    """The people a planned visit may be of."""
    return _page(_planned, visit_id)


@routes.post("/staff/visits/<visit_id>/find")
@access("desk")
def find_for_visit(visit_id: str) -> str:
    """The people who go by a name, for a planned visit."""
    return _page(_planned, visit_id)


@routes.post("/staff/visits/<visit_id>/who")
@access("desk")
def say_who_comes(visit_id: str) -> ResponseReturnValue:
    """This client is planned for; or somebody new is."""
    with suppress(Missing, Over), current.store().writing() as tx:
        planned_visits.is_of(tx, visit_id, request.form.get("client", ""), actor_id())
    return leave(url_for("planned_visits.todays_visits"))


@routes.post("/staff/visits/<visit_id>/not-them")
@access("desk", "therapist")
def not_them(visit_id: str) -> ResponseReturnValue:
    """It was linked by itself, and wrongly: staff say next who it is."""
    this = ""
    with suppress(Missing), current.store().writing() as tx:
        this = undo(tx, visit_id, actor_id())
    return leave(
        url_for("identify_client.who", intake_id=this) if this else url_for("today.show_today")
    )


def _settle(tx: Transaction, here: Intake, client_id: str) -> None:
    draft = from_json(here.draft)
    if not draft.walk_up:
        raise Over(here.id)
    known = said_to_be(tx, draft, client_links.root(tx, client_id)) if client_id else as_new(draft)
    move = Move(known, here.step)
    if here.step == "returning" and known.closed:
        move = Move(known, "earlier")
    elif here.step == "returning":
        move = known_as(current_viewer().clinic.visit_at(tx.now, known), known)
    intakes.move_by_staff(tx, here, as_json(move.draft), move.step)
    calls.settle_all(tx, here.id, "returning", actor_id())
    throttle.undo(tx, throttle.walk_up(here.tablet_id))
    audit.write(tx, "match", actor_id(), here.id, client_id or "new")


def _page(find_out: Callable[[Transaction, str], Someone], this: str) -> str:
    layout = current_viewer().layout
    name = one_line(request.form.get("name", ""))[:120] if request.method == "POST" else ""
    before = whole_number(request.form.get("before", "")) if request.method == "POST" else None
    try:
        with current.store().reading() as tx:
            someone = find_out(tx, this)
            found = _found(tx, someone, name, before)
    except Missing:
        abort(404)
    if request.method == "POST":
        with current.store().writing() as tx:
            audit.write(tx, "search", actor_id())
    page = WhoPage(
        title=someone.name or layout.translate("No name yet"),
        url=someone.url,
        words=layout.translate(_told(someone, found, name, before)),
        people=tuple((each.id, in_words(each, layout)) for each in found.cards),
        name=name,
        before=found.before,
        as_new=someone.as_new,
    )
    return show("desk/identify_client.html", layout, page=page)


def _found(tx: Transaction, someone: Someone, name: str, before: int | None) -> Found:
    if folded(name):
        found = cards.named(tx, name, LIKELY, before)
    elif someone.not_looked_for:
        return Found((), None)
    else:
        found = lookalikes.looking_like(tx, someone.born, someone.phone, LIKELY, before)
    return Found(tuple(c for c in found.cards if c.id != someone.client), found.before)


def _waiting(tx: Transaction, intake_id: str) -> Someone:
    url = url_for("unsigned_intake.one", intake_id=intake_id)
    if records.is_signed(tx, intake_id):
        mine = client_links.client_of(tx, intake_id)
        card = cards.find(tx, mine)
        if card is None:
            return Someone(url, "", as_new=False, client=mine)
        name = Draft(answers={"full_name": card.name}).short_name
        return Someone(url, name, card.birth_date, card.phone, as_new=False, client=mine)
    draft = from_json(intakes.find(tx, intake_id).draft)
    born = draft.answers.get("find_birth_date") or ""
    phone = draft.answers.get("find_phone_end") or ""
    return Someone(
        url, draft.short_name, born, phone, draft.awaits, not_looked_for=draft.not_looked_for
    )


def _planned(tx: Transaction, visit_id: str) -> Someone:
    visit = planned_visits.find(tx, visit_id)
    born, phone = visit.answers.get("birth_date") or "", visit.answers.get("phone") or ""
    return Someone(f"/staff/visits/{visit_id}", short_name(visit), born, phone)


def _told(someone: Someone, found: Found, name: str, before: int | None) -> str:
    if someone.not_looked_for and not folded(name):
        return "Too many tries on this tablet: nobody was looked for. Try the name."
    if found.before is not None:
        return "There are more than these. Write more of the name, or look further."
    if found.cards:
        return "Ask for the full name before you choose."
    if before is not None:
        return "Nobody else like this was found."
    return "Nobody like this was found. Try the name."

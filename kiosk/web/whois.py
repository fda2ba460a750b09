"""Who is it: staff say which client has come back, or that a visit belongs to one they know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..intake import carry
from ..intake.draft import Draft, as_json, from_json
from ..intake.names import folded, goes_by, names_in
from ..intake.normal import one_line
from ..intake.walk import Move, as_new, known_as
from ..store import (
    Book,
    Missing,
    Over,
    audit,
    calls,
    clients,
    intakes,
    listed,
    records,
    standing,
    throttle,
    visits,
    whose,
)
from ..store.clients import Known
from ..store.drafts import Intake
from ..usecases.identify_client import undo
from .checked import Checked
from .clock import visit_of
from .frame import show, tell
from .guard import door, leave, the_store
from .looking import by, looker
from .planned import short_name
from .recognised import in_words

whois = Blueprint("whois", __name__)

AMONG = 5000
"""The newest visits, among which a name is looked for."""

LIKELY = 8
"""How many people are offered at once."""


@dataclass(frozen=True, kw_only=True)
class WhoPage(Checked):
    """Who somebody says to be, and whom the clinic knows like that."""

    url: str
    words: str
    people: tuple[tuple[str, str], ...]
    name: str
    """The name that was looked for; empty before one was."""
    as_new: bool
    """Whether staff may say that it is nobody the clinic knows."""


@dataclass(frozen=True)
class Someone:
    """An intake, a record or a planned visit whose client is asked about."""

    url: str
    name: str
    likely: list[Known]
    as_new: bool = True
    not_looked_for: bool = False


@whois.get("/staff/waiting/<intake_id>/who")
@door("desk", "therapist")
def who(intake_id: str) -> str:
    """The people it may be, by what was typed; others by their name."""
    return _page(_waiting, intake_id)


@whois.post("/staff/waiting/<intake_id>/find")
@door("desk", "therapist")
def find(intake_id: str) -> str:
    """The people who go by a name. A post, so that no name stands in an address or a log."""
    return _page(_waiting, intake_id, one_line(request.form.get("name", ""))[:120])


@whois.post("/staff/waiting/<intake_id>/who")
@door("desk", "therapist")
def say_who(intake_id: str) -> ResponseReturnValue:
    """It is this client: what they said before is theirs again from now on."""
    chosen = request.form.get("client", "")
    with suppress(Missing, Over), the_store().writing() as book:
        if not records.is_signed(book, intake_id):
            _settle(book, intakes.find(book, intake_id, hold=True), chosen)
        elif chosen:
            clients.merge(book, whose.client_of(book, intake_id), chosen, by())
    return leave("/staff/")


@whois.get("/staff/visits/<visit_id>/who")
@door("desk")
def who_comes(visit_id: str) -> str:
    """The people a planned visit may be of."""
    return _page(_planned, visit_id)


@whois.post("/staff/visits/<visit_id>/find")
@door("desk")
def find_for_visit(visit_id: str) -> str:
    """The people who go by a name, for a planned visit."""
    return _page(_planned, visit_id, one_line(request.form.get("name", ""))[:120])


@whois.post("/staff/visits/<visit_id>/who")
@door("desk")
def say_who_comes(visit_id: str) -> ResponseReturnValue:
    """This client is planned for; or somebody new is."""
    with suppress(Missing, Over), the_store().writing() as book:
        visits.is_of(book, visit_id, request.form.get("client", ""), by())
    return leave("/staff/visits")


@whois.post("/staff/visits/<visit_id>/not-them")
@door("desk", "therapist")
def not_them(visit_id: str) -> ResponseReturnValue:
    """It was linked by itself, and wrongly: staff say next who it is."""
    this = ""
    with suppress(Missing), the_store().writing() as book:
        this = undo(book, visit_id, by())
    return leave(f"/staff/waiting/{this}/who" if this else "/staff/")


def _settle(book: Book, here: Intake, client_id: str) -> None:
    draft = from_json(here.draft)
    if not draft.walk_up:
        raise Over(here.id)
    known = _known(book, draft, client_id) if client_id else as_new(draft)
    move = Move(known, here.step)
    if here.step == "returning":
        move = known_as(visit_of(looker().clinic, book.now, known), known)
    intakes.told_by_staff(book, here, as_json(move.draft), move.step)
    calls.settle_all(book, here.id, "returning", by())
    throttle.clear(book, throttle.walk_up(here.tablet_id))
    audit.write(book, "match", by(), here.id, client_id or "new")


def _known(book: Book, draft: Draft, client_id: str) -> Draft:
    this = whose.root(book, client_id)
    return replace(draft, client=this, carried=carry.as_json(clients.carried(book, this)))


def _page(find_out: Callable[[Book, str], Someone], this: str, name: str = "") -> str:
    frame = looker().frame
    try:
        with the_store().reading() as book:
            someone = find_out(book, this)
            if name:
                someone = replace(someone, likely=_named(book, name), not_looked_for=False)
    except Missing:
        abort(404)
    if name:
        with the_store().writing() as book:
            audit.write(book, "search", by())
    page = WhoPage(
        title=someone.name or tell(frame, "No name yet"),
        url=someone.url,
        words=tell(frame, _told(someone)),
        people=tuple((each.id, in_words(each, frame)) for each in someone.likely[:LIKELY]),
        name=name,
        as_new=someone.as_new,
    )
    return show("staff/who.html", frame, page=page)


def _waiting(book: Book, intake_id: str) -> Someone:
    url = f"/staff/waiting/{intake_id}"
    if records.is_signed(book, intake_id):
        said = standing.find(book, intake_id).says
        mine = whose.client_of(book, intake_id)
        likely = clients.looking_like(book, said.get("birth_date", ""), said.get("phone", ""))
        others = [each for each in likely if each.id != mine]
        return Someone(url, Draft(answers=said).short_name, others, as_new=False)
    draft = from_json(intakes.find(book, intake_id).draft)
    born = draft.answers.get("find_birth_date", "")
    likely = clients.looking_like(book, born, draft.answers.get("find_phone_end", ""))
    if draft.not_looked_for:
        return Someone(url, draft.short_name, [], draft.awaits, not_looked_for=True)
    return Someone(url, draft.short_name, likely, draft.awaits)


def _planned(book: Book, visit_id: str) -> Someone:
    visit = visits.find(book, visit_id)
    said = visit.answers
    likely = clients.looking_like(book, said.get("birth_date", ""), said.get("phone", ""))
    return Someone(f"/staff/visits/{visit_id}", short_name(visit), likely)


def _named(book: Book, name: str) -> list[Known]:
    wanted = folded(name)
    found = listed.search(book, lambda said: goes_by(names_in(said), wanted), AMONG, LIKELY * 4)
    roots = dict.fromkeys(whose.client_of(book, each.id) for each in found)
    return [known for each in roots if (known := clients.known(book, each))]


def _told(someone: Someone) -> str:
    if someone.not_looked_for:
        return "Too many tries on this tablet: nobody was looked for. Try the name."
    if not someone.likely:
        return "Nobody like this was found. Try the name."
    return "Ask for the full name before you choose."

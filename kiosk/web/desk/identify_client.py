"""Who is it: staff say which client has come back, or that a visit belongs to one they know."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.names import folded
from ...intake.normal import one_line
from ...languages import N_
from ...store import Missing, Over
from ...store.records.cards import Found
from ...usecases import identify_client
from ...usecases.look_for_client import Search, Someone, Whose, is_here, is_planned, look_for
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage
from ..http.layout import show
from ..http.page_parts import Choice
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer, whole_number
from .client_line import in_words_apart

routes = Blueprint("identify_client", __name__)


@dataclass(frozen=True, kw_only=True)
class WhoPage(FormPage):
    """Who somebody says to be, and whom the clinic knows like that."""

    say_url: str
    find_url: str
    words: str
    people: tuple[Choice, ...]
    name: str
    """The name that was looked for; empty before one was."""
    before: int | None
    """Where to look further; None once everybody has been looked at."""
    as_new: bool
    """Whether staff may say that it is nobody the clinic knows."""


@routes.get("/staff/waiting/<intake_id>/who")
@access("desk", "therapist")
def who(intake_id: str) -> str:
    """The people it may be, by what was typed; others by their name."""
    return _page_of_intake(intake_id)


@routes.post("/staff/waiting/<intake_id>/find")
@access("desk", "therapist")
def find(intake_id: str) -> str:
    """The people who go by a name. A post, so that no name stands in an address or a log."""
    return _page_of_intake(intake_id)


@routes.post("/staff/waiting/<intake_id>/who")
@access("desk", "therapist")
def say_who(intake_id: str) -> ResponseReturnValue:
    """It is this client: what they said before is theirs again from now on."""
    chosen, clinic = request.form.get("client", ""), current_viewer().clinic
    with suppress(Missing, Over):
        identify_client.say_who(current.store(), clinic, intake_id, chosen, actor_id())
    return leave(url_for("today.show_today"))


@routes.get("/staff/visits/<visit_id>/who")
@access("desk")
def who_comes(visit_id: str) -> str:
    """The people a planned visit may be of."""
    return _page_of_visit(visit_id)


@routes.post("/staff/visits/<visit_id>/find")
@access("desk")
def find_for_visit(visit_id: str) -> str:
    """The people who go by a name, for a planned visit."""
    return _page_of_visit(visit_id)


@routes.post("/staff/visits/<visit_id>/who")
@access("desk")
def say_who_comes(visit_id: str) -> ResponseReturnValue:
    """This client is planned for; or somebody new is."""
    chosen = request.form.get("client", "")
    with suppress(Missing, Over):
        identify_client.say_who_comes(current.store(), visit_id, chosen, actor_id())
    return leave(url_for("planned_visits.todays_visits"))


@routes.post("/staff/visits/<visit_id>/not-them")
@access("desk", "therapist")
def not_them(visit_id: str) -> ResponseReturnValue:
    """It was linked by itself, and wrongly: staff say next who it is."""
    this = ""
    with suppress(Missing):
        this = identify_client.undo(current.store(), visit_id, actor_id())
    return leave(
        url_for("identify_client.who", intake_id=this) if this else url_for("today.show_today")
    )


def _page_of_intake(intake_id: str) -> str:
    settles = url_for("identify_client.say_who", intake_id=intake_id)
    return _page(is_here, intake_id, settles, url_for("identify_client.find", intake_id=intake_id))


def _page_of_visit(visit_id: str) -> str:
    settles = url_for("identify_client.say_who_comes", visit_id=visit_id)
    find = url_for("identify_client.find_for_visit", visit_id=visit_id)
    return _page(is_planned, visit_id, settles, find)


def _page(whose: Whose, this: str, settles: str, find: str) -> str:
    layout, search = current_viewer().layout, _search()
    try:
        someone, found = look_for(current.store(), whose, this, search, actor_id())
    except Missing:
        abort(404)
    asked = search or Search()
    page = WhoPage(
        title=someone.name or layout.translate("No name yet"),
        say_url=settles,
        find_url=find,
        words=layout.translate(_told(someone, found, asked)),
        people=tuple(map(Choice, (c.id for c in found.cards), in_words_apart(found.cards, layout))),
        name=asked.name,
        before=found.before,
        as_new=someone.as_new,
    )
    return show("desk/identify_client.html", layout, page=page)


def _search() -> Search | None:
    """What a post looks for; None where the page is only opened."""
    if request.method != "POST":
        return None
    name = one_line(request.form.get("name", ""))[:120]
    return Search(name, whole_number(request.form.get("before", "")))


def _told(someone: Someone, found: Found, search: Search) -> str:
    if someone.not_looked_for and not folded(search.name):
        return N_("Too many tries on this tablet: nobody was looked for. Try the name.")
    if found.before is not None:
        return "There are more than these. Write more of the name, or look further."
    if found.cards:
        return N_("Ask for the full name before you choose.")
    if search.before is not None:
        return N_("Nobody else like this was found.")
    return N_("Nobody like this was found. Try the name.")

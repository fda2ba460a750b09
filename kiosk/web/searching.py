"""Search by name: for a therapist who remembers somebody, or an admin who must answer them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from ..intake.names import folded, goes_by, names_in
from ..intake.normal import one_line
from ..store import audit, listed
from .apart import told_apart
from .checked import Checked, to_put_right
from .frame import Frame, show, tell
from .guard import door, the_store
from .looking import by, looker
from .visits import VisitRow, signed

searching = Blueprint("searching", __name__)

AMONG = 5000
"""The newest visits, which are opened in memory: names have no index anybody could steal."""

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class SearchPage(Checked):
    """The form, and what was found."""

    name: str = ""
    rows: tuple[VisitRow, ...] = ()
    told: str = ""
    """How many were found; empty before anything was looked for."""


@searching.get("/staff/search")
@door("therapist", "admin")
def form() -> str:
    """Where a name is typed."""
    frame = looker().frame
    return show("staff/search.html", frame, page=SearchPage(title=tell(frame, "Search")))


@searching.post("/staff/search")
@door("therapist", "admin")
def search() -> ResponseReturnValue:
    """Who was here by this name. A post, so that no name stands in an address or a log."""
    who = looker()
    typed = one_line(request.form.get("name", ""))[:120]
    wanted = folded(typed)
    if not wanted:
        return _ask_again(who.frame, typed), 422
    with the_store().reading() as book:
        kept = listed.search(book, lambda said: goes_by(names_in(said), wanted), AMONG, SHOWN)
    with the_store().writing() as book:
        audit.write(book, "search", actor=by())
    page = SearchPage(
        title=tell(who.frame, "Search"),
        name=typed,
        rows=told_apart([signed(each, who, with_day=True) for each in kept]),
        told=_told(len(kept), who.frame),
    )
    return show("staff/search.html", who.frame, page=page)


def _ask_again(frame: Frame, typed: str) -> str:
    page = SearchPage(
        title=tell(frame, "Search"),
        name=typed,
        to_put_right=to_put_right(frame, {"name": "Write a name, or the beginning of one."}),
    )
    return show("staff/search.html", frame, page=page)


def _told(found: int, frame: Frame) -> str:
    if not found:
        words = "Nobody by this name among the newest %(among)d visits."
        return tell(frame, words, {"among": AMONG})
    if found == SHOWN:
        return tell(frame, "The newest %(count)d are shown.", {"count": found})
    if found == 1:
        return tell(frame, "One visit.")
    return tell(frame, "%(count)d visits.", {"count": found})

"""Search by name: for a therapist who remembers somebody, or an admin who must answer them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...intake.names import folded
from ...intake.normal import one_line
from ...store import Book, Missing, audit
from ...store.records import cards, client_links, records
from ...store.records.cards import Card, Found
from ..desk.client_line import in_words
from ..http.access import door, the_store
from ..http.form_page import Checked, to_put_right
from ..http.layout import Frame, day_in_words, show, tell
from ..http.viewer import Looker, by, looker, whole_number

searching = Blueprint("searching", __name__)

SHOWN = 20
"""Clients, or visits of one, on a page."""


@dataclass(frozen=True)
class PersonRow:
    """A client who was found, and where each of their visits stands."""

    id: str
    words: str
    url: str
    url_words: str


@dataclass(frozen=True, kw_only=True)
class SearchPage(Checked):
    """The form, and who was found."""

    name: str = ""
    rows: tuple[PersonRow, ...] = ()
    told: str = ""
    """How many were found; empty before anything was looked for."""
    before: int | None = None
    """Where to look further; None once everybody has been looked at."""


@dataclass(frozen=True)
class VisitsOf:
    """The visits of one client, the newest first: days and therapists, and no answer."""

    title: str
    words: str
    rows: tuple[tuple[str, str, str, str], ...]
    """Day, therapist, and where the visit leads, with the words for it."""
    older_url: str


@searching.get("/staff/search")
@door("therapist", "admin")
def form() -> str:
    """Where a name is typed."""
    frame = looker().frame
    return show("therapist/client_search.html", frame, page=SearchPage(title=tell(frame, "Search")))


@searching.post("/staff/search")
@door("therapist", "admin")
def search() -> ResponseReturnValue:
    """Who goes by this name. A post, so that no name stands in an address or a log."""
    who = looker()
    typed = one_line(request.form.get("name", ""))[:120]
    before = whole_number(request.form.get("before", ""))
    if not folded(typed):
        return _ask_again(who.frame, typed), 422
    with the_store().reading() as book:
        found = cards.named(book, typed, SHOWN, before)
    with the_store().writing() as book:
        audit.write(book, "search", actor=by())
    page = SearchPage(
        title=tell(who.frame, "Search"),
        name=typed,
        rows=tuple(_row(card, who.frame) for card in found.cards),
        told=_told(found, before, who.frame),
        before=found.before,
    )
    return show("therapist/client_search.html", who.frame, page=page)


@searching.get("/staff/clients/<client_id>/visits")
@door("therapist", "admin")
def visits_of(client_id: str) -> str:
    """The days somebody was here. Which of them may be opened is for each visit to say."""
    who, before = looker(), whole_number(request.args.get("before", ""))
    try:
        with the_store().reading() as book:
            page = _visits(book, client_id, before, who)
    except Missing:
        abort(404)
    with the_store().writing() as book:
        audit.write(book, "search", actor=by(), subject=client_id)
    return show("therapist/client_visits.html", who.frame, page=page)


def _visits(book: Book, client_id: str, before: int | None, who: Looker) -> VisitsOf:
    this = client_links.root(book, client_id)
    card = cards.find(book, this)
    rows = records.days_of(book, client_links.all_of(book, this), SHOWN + 1, before)
    if card is None or not rows:
        raise Missing(client_id)
    last = rows[:SHOWN][-1].sequence
    return VisitsOf(
        card.name or tell(who.frame, "No name yet"),
        in_words(card, who.frame),
        tuple(_visit(book, row, who) for row in rows[:SHOWN]),
        f"/staff/clients/{this}/visits?before={last}" if len(rows) > SHOWN else "",
    )


def _visit(book: Book, row: records.DayOf, who: Looker) -> tuple[str, str, str, str]:
    therapist = who.names.get(row.therapist_id, "") or tell(who.frame, "not assigned")
    if not records.is_readable(book, row.id):
        therapist = f"{therapist} · {tell(who.frame, 'Cannot be read')}"
    day = day_in_words(who.frame, row.visit_day)
    if who.reads:
        return day, therapist, f"/staff/intakes/{row.id}", tell(who.frame, "Read intake")
    return day, therapist, f"/admin/intakes/{row.id}", tell(who.frame, "Copy or erase")


def _row(card: Card, frame: Frame) -> PersonRow:
    url = f"/staff/clients/{card.id}/visits"
    return PersonRow(card.id, in_words(card, frame), url, tell(frame, "All visits"))


def _ask_again(frame: Frame, typed: str) -> str:
    page = SearchPage(
        title=tell(frame, "Search"),
        name=typed,
        to_put_right=to_put_right(frame, {"name": "Write a name, or the beginning of one."}),
    )
    return show("therapist/client_search.html", frame, page=page)


def _told(found: Found, before: int | None, frame: Frame) -> str:
    if found.before is not None:
        return tell(frame, "There are more than these. Write more of the name, or look further.")
    if not found.cards:
        words = "Nobody by this name." if before is None else "Nobody else by this name."
        return tell(frame, words)
    if before is not None:
        return tell(frame, "These are the last.")
    if len(found.cards) == 1:
        return tell(frame, "One client.")
    return tell(frame, "%(count)d clients.", {"count": len(found.cards)})

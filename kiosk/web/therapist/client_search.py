"""Clients: everybody by their last visit, and a search by name, for who may look through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.names import folded
from ...intake.normal import one_line
from ...languages import N_
from ...store import Missing, Transaction, audit
from ...store.records import brought, cards, client_links, record_days, records
from ...store.records.cards import Card, Found
from ..desk.client_line import in_words, in_words_apart
from ..desk.client_tabs import client_tabs, may_search
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Link
from ..http.redirects import see_other
from ..http.viewer import Viewer, actor_id, current_viewer, whole_number

routes = Blueprint("client_search", __name__)

SHOWN = 20
"""Clients, or visits of one, on a page."""


@dataclass(frozen=True)
class PersonRow:
    """A client who was found, and where each of their visits stands."""

    id: str
    name: str
    about: str
    """What tells them from others of the name."""
    words: str
    """Both, on one line."""
    leads: Link


@dataclass(frozen=True, kw_only=True)
class SearchPage(FormPage):
    """The form, and who was found; before anything was looked for, everybody."""

    tabs: tuple[Link, ...]
    name: str = ""
    rows: tuple[PersonRow, ...] = ()
    told: str = ""
    """How many were found; empty before anything was looked for."""
    before: int | None = None
    """Where to look further; None once everybody has been looked at."""
    more_url: str = ""
    """Where the list of everybody goes on; empty on its last page, and in a search."""


@dataclass(frozen=True)
class VisitOf:
    """A visit of one client, and where it leads."""

    day: str
    therapist: str
    leads: Link


@dataclass(frozen=True)
class VisitsOf:
    """The visits of one client, the newest first: days and therapists, and no answer."""

    title: str
    words: str
    rows: tuple[VisitOf, ...]
    before: tuple[str, ...]
    """Visits before this kiosk, as they were brought in; after the last of ours."""
    older_url: str
    request_url: str
    """Where an admin copies or erases whoever has signed nothing here; empty for others."""


@routes.get("/staff/clients")
@routes.get("/staff/search", alias=True)
@access("desk", "therapist", "admin")
def form() -> ResponseReturnValue:
    """Where a name is typed, over everybody by their last visit.

    The desk looks nobody through: it has its own tab alone.
    """
    layout, before = current_viewer().layout, whole_number(request.args.get("before", ""))
    if not may_search(layout):
        return see_other(url_for("duplicate_clients.pairs"))
    found = _looked_through("", before)
    return _page(
        layout,
        rows=tuple(_rows(found.cards, layout)),
        told="" if found.cards else layout.translate("Nobody was here yet."),
        more_url="" if found.before is None else url_for("client_search.form", before=found.before),
    )


@routes.post("/staff/clients")
@access("therapist", "admin")
def search() -> ResponseReturnValue:
    """Who goes by this name. A post, so that no name stands in an address or a log."""
    who = current_viewer()
    typed = one_line(request.form.get("name", ""))[:120]
    before = whole_number(request.form.get("before", ""))
    if not folded(typed):
        return _ask_again(who.layout, typed), 422
    found = _looked_through(typed, before)
    return _page(
        who.layout,
        name=typed,
        rows=tuple(_rows(found.cards, who.layout)),
        told=_told(found, before, who.layout),
        before=found.before,
    )


@routes.get("/staff/clients/<client_id>/visits")
@access("therapist", "admin")
def visits_of(client_id: str) -> str:
    """The days somebody was here. Which of them may be opened is for each visit to say."""
    who, before = current_viewer(), whole_number(request.args.get("before", ""))
    try:
        with current.store().reading() as tx:
            page = _visits(tx, client_id, before, who)
    except Missing:
        abort(404)
    with current.store().writing() as tx:
        audit.write(tx, "search", actor=actor_id(), subject=client_id)
    return show("therapist/client_visits.html", who.layout, page=page)


def _looked_through(name: str, before: int | None) -> Found:
    """Who goes by this name, or everybody; recorded."""
    with current.store().reading() as tx:
        found = cards.named(tx, name, SHOWN, before)
    with current.store().writing() as tx:
        audit.write(tx, "search", actor=actor_id())
    return found


def _page(layout: Layout, **parts: Any) -> str:
    tabs = client_tabs(layout, "client_search.form")
    page = SearchPage(title=layout.translate("Clients"), tabs=tabs, **parts)
    return show("therapist/client_search.html", layout, page=page)


def _visits(tx: Transaction, client_id: str, before: int | None, who: Viewer) -> VisitsOf:
    this = client_links.root(tx, client_id)
    card = cards.find(tx, this)
    theirs = client_links.all_of(tx, this)
    rows = record_days.days_of(tx, theirs, SHOWN + 1, before)
    is_last = len(rows) <= SHOWN
    known = tuple(_before(tx, theirs, who)) if is_last else ()
    if card is None or not (rows or brought.is_known(tx, theirs)):
        raise Missing(client_id)
    return VisitsOf(
        card.name or who.layout.translate("No name yet"),
        in_words(card, who.layout),
        tuple(_visit(tx, row, who) for row in rows[:SHOWN]),
        known,
        ""
        if is_last
        else url_for("client_search.visits_of", client_id=this, before=rows[SHOWN - 1].sequence),
        _request_url(this, who) if not rows else "",
    )


def _request_url(client_id: str, who: Viewer) -> str:
    is_admin = "admin" in who.layout.roles
    return url_for("data_requests.intake", intake_id=client_id) if is_admin else ""


def _before(tx: Transaction, theirs: Sequence[str], who: Viewer) -> Iterator[str]:
    """The newest first. What was done is for whoever reads what clients say."""
    for one in reversed(brought.of_clients(tx, theirs)):
        for day, words in reversed(one.visits):
            said = (day_in_words(who.layout, day), words if who.reads else "")
            yield " · ".join(filter(None, said))
    yield from (who.layout.translate("Cannot be read") for _ in brought.torn_of(tx, theirs))


def _visit(tx: Transaction, row: record_days.DayOf, who: Viewer) -> VisitOf:
    therapist = who.names.get(row.therapist_id, "") or who.layout.translate("not assigned")
    if not records.is_readable(tx, row.id):
        therapist = f"{therapist} · {who.layout.translate('Cannot be read')}"
    day = day_in_words(who.layout, row.visit_day)
    return VisitOf(day, therapist, _leads(row.id, who))


def _leads(intake_id: str, who: Viewer) -> Link:
    if who.reads:
        url = url_for("record.intake", intake_id=intake_id)
        return Link(url, who.layout.translate("Read intake"))
    url = url_for("data_requests.intake", intake_id=intake_id)
    return Link(url, who.layout.translate("Copy or erase"))


def _rows(some: Sequence[Card], layout: Layout) -> Iterator[PersonRow]:
    for card, words in zip(some, in_words_apart(some, layout), strict=True):
        url = url_for("client_search.visits_of", client_id=card.id)
        name, _, about = words.partition(" · ")
        yield PersonRow(card.id, name, about, words, Link(url, layout.translate("All visits")))


def _ask_again(layout: Layout, typed: str) -> str:
    wrong = {"name": N_("Write a name, or the beginning of one.")}
    return _page(layout, name=typed, form_errors=form_errors(layout, wrong))


def _told(found: Found, before: int | None, layout: Layout) -> str:
    if found.before is not None:
        return layout.translate(
            "There are more than these. Write more of the name, or look further."
        )
    if not found.cards:
        words = N_("Nobody by this name.") if before is None else N_("Nobody else by this name.")
        return layout.translate(words)
    if before is not None:
        return layout.translate("These are the last.")
    return layout.translate_count("One client.", "%(count)d clients.", len(found.cards))

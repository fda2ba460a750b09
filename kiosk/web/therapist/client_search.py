"""Search by name: for a therapist who remembers somebody, or an admin who must answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...intake.names import folded
from ...intake.normal import one_line
from ...languages import N_
from ...store import Missing, Transaction, audit
from ...store.records import cards, client_links, records
from ...store.records.cards import Card, Found
from ..desk.client_line import in_words, in_words_apart
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Link
from ..http.viewer import Viewer, actor_id, current_viewer, whole_number

routes = Blueprint("client_search", __name__)

SHOWN = 20
"""Clients, or visits of one, on a page."""


@dataclass(frozen=True)
class PersonRow:
    """A client who was found, and where each of their visits stands."""

    id: str
    words: str
    leads: Link


@dataclass(frozen=True, kw_only=True)
class SearchPage(FormPage):
    """The form, and who was found."""

    name: str = ""
    rows: tuple[PersonRow, ...] = ()
    told: str = ""
    """How many were found; empty before anything was looked for."""
    before: int | None = None
    """Where to look further; None once everybody has been looked at."""


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
    older_url: str


@routes.get("/staff/search")
@access("therapist", "admin")
def form() -> str:
    """Where a name is typed."""
    layout = current_viewer().layout
    return show(
        "therapist/client_search.html", layout, page=SearchPage(title=layout.translate("Search"))
    )


@routes.post("/staff/search")
@access("therapist", "admin")
def search() -> ResponseReturnValue:
    """Who goes by this name. A post, so that no name stands in an address or a log."""
    who = current_viewer()
    typed = one_line(request.form.get("name", ""))[:120]
    before = whole_number(request.form.get("before", ""))
    if not folded(typed):
        return _ask_again(who.layout, typed), 422
    with current.store().reading() as tx:
        found = cards.named(tx, typed, SHOWN, before)
    with current.store().writing() as tx:
        audit.write(tx, "search", actor=actor_id())
    page = SearchPage(
        title=who.layout.translate("Search"),
        name=typed,
        rows=tuple(_rows(found.cards, who.layout)),
        told=_told(found, before, who.layout),
        before=found.before,
    )
    return show("therapist/client_search.html", who.layout, page=page)


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


def _visits(tx: Transaction, client_id: str, before: int | None, who: Viewer) -> VisitsOf:
    this = client_links.root(tx, client_id)
    card = cards.find(tx, this)
    rows = records.days_of(tx, client_links.all_of(tx, this), SHOWN + 1, before)
    if card is None or not rows:
        raise Missing(client_id)
    last = rows[:SHOWN][-1].sequence
    return VisitsOf(
        card.name or who.layout.translate("No name yet"),
        in_words(card, who.layout),
        tuple(_visit(tx, row, who) for row in rows[:SHOWN]),
        url_for("client_search.visits_of", client_id=this, before=last)
        if len(rows) > SHOWN
        else "",
    )


def _visit(tx: Transaction, row: records.DayOf, who: Viewer) -> VisitOf:
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
        yield PersonRow(card.id, words, Link(url, layout.translate("All visits")))


def _ask_again(layout: Layout, typed: str) -> str:
    page = SearchPage(
        title=layout.translate("Search"),
        name=typed,
        form_errors=form_errors(layout, {"name": N_("Write a name, or the beginning of one.")}),
    )
    return show("therapist/client_search.html", layout, page=page)


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

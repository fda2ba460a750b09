"""The same person twice: likely pairs, joined or kept apart by staff, and taken apart again."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Missing, Transaction, audit
from ...store.records import cards, clients, lookalikes
from ...store.records.cards import Card
from ...store.records.lookalikes import Mark
from ...usecases.join_clients import join_clients, keep_apart, part_clients
from ..http import current
from ..http.access import access
from ..http.layout import Layout, show
from ..http.page_parts import Link
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer, whole_number
from .client_line import in_words_apart
from .client_tabs import client_tabs

routes = Blueprint("duplicate_clients", __name__)

LATELY = 20
"""The newest joins are listed, to be undone."""

SHOWN = 10
"""Pairs on a page: each is a question to somebody."""


@dataclass(frozen=True)
class Pair:
    """Two who may be one person, as staff tell them apart."""

    one: str
    into: str
    kept: str
    joined: str


@dataclass(frozen=True)
class Joined:
    """Somebody who was joined into somebody else."""

    id: str
    joined: str
    into: str


@dataclass(frozen=True)
class SamePage:
    """What staff may decide, and what they decided lately."""

    title: str
    tabs: tuple[Link, ...]
    pairs: tuple[Pair, ...]
    more_url: str
    """Where there are more pairs; empty after the last."""
    joined: tuple[Joined, ...]


@routes.get("/staff/clients/same")
@access("desk", "therapist")
def pairs() -> str:
    """Names, birth dates and phones alone: no answer stands here."""
    layout = current_viewer().layout
    with current.store().reading() as tx:
        found = lookalikes.pairs(tx, SHOWN, _mark())
        page = SamePage(
            title=layout.translate("The same person?"),
            tabs=client_tabs(layout, "duplicate_clients.pairs"),
            pairs=tuple(_pair(one, other, layout) for one, other in found.pairs),
            more_url=_more(found.before),
            joined=tuple(_joined(tx, layout)),
        )
    with current.store().writing() as tx:
        audit.write(tx, "search", actor_id())
    return show("desk/duplicate_clients.html", layout, page=page)


@routes.post("/staff/clients/same")
@access("desk", "therapist")
def decide() -> ResponseReturnValue:
    """Join two, keep them apart, or take apart what was joined. Saying it twice is harmless."""
    one, other = request.form.get("one", ""), request.form.get("other", "")
    with suppress(Missing), current.store().writing() as tx:
        match request.form.get("go"):
            case "join":
                join_clients(tx, one, other, actor_id())
            case "apart":
                keep_apart(tx, one, other, actor_id())
            case "undo":
                part_clients(tx, one, actor_id())
            case _:
                abort(400)
    return leave(url_for("duplicate_clients.pairs"))


def _mark() -> Mark | None:
    """Where the list goes on, as its own link said."""
    newest = whole_number(request.args.get("newest", ""))
    if newest is None:
        return None
    return newest, request.args.get("one", ""), request.args.get("other", "")


def _more(mark: Mark | None) -> str:
    if mark is None:
        return ""
    newest, one, other = mark
    return url_for("duplicate_clients.pairs", newest=newest, one=one, other=other)


def _pair(one: Card, other: Card, layout: Layout) -> Pair:
    """The one who came less often is joined into the other."""
    less, more = sorted((one, other), key=lambda each: each.visits)
    return Pair(less.id, more.id, *in_words_apart((more, less), layout))


def _joined(tx: Transaction, layout: Layout) -> list[Joined]:
    found = {}
    for entry in audit.latest(tx, "merge", LATELY):
        into = clients.joined_into(tx, entry.subject)
        here, there = cards.own(tx, entry.subject), cards.find(tx, into) if into else None
        if here and there:
            found[entry.subject] = Joined(entry.subject, *in_words_apart((here, there), layout))
    return list(found.values())

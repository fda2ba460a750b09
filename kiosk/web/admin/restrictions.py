"""Restrictions: a client asks that what they said is kept and not used; an admin notes it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Refused, Transaction
from ...store.records import client_links, record_days
from ...store.records import restrictions as kept
from ...store.records.restrictions import Restriction
from ...usecases.read_audit import name_by_id
from ...usecases.restrict_client import lift_restriction, restrict_client
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import day_in_words, show
from ..http.page_parts import Link
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, actor_id, current_viewer, or_not_found

routes = Blueprint("restrictions", __name__)

WHY = N_("Say why. It is recorded with your name.")


@dataclass(frozen=True, kw_only=True)
class RestrictionPage(FormPage):
    """Whether the client of one intake is restricted, and the form that changes it."""

    about: str
    id: str
    since: str
    """Since when, and by whom; empty where they are not."""
    reason: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RestrictedRow:
    """One client who is restricted."""

    who: Link
    since: str
    reason: str


@dataclass(frozen=True)
class RestrictedPage:
    """All of them: a search finds none."""

    title: str
    rows: tuple[RestrictedRow, ...]


@routes.get("/admin/intakes/<intake_id>/restriction")
@access("admin")
def form(intake_id: str) -> str:
    """Whether they are restricted, since when and why. No answer stands on this page."""
    return _page(intake_id, {})


@routes.post("/admin/intakes/<intake_id>/restriction")
@access("admin")
def restrict(intake_id: str) -> ResponseReturnValue:
    """Nothing of whoever signed this is used from now on."""
    if not typed("reason"):
        return _page(intake_id, {"reason": WHY}), 422
    try:
        with or_not_found(), current.store().writing() as tx:
            restrict_client(tx, intake_id, actor_id(), typed("reason"))
    except Refused as no:
        return _page(intake_id, {no.field: no.words}), 409
    return leave(url_for("restrictions.form", intake_id=intake_id))


@routes.post("/admin/intakes/<intake_id>/restriction/lift")
@access("admin")
def lift(intake_id: str) -> ResponseReturnValue:
    """It may be used again. The password is asked for: others see it from then on."""
    if not typed("lift_reason"):
        return _page(intake_id, {"lift_reason": WHY}), 422
    asked = ask_again()
    if asked:
        return asked
    with or_not_found(), current.store().writing() as tx:
        lift_restriction(tx, intake_id, actor_id(), typed("lift_reason"))
    return leave(url_for("restrictions.form", intake_id=intake_id))


@routes.get("/admin/restricted")
@access("admin")
def everybody() -> str:
    """Everybody who is restricted."""
    who = current_viewer()
    with current.store().reading() as tx:
        rows = tuple(row for each in kept.everybody(tx) for row in _rows(tx, each, who))
    page = RestrictedPage(who.layout.translate("Restricted clients"), rows)
    return show("admin/restricted.html", who.layout, page=page)


def _rows(tx: Transaction, one: Restriction, who: Viewer) -> list[RestrictedRow]:
    """Their newest intake leads to them; of whoever has signed none, the client does."""
    with suppress(Missing):
        theirs = client_links.all_of(tx, client_links.root(tx, one.client_id))
        if one.client_id == theirs[0]:
            days = record_days.days_of(tx, theirs, limit=1)
            newest = days[0].id if days else one.client_id
            words = " · ".join(filter(None, (name_by_id(tx, newest), sign_of(newest))))
            url = url_for("data_requests.intake", intake_id=newest)
            return [RestrictedRow(Link(url, words), _since(one, who), one.reason)]
    return []


def _since(one: Restriction, who: Viewer) -> str:
    day = day_in_words(who.layout, who.clinic.day(one.placed_at))
    values = {"day": day, "name": who.names.get(one.placed_by, one.placed_by)}
    return who.layout.translate("Since %(day)s, by %(name)s", values)


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    who = current_viewer()
    with current.store().reading() as tx, or_not_found():
        found = kept.on(tx, intake_id)
    page = RestrictionPage(
        title=who.layout.translate("Kept, not used"),
        about=sign_of(intake_id),
        id=intake_id,
        since=_since(found, who) if found else "",
        reason=found.reason if found else "",
        values={name: typed(name) for name in ("reason", "lift_reason")},
        form_errors=form_errors(who.layout, wrong),
    )
    return show("admin/restriction.html", who.layout, page=page)

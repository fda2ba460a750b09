"""One intake for the therapist: what matters as text, and its paper. Every opening is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Refused, Transaction, audit
from ...store.access import break_glass
from ...store.records import client_links, records
from ...store.records.records import Signed
from ...store.records.standing import Standing
from ...usecases.print_record import record_for_paper
from ...usecases.read_answers import AsksWhy, MayNotRead, Why, may_open, may_read
from ..desk.owed_papers import about
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.headers import SHOWN_IN_PAGES, SHOWS_PAPERS, loosen
from ..http.layout import show, staff_layout
from ..http.page_turns import draws
from ..http.printing import paper_in_time, send_to_press, sheet, the_press
from ..http.redirects import leave, see_other
from ..http.viewer import actor_id, me, names
from .handouts import copy_for_client
from .record_page import Opening, intake_page

routes = Blueprint("record", __name__)


@dataclass(frozen=True, kw_only=True)
class WhyPage(FormPage):
    """Whose visit it is, and a field for the reason. No answer stands here."""

    words: str
    id: str
    reason: str


@routes.get("/staff/intakes/<intake_id>")
@access("therapist")
def intake(intake_id: str) -> ResponseReturnValue:
    """The intake as text, beside its paper. Recorded before it is sent."""
    layout = staff_layout()
    with current.store().writing() as tx:
        before = audit.last_of(tx, "view", intake_id)
        stands = _read(tx, intake_id, "read")
    with current.store().reading() as tx:
        earlier = client_links.earlier(tx, intake_id, stands.signed.sequence)
        paper = about(tx, intake_id, the_press().limits.patience, layout)
        opening = Opening(stands, actor_id(), names(tx), before, paper, *earlier)
    page = show("therapist/record.html", layout, page=intake_page(opening, layout))
    return loosen(make_response(page), SHOWS_PAPERS)


@routes.post("/staff/intakes/<intake_id>/take")
@access("therapist")
def take(intake_id: str) -> ResponseReturnValue:
    """This visit is mine: from now on its paper says so. Taking it twice changes nothing."""
    instead_of = request.form.get("instead_of", "")
    with current.store().writing() as tx:
        if instead_of:
            _opens(tx, intake_id)
        _found(tx, intake_id)
        taken = records.assign(tx, intake_id, actor_id(), instead_of)
    if taken:
        send_to_press(intake_id)
    day, whose = request.form.get("day"), request.form.get("whose", "")
    return leave(
        url_for("today.show_today", day=day, whose=whose)
        if day
        else url_for("record.intake", intake_id=intake_id)
    )


@routes.post("/staff/intakes/<intake_id>/read")
@access("therapist")
def mark_read(intake_id: str) -> ResponseReturnValue:
    """The therapist has read it."""
    with current.store().writing() as tx:
        _opens(tx, intake_id)
        records.mark_read(tx, intake_id, actor_id())
    return leave(url_for("record.intake", intake_id=intake_id))


@routes.get("/staff/intakes/<intake_id>/paper.pdf")
@access("therapist")
@draws
def paper(intake_id: str) -> ResponseReturnValue:
    """The paper as kept; drawn now where it is not there yet; the sheet where that takes long."""
    with current.store().writing() as tx:
        signed = _read(tx, intake_id, "print").signed
    pdf = paper_in_time(signed.id)
    if pdf is None:
        return see_other(url_for("record.print_sheet", intake_id=intake_id))
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{intake_id}.pdf"'
    return loosen(response, SHOWN_IN_PAGES)


@routes.get("/staff/intakes/<intake_id>/sheet")
@access("therapist")
def print_sheet(intake_id: str) -> ResponseReturnValue:
    """The paper as a page, for a clinic whose paper engine is out of order."""
    with current.store().writing() as tx:
        signed = _read(tx, intake_id, "print").signed
    return loosen(make_response(sheet(signed)), SHOWN_IN_PAGES)


@routes.post("/staff/intakes/<intake_id>/copy")
@access("therapist")
@draws
def copy(intake_id: str) -> ResponseReturnValue:
    """What the client said and signed, to take home."""
    why = staff_layout().translate("the client asked for it")
    with current.store().writing() as tx:
        signed = _read(tx, intake_id, "copy", why).signed
    return copy_for_client(record_for_paper(current.store(), signed))


@routes.post("/staff/intakes/<intake_id>/why")
@access("therapist")
def say_why(intake_id: str) -> ResponseReturnValue:
    """Keep the reason; from now on the visit opens."""
    try:
        with current.store().writing() as tx:
            signed = _found(tx, intake_id)
            break_glass.say_why(tx, intake_id, actor_id(), typed("reason"))
    except Refused as no:
        return _why_page(signed, {no.field: no.words}), 422
    return leave(url_for("record.intake", intake_id=intake_id))


@routes.app_errorhandler(AsksWhy)
def ask_why(asks: AsksWhy) -> ResponseReturnValue:
    """The reason first; whatever else was asked for can be asked for again after it."""
    if request.endpoint == "record.intake":
        return _why_page(asks.signed, {})
    return leave(url_for("record.intake", intake_id=asks.signed.id))


def _why_page(signed: Signed, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    with current.store().reading() as tx:
        name = names(tx).get(signed.therapist_id, "")
    page = WhyPage(
        title=layout.translate("Another therapist's visit"),
        words=layout.translate("%(name)s took this visit.", {"name": name}),
        id=signed.id,
        reason=typed("reason"),
        form_errors=form_errors(layout, wrong),
    )
    return show("therapist/reason.html", layout, page=page)


@routes.app_errorhandler(MayNotRead)
def refuse(_: MayNotRead) -> ResponseReturnValue:
    """Refused, and noted: an answer was asked for that nobody needs here."""
    with current.store().writing() as tx:
        audit.write(tx, "refused", actor_id(), str(request.endpoint))
    abort(403)


def _read(tx: Transaction, intake_id: str, why: Why, reason: str = "") -> Standing:
    try:
        return may_read(tx, me(), intake_id, why, reason)
    except Missing:
        abort(404)


def _opens(tx: Transaction, intake_id: str) -> None:
    try:
        may_open(tx, me(), intake_id)
    except Missing:
        abort(404)


def _found(tx: Transaction, intake_id: str) -> Signed:
    try:
        return records.find(tx, intake_id)
    except Missing:
        abort(404)

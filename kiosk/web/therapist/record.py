"""One intake for the therapist: what matters as text, and its paper. Every opening is recorded."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Refused
from ...store.access import break_glass
from ...store.records import records
from ...store.records.records import Signed
from ...usecases.give_copy import gave_copy
from ...usecases.look_at_sessions import in_session
from ...usecases.print_record import record_for_paper
from ...usecases.print_visit import is_finished
from ...usecases.read_answers import Why
from ...usecases.read_record import mark_read as note_read
from ...usecases.read_record import open_record, read_paper, read_record, take_visit
from ..desk.owed_papers import about
from ..http import current
from ..http.access import access
from ..http.form_text import typed
from ..http.headers import SHOWN_IN_PAGES, SHOWS_PAPERS, loosen
from ..http.layout import show, staff_layout
from ..http.page_turns import draws
from ..http.printing import paper_in_time, send_to_press, sheet, the_press
from ..http.redirects import leave, see_other
from ..http.viewer import actor_id, current_viewer, me, names, or_not_found
from .handouts import copy_for_client
from .kept_from import why_page
from .paper_list import papers_beside
from .record_page import Opening, intake_page

routes = Blueprint("record", __name__)

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@routes.get("/staff/intakes/<intake_id>")
@access("therapist")
def intake(intake_id: str) -> ResponseReturnValue:
    """The intake as text, beside its paper. Recorded before it is sent."""
    layout = staff_layout()
    with or_not_found():
        opened = open_record(current.store(), me(), intake_id)
    with current.store().reading() as tx:
        paper = about(tx, intake_id, the_press().limits.patience, layout)
        beside = papers_beside(tx, intake_id, current_viewer().clinic.time_zone, layout)
        whole = "whole" in request.args
        session = in_session(tx, [intake_id])[intake_id]
        over = is_finished(tx, intake_id)
        opening = Opening(opened, actor_id(), names(tx), beside, session, over, paper, whole)
    page = show("therapist/record.html", layout, page=intake_page(opening, layout))
    return loosen(make_response(page), SHOWS_PAPERS)


@routes.post("/staff/intakes/<intake_id>/take")
@access("therapist")
def take(intake_id: str) -> ResponseReturnValue:
    """This visit is mine: from now on its paper says so. Taking it twice changes nothing."""
    back = _way_back()
    instead_of = request.form.get("instead_of", "")
    with or_not_found():
        if take_visit(current.store(), me(), intake_id, instead_of):
            send_to_press(intake_id)
    return leave(back or url_for("record.intake", intake_id=intake_id))


def _way_back() -> str:
    """The list of a day that it was taken from; empty where it was not taken from one."""
    day, whose = request.form.get("day", ""), request.form.get("whose", "")
    if not day and not whose:
        return ""
    if not DAY.fullmatch(day) or whose not in ("", "mine", "everyone"):
        abort(400)
    return url_for("today.show_today", day=day, whose=whose)


@routes.post("/staff/intakes/<intake_id>/read")
@access("therapist")
def mark_read(intake_id: str) -> ResponseReturnValue:
    """The therapist has read it."""
    with or_not_found():
        note_read(current.store(), me(), intake_id)
    return leave(url_for("record.intake", intake_id=intake_id))


@routes.get("/staff/intakes/<intake_id>/paper.pdf")
@access("therapist")
@draws
def paper(intake_id: str) -> ResponseReturnValue:
    """The paper as kept; drawn now where it is not there yet; the sheet where that takes long."""
    signed = _read(intake_id, "print")
    pdf = paper_in_time(signed.id)
    if pdf is None:
        return see_other(url_for("record.print_sheet", intake_id=intake_id))
    return _as_file(pdf, f"{intake_id}.pdf")


@routes.get("/staff/intakes/<intake_id>/papers/<int:number>.pdf")
@access("therapist")
def numbered_paper(intake_id: str, number: int) -> ResponseReturnValue:
    """One of the papers of this record, byte for byte as it was handed out."""
    with or_not_found():
        pdf = read_paper(current.store(), me(), intake_id, number)
    return _as_file(pdf, f"{intake_id}-{number}.pdf")


@routes.get("/staff/intakes/<intake_id>/sheet")
@access("therapist")
def print_sheet(intake_id: str) -> ResponseReturnValue:
    """The paper as a page, for a clinic whose paper engine is out of order."""
    signed = _read(intake_id, "print")
    return loosen(make_response(sheet(signed)), SHOWN_IN_PAGES)


@routes.post("/staff/intakes/<intake_id>/copy")
@access("therapist")
@draws
def copy(intake_id: str) -> ResponseReturnValue:
    """What the client said and signed, to take home."""
    why = staff_layout().translate("the client asked for it")
    signed = _read(intake_id, "copy", why)
    gave_copy(current.store(), intake_id)
    return copy_for_client(record_for_paper(current.store(), signed))


@routes.post("/staff/intakes/<intake_id>/why")
@access("therapist")
def say_why(intake_id: str) -> ResponseReturnValue:
    """Keep the reason; from now on the visit opens."""
    with current.store().reading() as tx, or_not_found():
        signed = records.find(tx, intake_id)
    try:
        with current.store().writing() as tx:
            break_glass.say_why(tx, intake_id, actor_id(), typed("reason"))
    except Refused as no:
        return why_page(signed, {no.field: no.words}), 422
    return leave(url_for("record.intake", intake_id=intake_id))


def _as_file(pdf: bytes, name: str) -> Response:
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return loosen(response, SHOWN_IN_PAGES)


def _read(intake_id: str, why: Why, reason: str = "") -> Signed:
    with or_not_found():
        return read_record(current.store(), me(), intake_id, why, reason).signed

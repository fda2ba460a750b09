"""One intake for the therapist: what matters as text, and its paper. Every opening is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from ...store import Book, Missing, Refused, audit
from ...store.access import break_glass
from ...store.records import client_links, records
from ...store.records.records import Signed
from ...store.records.standing import Standing
from ...usecases.print_record import record_for_paper
from ...usecases.read_answers import AsksWhy, MayNotRead, Why, may_open, may_read
from ..desk.owed_papers import about
from ..http.access import door, leave, the_store
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.headers import SHOWN_IN_PAGES, SHOWS_PAPERS, loosen
from ..http.layout import show, staff_frame, tell
from ..http.page_turns import draws
from ..http.printing import paper_in_time, send_to_press, sheet, the_press
from ..http.viewer import by, me, names
from .handouts import copy_for_client
from .record_page import Opening, intake_page

reading = Blueprint("reading", __name__)


@dataclass(frozen=True, kw_only=True)
class WhyPage(Checked):
    """Whose visit it is, and a field for the reason. No answer stands here."""

    words: str
    url: str
    reason: str


@reading.get("/staff/intakes/<intake_id>")
@door("therapist")
def intake(intake_id: str) -> ResponseReturnValue:
    """The intake as text, beside its paper. Recorded before it is sent."""
    frame = staff_frame()
    with the_store().writing() as book:
        before = audit.last_of(book, "view", intake_id)
        stands = _read(book, intake_id, "read")
    with the_store().reading() as book:
        earlier = client_links.earlier(book, intake_id, stands.signed.sequence)
        paper = about(book, intake_id, the_press().limits.patience, frame)
        opening = Opening(stands, by(), names(book), before, paper, earlier)
    page = show("therapist/record.html", frame, page=intake_page(opening, frame))
    return loosen(make_response(page), SHOWS_PAPERS)


@reading.post("/staff/intakes/<intake_id>/take")
@door("therapist")
def take(intake_id: str) -> ResponseReturnValue:
    """This visit is mine: from now on its paper says so. Taking it twice changes nothing."""
    instead_of = request.form.get("instead_of", "")
    with the_store().writing() as book:
        if instead_of:
            _opens(book, intake_id)
        _found(book, intake_id)
        taken = records.assign(book, intake_id, by(), instead_of)
    if taken:
        send_to_press(intake_id)
    day, whose = request.form.get("day"), request.form.get("whose", "")
    return leave(f"/staff/?day={day}&whose={whose}" if day else f"/staff/intakes/{intake_id}")


@reading.post("/staff/intakes/<intake_id>/read")
@door("therapist")
def mark_read(intake_id: str) -> ResponseReturnValue:
    """The therapist has read it."""
    with the_store().writing() as book:
        _opens(book, intake_id)
        records.mark_read(book, intake_id, by())
    return leave(f"/staff/intakes/{intake_id}")


@reading.get("/staff/intakes/<intake_id>/paper.pdf")
@door("therapist")
@draws
def paper(intake_id: str) -> ResponseReturnValue:
    """The paper as kept; drawn now where it is not there yet; the sheet where that takes long."""
    with the_store().writing() as book:
        signed = _read(book, intake_id, "print").signed
    pdf = paper_in_time(signed.id)
    if pdf is None:
        return redirect(f"/staff/intakes/{intake_id}/sheet", 303)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{intake_id}.pdf"'
    return loosen(response, SHOWN_IN_PAGES)


@reading.get("/staff/intakes/<intake_id>/sheet")
@door("therapist")
def print_sheet(intake_id: str) -> ResponseReturnValue:
    """The paper as a page, for a clinic whose paper engine is out of order."""
    with the_store().writing() as book:
        signed = _read(book, intake_id, "print").signed
    return loosen(make_response(sheet(signed)), SHOWN_IN_PAGES)


@reading.post("/staff/intakes/<intake_id>/copy")
@door("therapist")
@draws
def copy(intake_id: str) -> ResponseReturnValue:
    """What the client said and signed, to take home."""
    why = tell(staff_frame(), "the client asked for it")
    with the_store().writing() as book:
        signed = _read(book, intake_id, "copy", why).signed
    return copy_for_client(record_for_paper(the_store(), signed))


@reading.post("/staff/intakes/<intake_id>/why")
@door("therapist")
def say_why(intake_id: str) -> ResponseReturnValue:
    """Keep the reason; from now on the visit opens."""
    try:
        with the_store().writing() as book:
            signed = _found(book, intake_id)
            break_glass.say_why(book, intake_id, by(), typed("reason"))
    except Refused as no:
        return _why_page(signed, {"reason": str(no)}), 422
    return leave(f"/staff/intakes/{intake_id}")


@reading.app_errorhandler(AsksWhy)
def ask_why(asks: AsksWhy) -> ResponseReturnValue:
    """The reason first; whatever else was asked for can be asked for again after it."""
    if request.endpoint == "reading.intake":
        return _why_page(asks.signed, {})
    return leave(f"/staff/intakes/{asks.signed.id}")


def _why_page(signed: Signed, wrong: dict[str, str]) -> str:
    frame = staff_frame()
    with the_store().reading() as book:
        name = names(book).get(signed.therapist_id, "")
    page = WhyPage(
        title=tell(frame, "Another therapist's visit"),
        words=tell(frame, "%(name)s took this visit.", {"name": name}),
        url=f"/staff/intakes/{signed.id}",
        reason=typed("reason"),
        to_put_right=to_put_right(frame, wrong),
    )
    return show("therapist/reason.html", frame, page=page)


@reading.app_errorhandler(MayNotRead)
def refuse(_: MayNotRead) -> ResponseReturnValue:
    """Refused, and noted: an answer was asked for that nobody needs here."""
    with the_store().writing() as book:
        audit.write(book, "refused", by(), str(request.endpoint))
    abort(403)


def _read(book: Book, intake_id: str, why: Why, reason: str = "") -> Standing:
    try:
        return may_read(book, me(), intake_id, why, reason)
    except Missing:
        abort(404)


def _opens(book: Book, intake_id: str) -> None:
    try:
        may_open(book, me(), intake_id)
    except Missing:
        abort(404)


def _found(book: Book, intake_id: str) -> Signed:
    try:
        return records.find(book, intake_id)
    except Missing:
        abort(404)

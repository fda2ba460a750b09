"""What an admin takes out when a client asks, and why: a copy of an intake, or everything."""

from __future__ import annotations

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...languages import N_
from ...usecases.print_record import record_for_paper
from ...usecases.read_record import read_record
from ...usecases.take_out_person import take_out_person
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_text import typed
from ..http.page_parts import Link
from ..http.page_turns import draws, for_a_file
from ..http.printing import paper_in_time, sheet, the_press
from ..http.redirects import see_other
from ..http.viewer import current_viewer, me
from ..therapist.handouts import as_file, copy_for_client
from .coming_file import asked_on, file_page, slip_for
from .request_page import WHY, About, about

routes = Blueprint("client_copies", __name__)

FILES = {"copy": "{}-copy.pdf", "paper": "{}.pdf", "everything": "everything-{}.zip"}
"""The client's own copy, in their language; the therapist's paper; all that is kept of them."""


@routes.post("/admin/intakes/<intake_id>/copy")
@access("admin")
@draws
def copy(intake_id: str) -> ResponseReturnValue:
    """The file; after the password another page, from which it comes by itself."""
    this = about(intake_id)
    reason, go = typed("copy_reason"), request.form.get("go", "copy")
    if this.is_gone:
        return this.page({})
    if go not in FILES or not (this.signed or go == "everything"):
        abort(400)
    if not reason:
        return this.page({"copy_reason": WHY}), 422
    asked = ask_again()
    if asked:
        return asked
    if request.form.get("password"):
        slip = slip_for(_what(intake_id), (go, reason))
        url = url_for("client_copies.coming", intake_id=intake_id, slip=slip)
        return see_other(url)
    return _file_of(this, go, reason)


@routes.get("/admin/intakes/<intake_id>/copy/<slip>")
@access("admin")
def coming(intake_id: str, slip: str) -> ResponseReturnValue:
    """The file is on its way."""
    asked = asked_on(_what(intake_id), slip)
    back = Link(url_for("data_requests.intake", intake_id=intake_id), N_("Copy or erase"))
    if asked is None:
        return see_other(back.url)
    url = url_for("client_copies.file", intake_id=intake_id, slip=slip)
    return file_page(url, FILES[asked[0]].format(intake_id), back)


@routes.get("/admin/intakes/<intake_id>/copy/<slip>/file")
@access("admin")
@draws
def file(intake_id: str, slip: str) -> ResponseReturnValue:
    """The file itself, for as long as the password that was given holds."""
    asked = asked_on(_what(intake_id), slip)
    if asked is None:
        return see_other(url_for("data_requests.intake", intake_id=intake_id))
    this = about(intake_id)
    return this.page({}) if this.is_gone else _file_of(this, *asked)


def _what(intake_id: str) -> str:
    return f"copy of {intake_id}"


def _file_of(this: About, go: str, reason: str) -> ResponseReturnValue:
    """Recorded before the first byte is sent."""
    signed = this.signed
    if go == "everything" or signed is None:
        return _everything(this.id, reason)
    read_record(current.store(), me(), signed.id, "copy", reason)
    if go == "copy":
        return copy_for_client(record_for_paper(current.store(), signed))
    pdf = paper_in_time(signed.id)
    return as_file(pdf, FILES[go].format(signed.id)) if pdf else sheet(signed)


def _everything(intake_id: str, reason: str) -> ResponseReturnValue:
    clinic = current_viewer().clinic
    with for_a_file() as sent:
        taken = take_out_person(current.store(), the_press(), me(), clinic, intake_id, reason)
        response = sent(taken, "application/zip")
    name = FILES["everything"].format(intake_id)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

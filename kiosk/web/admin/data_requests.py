"""What an admin does with one intake when its client asks: copy it, or erase it, and says why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...intake.draft import Draft
from ...languages import N_, format_time, language_name, translate_count
from ...store import Missing, OnHold, Transaction, Unreadable
from ...store.records import client_links, erasures, records
from ...store.records.records import Signed
from ...usecases.erase_person import erase_person, visits_of
from ...usecases.erase_record import erase_record
from ...usecases.print_record import record_for_paper
from ...usecases.read_record import read_record
from ...usecases.take_out_person import take_out_person
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.page_turns import draws, for_a_file
from ..http.printing import paper_in_time, sheet, the_press
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import actor_id, current_viewer, me, names
from ..therapist.handouts import as_file, copy_for_client
from .on_hold import ON_HOLD, is_held, is_restricted

routes = Blueprint("data_requests", __name__)

COPIES = {"copy", "paper", "everything"}
"""The client's own copy, in their language; the therapist's paper; all that is kept of them."""

Erases = Callable[[Transaction, str, str, str], None]
"""Deletes what hangs on an intake, by whom and why."""

REASONS = ("copy_reason", "erase_reason", "person_reason")

WHY = N_("Say why. It is recorded with your name.")


@dataclass(frozen=True, kw_only=True)
class RequestPage(FormPage):
    """One intake, without what it says."""

    day: str
    about: str
    id: str
    everything: str = ""
    """What is erased with a person: how many visits."""
    held: bool = False
    restricted: bool = False
    correct_url: str = ""
    values: dict[str, str] = field(default_factory=dict)


@routes.get("/admin/intakes/<intake_id>")
@access("admin")
def intake(intake_id: str) -> ResponseReturnValue:
    """The two forms. No answer stands on this page."""
    try:
        signed = _found(intake_id)
    except Unreadable:
        return _torn_page(intake_id, {})
    if signed is None:
        return _gone(intake_id)
    return _page(signed, {})


@routes.post("/admin/intakes/<intake_id>/copy")
@access("admin")
@draws
def copy(intake_id: str) -> ResponseReturnValue:
    """The client's copy, the paper, or everything. Recorded before the first byte is sent."""
    signed = _found(intake_id)
    if signed is None:
        return _gone(intake_id)
    reason, go = typed("copy_reason"), request.form.get("go", "copy")
    if go not in COPIES:
        abort(400)
    if not reason:
        return _page(signed, {"copy_reason": WHY}), 422
    asked = ask_again()
    if asked:
        return asked
    if go == "everything":
        return _everything_kept(intake_id, reason)
    read_record(current.store(), me(), intake_id, "copy", reason)
    if go == "copy":
        return copy_for_client(record_for_paper(current.store(), signed))
    return _paper(signed)


@routes.post("/admin/intakes/<intake_id>/erase")
@access("admin")
def erase(intake_id: str) -> ResponseReturnValue:
    """Delete the intake with its paper, for good. Sent twice, it is gone all the same."""
    return _erase(intake_id, erase_record, "erase_reason", "sure")


@routes.post("/admin/intakes/<intake_id>/erase-person")
@access("admin")
def erase_everything(intake_id: str) -> ResponseReturnValue:
    """The same with all that is kept of the person whose intake it is."""
    return _erase(intake_id, erase_person, "person_reason", "person_sure")


def _erase(intake_id: str, erases: Erases, why: str, sure: str) -> ResponseReturnValue:
    signed: Signed | None = None
    with suppress(Unreadable):
        signed = _found(intake_id)
        if signed is None:
            return _gone(intake_id)
    wrong = _unsure(why, sure)
    if wrong:
        return (_page(signed, wrong) if signed else _torn_page(intake_id, wrong)), 422
    asked = ask_again()
    if asked:
        return asked
    try:
        with suppress(Missing), current.store().writing() as tx:
            erases(tx, intake_id, actor_id(), typed(why))
    except OnHold:
        wrong = {sure: ON_HOLD}
        return (_page(signed, wrong) if signed else _torn_page(intake_id, wrong)), 409
    return leave(url_for("data_requests.intake", intake_id=intake_id))


def _unsure(why: str, sure: str) -> dict[str, str]:
    wrong = {}
    if not typed(why):
        wrong[why] = WHY
    if request.form.get(sure) != "yes":
        wrong[sure] = N_("Tick this if it is to be erased.")
    return wrong


def _everything_kept(intake_id: str, reason: str) -> ResponseReturnValue:
    viewer = current_viewer()
    with for_a_file() as sent:
        taken = take_out_person(
            current.store(), the_press(), me(), viewer.clinic, intake_id, reason
        )
        response = sent(taken, "application/zip")
    name = f'attachment; filename="everything-{intake_id}.zip"'
    response.headers["Content-Disposition"] = name
    return response


def _found(intake_id: str) -> Signed | None:
    """The record; None where it was erased. 404 where there never was one."""
    with current.store().reading() as tx:
        try:
            return records.find(tx, intake_id)
        except Missing:
            if not erasures.is_erased(tx, intake_id):
                abort(404)
    return None


def _paper(signed: Signed) -> ResponseReturnValue:
    pdf = paper_in_time(signed.id)
    return as_file(pdf, f"{signed.id}.pdf") if pdf else sheet(signed)


def _page(signed: Signed, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    record = record_for_paper(current.store(), signed)
    name = Draft(answers=record.says).short_name
    time = format_time(signed.signed_at, record.time_zone, layout.language)
    with current.store().reading() as tx:
        therapist = names(tx).get(signed.therapist_id, "") or layout.translate("not assigned")
    page = RequestPage(
        title=f"{name} · {time}",
        day=day_in_words(layout, record.visit_day),
        about=f"{therapist} · {language_name(record.language)} · {sign_of(signed.id)}",
        id=signed.id,
        correct_url=url_for("corrections.choose", intake_id=signed.id),
        everything=_everything(layout, signed.id),
        held=is_held(signed.id),
        restricted=is_restricted(signed.id),
        values={key: typed(key) for key in REASONS},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/data_request.html", layout, page=page)


def _everything(layout: Layout, intake_id: str) -> str:
    many = 0
    with suppress(Missing), current.store().reading() as tx:
        theirs = client_links.all_of(tx, client_links.client_of(tx, intake_id))
        many = len(visits_of(tx, theirs))
    text = translate_count(
        "Erase everything of this person (%(n)d visit)",
        "Erase everything of this person (%(n)d visits)",
        many,
        layout.language,
    )
    return text % {"n": many}


def _torn_page(intake_id: str, wrong: dict[str, str]) -> str:
    """A record that cannot be read: it can be erased, and nothing else."""
    layout = staff_layout()
    page = RequestPage(
        title=layout.translate("Cannot be read"),
        day="",
        about=layout.translate(
            "This record was damaged or changed. A backup may still have it whole."
        ),
        id=intake_id,
        everything=_everything(layout, intake_id),
        held=is_held(intake_id),
        restricted=is_restricted(intake_id),
        values={key: typed(key) for key in REASONS},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/data_request.html", layout, page=page)


def _gone(intake_id: str) -> str:
    layout: Layout = staff_layout()
    title = layout.translate("This intake is erased.")
    page = RequestPage(title=title, day="", about="", id=intake_id)
    return show("admin/erased.html", layout, page=page)

"""What an admin does when a client asks: erases an intake, or all of a person, and says why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...languages import N_
from ...store import Missing, OnHold, Transaction
from ...usecases.erase_person import erase_person
from ...usecases.erase_record import erase_record
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_text import typed
from ..http.redirects import leave
from ..http.viewer import actor_id
from .on_hold import ON_HOLD
from .request_page import WHY, about

routes = Blueprint("data_requests", __name__)

Erases = Callable[[Transaction, str, str, str], None]
"""Deletes what hangs on an intake, by whom and why."""


@routes.get("/admin/intakes/<intake_id>")
@access("admin")
def intake(intake_id: str) -> ResponseReturnValue:
    """The forms, of an intake or of a client without one. No answer stands on this page."""
    return about(intake_id).page({})


@routes.post("/admin/intakes/<intake_id>/erase")
@access("admin")
def erase(intake_id: str) -> ResponseReturnValue:
    """Delete the intake with its paper, for good. Sent twice, it is gone all the same."""
    return _erase(intake_id, erase_record, "erase_reason", "sure")


@routes.post("/admin/intakes/<intake_id>/erase-person")
@access("admin")
def erase_everything(intake_id: str) -> ResponseReturnValue:
    """The same with all that is kept of the person whose intake it is, or of this client."""
    return _erase(intake_id, erase_person, "person_reason", "person_sure")


def _erase(intake_id: str, erases: Erases, why: str, sure: str) -> ResponseReturnValue:
    this = about(intake_id)
    if this.is_gone:
        return this.page({})
    wrong = _unsure(why, sure)
    if wrong:
        return this.page(wrong), 422
    asked = ask_again()
    if asked:
        return asked
    try:
        with suppress(Missing), current.store().writing() as tx:
            erases(tx, intake_id, actor_id(), typed(why))
    except OnHold:
        return this.page({sure: ON_HOLD}), 409
    return leave(url_for("data_requests.intake", intake_id=intake_id))


def _unsure(why: str, sure: str) -> dict[str, str]:
    wrong = {}
    if not typed(why):
        wrong[why] = WHY
    if request.form.get(sure) != "yes":
        wrong[sure] = N_("Tick this if it is to be erased.")
    return wrong

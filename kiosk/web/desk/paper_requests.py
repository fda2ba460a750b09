"""A tap for a paper: draw it once more where it was given up, or print it once more."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...store.records import owed, print_jobs
from ..http import current
from ..http.access import access
from ..http.printing import send_to_press
from ..http.redirects import leave

routes = Blueprint("paper_requests", __name__)


@routes.post("/staff/papers/again")
@access("desk", "therapist", "admin")
def draw_again() -> ResponseReturnValue:
    """Try once more what was given up: one paper, or all. Asking twice is harmless."""
    intake_id = request.form.get("intake", "")
    with current.store().writing() as tx:
        known = owed.ask_again(tx, intake_id)
    send_to_press()
    return leave(
        url_for("record.intake", intake_id=intake_id)
        if intake_id and known
        else url_for("today.show_today")
    )


@routes.post("/staff/papers/print")
@access("desk", "therapist", "admin")
def print_again() -> ResponseReturnValue:
    """Send a paper to the printer once more. One that is on its way stays one."""
    with current.store().writing() as tx:
        print_jobs.print_again(tx, request.form.get("intake", ""))
    send_to_press()
    return leave(url_for("today.show_today"))

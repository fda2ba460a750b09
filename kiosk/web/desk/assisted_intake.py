"""Filling in together: a staff member walks with the client, on the staff's own device."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...usecases.fill_in_together import begin_planned as begin_with_planned
from ...usecases.fill_in_together import begin_together, go_on_together
from ..client.arrival import opens
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import me

routes = Blueprint("assisted_intake", __name__)


@routes.post("/staff/together")
@access("desk", "therapist", "admin")
def begin() -> ResponseReturnValue:
    """Start with a client whom nobody has planned for."""
    return opens(*begin_together(current.store(), me()))


@routes.post("/staff/visits/<visit_id>/together")
@access("desk", "therapist", "admin")
def begin_planned(visit_id: str) -> ResponseReturnValue:
    """Start with the client of a planned visit, or go on with them."""
    try:
        return opens(*begin_with_planned(current.store(), me(), visit_id))
    except (Missing, Over):
        return leave(url_for("today.show_today"))


@routes.post("/staff/waiting/<intake_id>/together")
@access("desk", "therapist", "admin")
def go_on(intake_id: str) -> ResponseReturnValue:
    """Take up an intake that was put aside. Not what a client holds; not what one may not read."""
    try:
        return opens(*go_on_together(current.store(), me(), intake_id))
    except (Missing, Over):
        return leave(url_for("today.show_today"))

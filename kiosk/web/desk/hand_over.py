"""Handing a tablet over: for one visit of today, it asks the client how it was, and no more."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Refused
from ...usecases.reflect import hand_over
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import current_viewer, me, or_not_found

routes = Blueprint("hand_over", __name__)


@routes.post("/staff/intakes/<intake_id>/hand-over")
@access("desk", "therapist")
def hand(intake_id: str) -> ResponseReturnValue:
    """That tablet asks now. Harmless where the client has answered since."""
    clinic, tablet = current_viewer().clinic, request.form.get("tablet", "")
    try:
        with or_not_found():
            hand_over(current.store(), me(), clinic, intake_id, tablet)
    except Refused:
        # The page that it came from is old: the one it leads to shows how it stands.
        pass
    back = "treatment.session" if request.form.get("from") == "session" else "today.show_today"
    return leave(url_for(back, intake_id=intake_id if back == "treatment.session" else None))

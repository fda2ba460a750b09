"""The finished visit in one document: for whoever may read its intake, and noted as printed."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...store import Refused
from ...usecases.print_visit import whole_visit
from ..http import current
from ..http.access import access
from ..http.page_turns import draws
from ..http.redirects import see_other
from ..http.viewer import me, or_not_found
from .handouts import visit_on_paper

routes = Blueprint("whole_visit", __name__)


@routes.get("/staff/intakes/<intake_id>/visit.pdf")
@access("therapist")
@draws
def document(intake_id: str) -> ResponseReturnValue:
    """Intake, session and note; the session's page as long as the visit is not finished."""
    try:
        with or_not_found():
            visit = whole_visit(current.store(), me(), intake_id)
    except Refused:
        return see_other(url_for("treatment.session", intake_id=intake_id))
    return visit_on_paper(visit)

"""A therapist whom the calendar names: the desk takes them for a visit by one tap."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...store.intakes import planned_visits
from ...usecases.name_therapist import take_named_therapist
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import actor_id

routes = Blueprint("named_therapist", __name__)


@routes.post("/staff/visits/<visit_id>/therapist")
@access("desk")
def take(visit_id: str) -> ResponseReturnValue:
    """The visit is with them. Harmless where it has begun, or nobody is named by now."""
    day = None
    with suppress(Missing, Over):
        take_named_therapist(current.store(), visit_id, actor_id())
        with current.store().reading() as tx:
            day = planned_visits.find(tx, visit_id).day
    return leave(url_for("planned_visits.todays_visits", day=day))

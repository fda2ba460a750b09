"""Moving: the desk puts a visit on another day or hour, or plans the same a week later."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over, Refused
from ...store.intakes import planned_visits
from ...usecases.plan_visit import copy_to_next_week, move_visit
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import Viewer, actor_id, current_viewer
from .planned_rows import code_of
from .visits_page import NO_DAY, day_said, time_said, visits_page

routes = Blueprint("moved_visits", __name__)


@routes.post("/staff/visits/<visit_id>/move")
@access("desk")
def move(visit_id: str) -> ResponseReturnValue:
    """Put a visit on another day or hour. Its code stays; one under way stays where it is."""
    who, wrong = current_viewer(), dict[str, str]()
    day, time = day_said(who, wrong) or _no_day(wrong), time_said(wrong)
    try:
        if day and not wrong:
            said = (visit_id, day, time, actor_id(), request.form.get("site", ""))
            move_visit(current.store(), who.clinic, *said)
            return leave(url_for("planned_visits.todays_visits", day=day))
        return _again(who, visit_id, wrong)
    except Refused as no:
        return _again(who, visit_id, {no.field: no.words})
    except (Missing, Over):
        return leave(url_for("planned_visits.todays_visits"))


@routes.post("/staff/visits/<visit_id>/copy")
@access("desk")
def copy(visit_id: str) -> ResponseReturnValue:
    """The same visit a week later, with a code of its own, shown on the list of that day."""
    who = current_viewer()
    try:
        coded = copy_to_next_week(current.store(), who.clinic, visit_id, actor_id())
    except Missing:
        return leave(url_for("planned_visits.todays_visits"))
    return visits_page(who, {}, {}, code_of(*coded, who), coded[0].day)


def _no_day(wrong: dict[str, str]) -> date | None:
    wrong.setdefault("day", NO_DAY)
    return None


def _again(who: Viewer, visit_id: str, wrong: dict[str, str]) -> ResponseReturnValue:
    """The list it stands on, with what was typed in its row and what to put right there."""
    with current.store().reading() as tx:
        day = planned_visits.find(tx, visit_id).day
    here = {f"{name}-{visit_id}": words for name, words in wrong.items()}
    said = {f"{name}-{visit_id}": [request.form.get(name, "")] for name in ("day", "time")}
    return visits_page(who, here, said, shown=day), 422

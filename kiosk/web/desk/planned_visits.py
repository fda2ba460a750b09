"""Planning: the desk writes down who comes on which day, and gives each an arrival code."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Refused
from ...usecases.plan_visit import (
    BY_DESK,
    plan_visit,
    take_off_list,
)
from ...usecases.plan_visit import new_code as another_code
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer
from ..questions.step_form import KIND_WORDS, fields_of
from .planned_rows import code_of
from .visits_page import day_said, therapists, time_said, visits_page

routes = Blueprint("planned_visits", __name__)

STEP = "about_you"


@routes.get("/staff/visits")
@access("desk")
def todays_visits() -> str:
    """The visits of a day, and a form for another."""
    return visits_page(current_viewer(), {}, {})


@routes.post("/staff/visits")
@access("desk")
def plan() -> ResponseReturnValue:
    """Write a visit down, and show its code. Sent again, the same visit has another code."""
    who = current_viewer()
    answers, wrong = _answers()
    day, time = day_said(who, wrong), time_said(wrong)
    therapist = request.form.get("therapist", "")
    if therapist and therapist not in {one.value for one in therapists(who)}:
        wrong["therapist"] = "Choose from these, please."
    if wrong:
        return visits_page(who, wrong, request.form.to_dict(flat=False)), 422
    try:
        store, by = current.store(), actor_id()
        coded = plan_visit(store, who.clinic, time, therapist, answers, by, day, who.where.here)
    except Refused as no:
        return visits_page(who, {no.field: no.words}, request.form.to_dict(flat=False)), 422
    return visits_page(who, {}, {}, code_of(*coded, who), coded[0].day)


@routes.post("/staff/visits/<visit_id>/code")
@access("desk")
def new_code(visit_id: str) -> ResponseReturnValue:
    """Another code for whoever has lost theirs; the one before is dead."""
    who = current_viewer()
    try:
        coded = another_code(current.store(), visit_id, actor_id())
    except Missing:
        return leave(url_for("planned_visits.todays_visits"))
    return visits_page(who, {}, {}, code_of(*coded, who), coded[0].day)


@routes.post("/staff/visits/<visit_id>/erase")
@access("desk")
def erase(visit_id: str) -> ResponseReturnValue:
    """Take a visit off the list. Harmless when it is gone, or under way by now."""
    take_off_list(current.store(), visit_id, actor_id())
    return leave(url_for("planned_visits.todays_visits"))


def _answers() -> tuple[dict[str, Any], dict[str, str]]:
    """What the desk knows, and a kind sentence for what cannot be taken."""
    asked = fields_of(STEP, request.form)
    fields = {key: asked[key] for key in BY_DESK}
    wrong = {key: field.problem for key, field in fields.items() if field.problem}
    answers = {key: field.data for key, field in fields.items() if field.data is not None}
    if "full_name" not in {**answers, **wrong}:
        wrong["full_name"] = KIND_WORDS["full_name"]
    return answers, wrong

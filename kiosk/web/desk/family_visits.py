"""A family: one grown-up brings several children, and says once how to be reached.

The desk writes a name and a birth date. The rest comes along from the visit before, unseen.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.draft import Typed
from ...store import Missing, Transaction
from ...store.intakes import planned_visits
from ...store.intakes.planned_visits import Visit
from ...usecases.plan_visit import OF_CHILD, plan_child
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import show
from ..http.viewer import actor_id, current_viewer
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import KIND_WORDS, fields_of
from .planned_rows import NO_CODE, Code, code_of, in_short

routes = Blueprint("family_visits", __name__)


@dataclass(frozen=True, kw_only=True)
class FamilyPage(FormPage):
    """The form for another child, and the code once it is written down."""

    url: str
    words: str
    full_name: str
    birth_date: FieldView
    code: Code


@routes.get("/staff/visits/<visit_id>/family")
@access("desk")
def form(visit_id: str) -> str:
    """Name and birth date of another child of the same family."""
    return _page(visit_id, {}, {})


@routes.post("/staff/visits/<visit_id>/family")
@access("desk")
def plan(visit_id: str) -> ResponseReturnValue:
    """Write the child's visit down right after the first one, and show its code."""
    fields = fields_of("about_you", request.form)
    answers = {key: fields[key].data for key in OF_CHILD}
    wrong = {key: KIND_WORDS[key] for key, said in answers.items() if not said}
    wrong |= {key: fields[key].problem for key in OF_CHILD if fields[key].problem}
    if wrong:
        return _page(visit_id, wrong, request.form.to_dict(flat=False)), 422
    who = current_viewer()
    try:
        coded = plan_child(current.store(), who.clinic, visit_id, answers, actor_id())
    except Missing:
        abort(404)
    return _page(visit_id, {}, {}, code_of(*coded, who))


def _found(tx: Transaction, visit_id: str) -> Visit:
    try:
        return planned_visits.find(tx, visit_id)
    except Missing:
        abort(404)


def _page(visit_id: str, wrong: dict[str, str], typed: Typed, code: Code = NO_CODE) -> str:
    who = current_viewer()
    with current.store().reading() as tx:
        first = _found(tx, visit_id)
    error = who.layout.translate(wrong["birth_date"]) if "birth_date" in wrong else ""
    born = field_view(CATALOGUE.question("birth_date"), typed, who.layout.language, error=error)
    page = FamilyPage(
        title=who.layout.translate("Another child of this family"),
        form_errors=form_errors(who.layout, wrong),
        url=url_for("family_visits.form", visit_id=visit_id),
        words=in_short(first, who),
        full_name=(typed.get("full_name") or [""])[-1],
        birth_date=replace(born, starred=False),
        code=code,
    )
    return show("desk/family_visits.html", who.layout, page=page)

"""A family: one grown-up brings several children, and says once how to be reached.

The desk writes a name and a birth date. The rest comes along from the visit before, unseen.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...intake.draft import Typed, from_json
from ...store import Book, Missing
from ...store.intakes import intakes, planned_visits
from ...store.intakes.planned_visits import Planned, Visit
from ...usecases.identify_client import recognise
from ...usecases.read_answers import shared_of
from ..http.access import door, the_store
from ..http.form_page import Checked, to_put_right
from ..http.layout import show, tell
from ..http.viewer import by, looker
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import KIND_WORDS, form_of
from .planned_rows import NO_CODE, Code, code_of, in_short

family = Blueprint("family", __name__)

SHARED = (
    *("phone", "email", "emergency_contact"),
    *("guardian_name", "guardian_relation", "guardian_phone"),
)
"""What a grown-up says once for all of their children."""

OF_CHILD = ("full_name", "birth_date")


@dataclass(frozen=True, kw_only=True)
class FamilyPage(Checked):
    """The form for another child, and the code once it is written down."""

    url: str
    words: str
    full_name: str
    birth_date: FieldView
    code: Code


@family.get("/staff/visits/<visit_id>/family")
@door("desk")
def form(visit_id: str) -> str:
    """Name and birth date of another child of the same family."""
    return _page(visit_id, {}, {})


@family.post("/staff/visits/<visit_id>/family")
@door("desk")
def plan(visit_id: str) -> ResponseReturnValue:
    """Write the child's visit down right after the first one, and show its code."""
    fields: Any = form_of("about_you")(request.form)
    answers = {key: fields[key].data for key in OF_CHILD}
    wrong = {key: KIND_WORDS[key] for key, said in answers.items() if not said}
    wrong |= {k: str(fields[k].process_errors[0]) for k in OF_CHILD if fields[k].process_errors}
    if wrong:
        return _page(visit_id, wrong, request.form.to_dict(flat=False)), 422
    with the_store().writing() as book:
        first = _found(book, visit_id)
        answers |= {"filling_for": "someone_else", **_shared(book, first)}
        day = looker().clinic.day(book.now)
        planned = Planned(day, first.time, first.therapist_id, answers)
        visit, code = planned_visits.plan(book, planned, by())
        recognise(book, visit)
    return _page(visit_id, {}, {}, code_of(visit, code, looker()))


def _shared(book: Book, first: Visit) -> dict[str, Any]:
    """How to reach the grown-up, as far as the visit before has come."""
    told = {**first.answers, **_told(book, first)}
    return {key: told[key] for key in SHARED if told.get(key)}


def _told(book: Book, first: Visit) -> dict[str, Any]:
    if first.state == "signed":
        return shared_of(book, first.intake_id, SHARED)
    with suppress(Missing):
        draft = from_json(intakes.find(book, first.intake_id).draft)
        return {**draft.carried.get("answers", {}), **draft.answers}
    return {}


def _found(book: Book, visit_id: str) -> Visit:
    try:
        return planned_visits.find(book, visit_id)
    except Missing:
        abort(404)


def _page(visit_id: str, wrong: dict[str, str], typed: Typed, code: Code = NO_CODE) -> str:
    who = looker()
    with the_store().reading() as book:
        first = _found(book, visit_id)
    error = tell(who.frame, wrong["birth_date"]) if "birth_date" in wrong else ""
    born = field_view(CATALOGUE.question("birth_date"), typed, who.frame.language, error=error)
    page = FamilyPage(
        title=tell(who.frame, "Another child of this family"),
        to_put_right=to_put_right(who.frame, wrong),
        url=f"/staff/visits/{visit_id}/family",
        words=in_short(first, who),
        full_name=(typed.get("full_name") or [""])[-1],
        birth_date=replace(born, starred=False),
        code=code,
    )
    return show("desk/family_visits.html", who.frame, page=page)

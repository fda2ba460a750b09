"""Planning: the desk writes down who comes today, and gives each an arrival code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...intake.draft import Typed
from ...languages import NightOrDay, read_time
from ...store import Missing, Over
from ...store.access import staff
from ...store.engine.torn import each
from ...store.intakes import planned_visits
from ...store.intakes.planned_visits import Planned, Visit
from ...usecases.identify_client import recognise
from ..http.access import door, leave, the_store
from ..http.form_page import Checked, to_put_right
from ..http.layout import Frame, show, tell
from ..http.viewer import Looker, by, looker
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import KIND_WORDS, form_of
from .planned_rows import BY_DESK, NO_CODE, Code, code_of, in_short_apart

planning = Blueprint("planning", __name__)

STEP = "about_you"

FILLS_IN = (
    ("", "Not known yet"),
    ("myself", "The client, alone"),
    ("helped", "The client, with a helper"),
    ("someone_else", "Somebody who looks after the client"),
)
STATES = {"planned": "Not here yet", "here": "Here", "signed": "Signed", "torn": "Damaged"}


@dataclass(frozen=True)
class PlannedRow:
    """A visit of today on the desk's list."""

    id: str
    words: str
    state: str
    gets_code: bool
    goes: bool
    """Whether it may be taken off the list."""
    family: bool
    """Whether there may be brothers and sisters to plan for."""
    who: tuple[str, str]
    """Where the desk says whether the client has been here, and the words for it."""


@dataclass(frozen=True, kw_only=True)
class VisitsPage(Checked):
    """The form for a visit, a code that was just made, and the visits of today."""

    values: Mapping[str, str]
    birth_date: FieldView
    therapists: tuple[tuple[str, str], ...]
    fills_in: tuple[tuple[str, str], ...]
    rows: tuple[PlannedRow, ...]
    code: Code
    """Shown this once."""


@planning.get("/staff/visits")
@door("desk")
def todays_visits() -> str:
    """The visits of today, and a form for another."""
    return _page(looker(), {}, {})


@planning.post("/staff/visits")
@door("desk")
def plan() -> ResponseReturnValue:
    """Write a visit down, and show its code. Sent again, the same visit has another code."""
    who = looker()
    answers, wrong = _answers()
    time = _time(wrong)
    therapist = request.form.get("therapist", "")
    if therapist and therapist not in dict(_therapists(who)):
        wrong["therapist"] = "Choose from these, please."
    if wrong:
        return _page(who, wrong, request.form.to_dict(flat=False)), 422
    with the_store().writing() as book:
        day = who.clinic.day(book.now)
        visit, code = planned_visits.plan(book, Planned(day, time, therapist, answers), by())
        recognise(book, visit)
    return _page(who, {}, {}, code_of(visit, code, who))


@planning.post("/staff/visits/<visit_id>/code")
@door("desk")
def new_code(visit_id: str) -> ResponseReturnValue:
    """Another code for whoever has lost theirs; the one before is dead."""
    who = looker()
    try:
        with the_store().writing() as book:
            code = planned_visits.new_code(book, visit_id, by())
            visit = planned_visits.find(book, visit_id)
    except Missing:
        return leave("/staff/visits")
    return _page(who, {}, {}, code_of(visit, code, who))


@planning.post("/staff/visits/<visit_id>/erase")
@door("desk")
def erase(visit_id: str) -> ResponseReturnValue:
    """Take a visit off the list. Harmless when it is gone, or under way by now."""
    try:
        with the_store().writing() as book:
            planned_visits.erase(book, visit_id, by())
    except Over:
        pass
    return leave("/staff/visits")


def _answers() -> tuple[dict[str, Any], dict[str, str]]:
    """What the desk knows, and a kind sentence for what cannot be taken."""
    form: Any = form_of(STEP)(request.form)
    fields = {key: form[key] for key in BY_DESK}
    wrong = {key: str(f.process_errors[0]) for key, f in fields.items() if f.process_errors}
    answers = {key: f.data for key, f in fields.items() if f.data is not None}
    if "full_name" not in {**answers, **wrong}:
        wrong["full_name"] = KIND_WORDS["full_name"]
    return answers, wrong


def _time(wrong: dict[str, str]) -> str:
    """The time as 09:30; what to put right where it is none, or may be the night."""
    try:
        return read_time(request.form.get("time", ""))
    except NightOrDay:
        wrong["time"] = "Is this at night? Write 2:30 pm for the afternoon, 2:30 am for the night."
    except ValueError:
        wrong["time"] = "Write the time, like 10:30 or 2:30 pm."
    return ""


def _therapists(who: Looker) -> tuple[tuple[str, str], ...]:
    with the_store().reading() as book:
        people = staff.everyone(book)
    may = ((p.id, p.name) for p in people if "therapist" in p.roles and not p.disabled)
    return (("", tell(who.frame, "Not decided yet")), *may)


def _page(who: Looker, wrong: dict[str, str], typed: Typed, code: Code = NO_CODE) -> str:
    frame = who.frame
    with the_store().reading() as book:
        todays = planned_visits.of_day(book, who.clinic.day(book.now))
    page = VisitsPage(
        title=tell(frame, "Visits today"),
        to_put_right=to_put_right(frame, wrong),
        values={name: said[-1] for name, said in typed.items()},
        birth_date=_birth_date(typed, frame, wrong.get("birth_date", "")),
        therapists=_therapists(who),
        fills_in=tuple((value, tell(frame, words)) for value, words in FILLS_IN),
        rows=_rows(todays, who),
        code=code,
    )
    return show("desk/planned_visits.html", frame, page=page)


def _birth_date(typed: Typed, frame: Frame, wrong: str) -> FieldView:
    error = tell(frame, wrong) if wrong else ""
    question = CATALOGUE.question("birth_date")
    return replace(field_view(question, typed, frame.language, error=error), starred=False)


def _torn(visit: Visit, who: Looker) -> PlannedRow:
    words, state = (tell(who.frame, said) for said in ("Cannot be read", STATES["torn"]))
    return PlannedRow(
        visit.id, words, state, gets_code=False, goes=True, family=False, who=("", "")
    )


def _rows(plan: list[Visit], who: Looker) -> tuple[PlannedRow, ...]:
    words = in_short_apart(plan, who, birthdays=True)
    said = {visit.id: line for visit, line in zip(plan, words, strict=True)}
    return tuple(
        each(plan, lambda visit: _row(visit, said[visit.id], who), lambda visit: _torn(visit, who))
    )


def _row(visit: Visit, words: str, who: Looker) -> PlannedRow:
    if visit.state == "torn":
        return _torn(visit, who)
    return PlannedRow(
        visit.id,
        words,
        tell(who.frame, STATES[visit.state]),
        gets_code=visit.state != "signed",
        goes=visit.state != "here",
        family=visit.answers.get("filling_for") == "someone_else",
        who=_who(visit, who.frame) if visit.state == "planned" else ("", ""),
    )


def _who(visit: Visit, frame: Frame) -> tuple[str, str]:
    words = "Returning" if visit.client_id else "Been here before?"
    return f"/staff/visits/{visit.id}/who", tell(frame, words)

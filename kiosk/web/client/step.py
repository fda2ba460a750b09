"""A step of the walk at its one address: shown, answered, left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...intake.draft import Draft, as_json, from_json
from ...intake.visit import Visit
from ...intake.walk import (
    ASIDE,
    CHANGES_FROM,
    Move,
    answer,
    change,
    known_as,
    may_change,
    standing_at,
)
from ...store import Busy, ContinuedElsewhere, Over, Transaction, clinics
from ...store.access import tablets, throttle
from ...store.intakes import idle, intakes
from ...store.intakes.drafts import Intake
from ...usecases.open_earlier import HELLO, open_earlier
from ...usecases.sign_intake import sign_intake
from ..http import current
from ..http.access import access
from ..http.clock import iso
from ..http.idle_messages import thanks_for, welcome_after
from ..http.layout import show, walk_layout
from ..http.printing import send_to_press
from ..http.redirects import over, reload
from ..questions.step_form import Reading, read, typed_of
from .aside_pages import leave_aside
from .calls import call_staff
from .display import DISPLAY, with_display
from .post_check import as_posted, digest, ended, fits, is_repeated, keep, refuse_strange_fields
from .said_back import said_back
from .step_page import aside_page, step_page, template_of
from .walk_up import ANOTHER_DATE, finds, is_somebody_else, looks_again, may_try

routes = Blueprint("step", __name__)

SAVES = frozenset({"next", "back", "skip", "person", "stop"})
"""Buttons that save the step and move; the rest save it and stay."""

TABS = 20
"""Times that a post looks again where the client is, with other tabs writing at once."""


@routes.get("/i/<intake_id>")
@access("intake")
def step(intake_id: str) -> ResponseReturnValue:
    """The step the client is on."""
    here, clinic = _here()
    draft = from_json(here.draft)
    visit = clinic.visit_at(current.store().now(), draft)
    if (goal := standing_at(visit, draft, here.step)) != here.step:
        return _goes_on(here, draft, goal)
    typed = draft.typed.get(here.step)
    errors: dict[str, str] = {}
    if typed is not None and here.step not in ASIDE:
        errors = read(visit, draft, here.step, as_posted(typed), "next").errors
        if draft.misfits and here.step == HELLO:
            errors = {"find_birth_date": ANOTHER_DATE} | errors
    return _drawn(here, draft, clinic, visit, typed=typed, errors=errors)


def _goes_on(here: Intake, draft: Draft, goal: str) -> ResponseReturnValue:
    """The step has closed under the client: the walk goes on where it is open."""
    with suppress(ContinuedElsewhere, Over), current.store().writing() as tx:
        intakes.keep(tx, here, as_json(draft), goal)
    return redirect(request.path, 303)


@routes.post("/i/<intake_id>")
@access("intake")
def post(intake_id: str) -> ResponseReturnValue:
    """Answer the step, and go where the button says. Another tab may be first: then look again."""
    for _ in range(TABS):
        try:
            return _post()
        except (ContinuedElsewhere, Over):
            if current.look_again() is None:
                return over(intake_id)
    raise Busy(intake_id)


def _post() -> ResponseReturnValue:
    here, clinic = _here()
    go = request.form.get("go", "next")
    if go == "here":
        return _still_there(here)
    if go == "away":
        return _nobody_there(here, clinic)
    if is_repeated(here):
        return redirect(request.path, 303)
    posted_step = request.form.get("step", "")
    if posted_step != here.step or not fits(here):
        return _continue_elsewhere(here, clinic, posted_step)
    refuse_strange_fields(here.step)
    return _take(here, clinic, go)


def _still_there(here: Intake) -> ResponseReturnValue:
    """Somebody touches the tablet. Pages tell so often; it is written down now and then."""
    if current.store().steady() - here.touched_at >= current.limits().grace / 2:
        tablet = current.tablet()
        with current.store().writing() as tx:
            idle.touch(tx, here)
            if tablet:
                tablets.seen(tx, tablet)
    return "", 204


def _nobody_there(here: Intake, clinic: clinics.Clinic) -> ResponseReturnValue:
    """Nobody answered: keep what stands on the page, and put the intake aside."""
    fresh = fits(here)
    with current.store().writing() as tx:
        if fresh and here.step not in ASIDE:
            refuse_strange_fields(here.step)
            draft = from_json(here.draft)
            visit = clinic.visit_at(tx.now, draft)
            said = read(visit, draft, here.step, request.form, "stop")
            moved = answer(
                visit, draft, here.step, said.given, "stay", now=iso(tx.now), shown=said.shown
            )
            keep(tx, here, moved)
        intakes.park(tx, here, by="clock")
    return ended(welcome_after("all" if fresh else "saved", here.draft, clinic))


def _take(here: Intake, clinic: clinics.Clinic, go: str) -> ResponseReturnValue:
    looked_for, may_look = finds(here, go), may_try(here, go)
    with current.store().writing() as tx:
        draft = replace(from_json(here.draft), not_looked_for=not looked_for)
        visit = clinic.visit_at(tx.now, draft)
        if here.step in ASIDE:
            if (here.step, go) == ("earlier", "next") and may_look:
                return _opened(tx, here, draft, clinic)
            return leave_aside(tx, here, draft, clinic, go)
        said = read(visit, draft, here.step, request.form, go)
        if said.errors:
            return _ask_again(tx, here, draft, clinic, said.errors)
        if is_somebody_else(tx, here, draft, said.given, go):
            kept = looks_again(tx, here, draft, may_try=may_look)
            if kept is None:
                return _somebody_else(tx, here, draft)
            again = from_json(kept.draft)
            return _ask_again(tx, kept, again, clinic, {"find_birth_date": ANOTHER_DATE})
        moved = _moved(visit, draft, here.step, said, go, iso(tx.now))
        moved = said_back(draft, moved, here.step)
        if moved.ends:
            return _not_me(tx, here, moved)
        if moved.signed:
            signed = sign_intake(tx, here, visit, moved.draft, clinic)
        else:
            keep(tx, here, moved)
    if moved.signed:
        send_to_press()
        return ended(thanks_for(signed))
    return _display(go) or redirect(request.path, 303)


def _not_me(tx: Transaction, here: Intake, moved: Move) -> Response:
    """It is not whom the desk expects: nothing is kept, and the desk is told."""
    intakes.erase(tx, here, by="client", reason="somebody else")
    return _somebody_else(tx, here, moved.draft)


def _somebody_else(tx: Transaction, here: Intake, draft: Draft) -> Response:
    call_staff(tx, here, draft, ("not_me",))
    return ended(url_for("welcome.welcome", kept="other"))


def _opened(
    tx: Transaction, here: Intake, draft: Draft, clinic: clinics.Clinic
) -> ResponseReturnValue:
    """Their own tap on what they said before: it is open from now on, if the birth date fits."""
    known = open_earlier(tx, draft, here, current.staff())
    moved = Move(known, here.step)
    if not known.closed:
        throttle.clear(tx, throttle.birth_date(known.client))
        moved = known_as(clinic.visit_at(tx.now, known), known)
    keep(tx, here, moved)
    return redirect(request.path, 303)


def _moved(visit: Visit, draft: Draft, step: str, said: Reading, go: str, now: str) -> Move:
    way: Any = go if go in SAVES else "stay"
    moved = answer(visit, draft, step, said.given, way, now=now, shown=said.shown)
    if go in SAVES:
        return moved
    kind, _, value = go.partition(":")
    if kind == "change" and step in CHANGES_FROM and value in may_change(visit, moved.draft, step):
        return replace(change(visit, moved.draft, step, value), calls=moved.calls)
    if (kind, step) == ("change", "hello_again"):
        return replace(moved, draft=replace(moved.draft, news="first_yes"))
    return replace(moved, draft=with_display(moved.draft, kind, value))


def _ask_again(
    tx: Transaction, here: Intake, draft: Draft, clinic: clinics.Clinic, errors: dict[str, str]
) -> ResponseReturnValue:
    """The page again, with what was typed and what to do about it.

    htmx gets it at once. A plain browser is sent to it: a page made from a post would stay in
    the history, and a reload would send the answers again.
    """
    typed = typed_of(request.form, here.step)
    if "HX-Request" in request.headers:
        visit = clinic.visit_at(current.store().now(), draft)
        return _drawn(here, draft, clinic, visit, typed=typed, errors=errors), 422
    kept = replace(draft, typed={**draft.typed, here.step: typed}, news="")
    intakes.keep(tx, here, as_json(kept), here.step, digest())
    return redirect(request.path, 303)


def _continue_elsewhere(
    here: Intake, clinic: clinics.Clinic, posted_step: str
) -> ResponseReturnValue:
    """Where the client is now. What a stale page carried waits, as typed, at its own step."""
    if posted_step in ASIDE:
        # Nothing was typed there; where the client waited for staff, they have moved it on.
        return redirect(request.path, 303)
    draft = from_json(here.draft)
    known = posted_step in {s.key for s in CATALOGUE.steps}
    typed = typed_of(request.form, posted_step) if known else {}
    waiting = {**draft.typed, posted_step: typed} if typed else draft.typed
    fresh = replace(draft, typed=waiting, news="continue_elsewhere")
    visit = clinic.visit_at(current.store().now(), fresh)
    stands = standing_at(visit, fresh, here.step) == posted_step
    if "HX-Request" in request.headers and stands and typed:
        return _drawn(here, fresh, clinic, visit, typed=typed), 422
    with current.store().writing() as tx:
        intakes.keep(tx, here, as_json(fresh), here.step)
    return redirect(request.path, 303)


def _drawn(
    here: Intake,
    draft: Draft,
    clinic: clinics.Clinic,
    visit: Visit,
    *,
    typed: dict[str, list[str]] | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    layout = walk_layout(draft, clinic.name, clinic.language)
    if here.step in ASIDE:
        return show(template_of(here.step), layout, page=aside_page(here, draft, layout, visit))
    helped = current.staff() is not None
    page = step_page(here, draft, layout, visit, typed=typed, errors=errors, assisted=helped)
    return show(template_of(here.step), layout, page=page)


def _display(go: str) -> Response | None:
    return reload() if go.partition(":")[0] in DISPLAY else None


def _here() -> tuple[Intake, clinics.Clinic]:
    here, clinic = current.intake(), current.clinic()
    if here is None or clinic is None:
        abort(404)
    return here, clinic

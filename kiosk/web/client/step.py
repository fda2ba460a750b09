"""A step of the walk at its one address: shown, and answered: in with the post, out with what it
came to."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...intake.own_signature import as_of_now
from ...intake.visit import Visit
from ...store import Busy, ContinuedElsewhere, Over
from ...store.intakes.drafts import Intake
from ...usecases.answer_step import answer_step
from ...usecases.begin_at_home import goes_on_at_clinic
from ...usecases.keep_step import move_on
from ...usecases.keep_strokes import keep_strokes
from ...usecases.lie_still import still_there
from ...usecases.posts import Left, Moved, NotOffered, Outcome, Signed, Stayed
from ..http import current
from ..http.access import access
from ..http.idle_messages import thanks_for, welcome_after
from ..http.printing import send_to_press
from ..http.redirects import over, reload, see_other
from .post_check import ended, posted
from .show_step import as_it_stands, once_more

routes = Blueprint("step", __name__)

TABS = 20
"""Times that a post looks again where the client is, with other tabs writing at once."""


@routes.get("/i/<intake_id>")
@access("intake")
def step(intake_id: str) -> ResponseReturnValue:
    """The step the client is on."""
    here, clinic = current.walk()
    draft = here.as_left
    if draft.home == "there" and goes_on_at_clinic(current.store(), here, clinic):
        return see_other(request.path)
    visit = clinic.visit_at(current.store().now(), draft)
    stands, goal = as_of_now(visit, draft, here.step)
    if (stands, goal) != (draft, here.step):
        move_on(current.store(), here, stands, goal)
        return see_other(request.path)
    return as_it_stands(here, clinic, visit)


@routes.post("/i/<intake_id>")
@access("intake")
def post(intake_id: str) -> ResponseReturnValue:
    """Answer the step, and go where the button says. Another tab may be first: then look again."""
    store, limits = current.store(), current.limits()
    for _ in range(TABS):
        here, clinic = current.walk()
        try:
            if request.form.get("go") == "here":
                still_there(store, here, current.tablet(), limits.grace)
                return "", 204
            if request.form.get("go") == "stroke":
                rev = keep_strokes(store, here, clinic, posted(here, clinic))
                return ("", 204) if rev is None else str(rev)
            return _out(answer_step(store, here, clinic, posted(here, clinic)))
        except (ContinuedElsewhere, Over):
            if current.look_again() is None:
                return over(intake_id)
        except NotOffered:
            abort(400)
    raise Busy(intake_id)


def _next_page(kept: Intake, before: Visit | None) -> ResponseReturnValue:
    """The page that a post has led to, in its answer; where that must be looked up, a redirect."""
    clinic, draft = current.walk()[1], kept.as_left
    visit = clinic.visit_at(current.store().now(), draft).remembering(before)
    if draft.home == "there" or as_of_now(visit, draft, kept.step) != (draft, kept.step):
        return see_other(request.path)
    return as_it_stands(kept, clinic, visit)


def _out(outcome: Outcome) -> ResponseReturnValue:
    """What the client sees next."""
    match outcome:
        case Stayed(intake, draft, typed, errors):
            return once_more(intake, draft, typed, errors), 422
        case Moved(display=True):
            return reload()
        case Moved(intake=Intake() as kept) if "HX-Request" in request.headers:
            return _next_page(kept, outcome.visit)
        case Signed(kept, draft):
            send_to_press()
            return ended(thanks_for(kept, draft))
        case Left(kept, draft):
            return ended(welcome_after(kept, draft, current.clinic()))
    return see_other(request.path)

"""Changing: to a step from a page that shows everything, and back to that page."""

from __future__ import annotations

from ..catalogue.pages import page_of
from ..changed import replace
from .carry import OPENS
from .draft import Draft
from .keeping import filled_in
from .move import Move
from .path import CHECKS, path
from .visit import Visit

CHANGES_FROM = (*CHECKS, "hello_again")
"""Steps from which another step can be gone to and come back from."""


def change(visit: Visit, draft: Draft, step: str, goal: str) -> Move:
    """Go to a step from a page that shows everything, to come back to that page."""
    here = visit.walked(draft.answers)
    whole = goal in path(here.asked) and goal not in here.only
    opened = draft.opened if whole else (*draft.opened, goal)
    draft = replace(draft, changing=step, opened=opened)
    # The step is asked from now on: the next look at the visit opens it.
    wider = replace(visit, opened=opened, _walked=[])
    goal = page_of(wider.asked_of(draft), goal)
    return Move(filled_in(wider, draft, step), goal)


def may_change(visit: Visit, draft: Draft, step: str) -> tuple[str, ...]:
    """The steps that can be gone to from a page that shows what was said."""
    if step == "hello_again":
        said = draft.answers.get("confirm_me"), bool(draft.answers.get("find_birth_date"))
        is_me = said == ("yes", True) and not draft.waits_at
        return ("about_you",) if is_me else ()
    here = visit.walked(draft.answers)
    kept = (s.key for s in OPENS if any(q.key in here.carried for q in s.questions))
    return (*path(here.asked), *kept)

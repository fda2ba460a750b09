"""Pages beside the path: gone to from a step, and left for where they lead or were reached from."""

from __future__ import annotations

from ..changed import replace
from .draft import WAITING, Draft
from .move import Move
from .path import ASIDE, FIRST


def aside(draft: Draft, step: str, return_to: str = "") -> Draft:
    """The draft with the way back remembered, before a page that stands aside."""
    if step in ASIDE:
        return draft
    return replace(draft, came_from=step, return_to=return_to or step)


def from_aside(draft: Draft, step: str, go: str) -> Move:
    """Leave a page that stands aside: on where it led, or back where it was reached from."""
    if step in WAITING and go == "skip":
        return Move(as_new(draft), "about_you")
    if step == "returning" and go == "next":
        return Move(replace(draft, news="not_yet_known"), step)
    on = go == "next" and step == "tell_desk"
    goal = (draft.return_to if on else draft.came_from) or FIRST
    goal = "hello_again" if step == "earlier" else goal
    if goal in ASIDE:
        return Move(replace(draft, return_to=""), goal)
    changing = "" if on and goal == draft.changing else draft.changing
    return Move(replace(draft, return_to="", came_from="", changing=changing), goal)


def as_new(draft: Draft) -> Draft:
    """The draft of somebody who goes on as though they had not been here before."""
    return replace(
        draft,
        answers={**draft.answers, "visit_kind": "new"},
        been_before=True,
        walk_up=False,
        client="" if draft.closed else draft.client,
        closed=False,
        return_to="",
        came_from="",
        news="",
    )

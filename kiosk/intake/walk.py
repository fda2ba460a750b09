"""The walk: where a client goes from a step, and what the clinic is told on the way."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.questions import Step
from .carry import OPENS
from .draft import WAITING, Draft
from .ending import (
    CallKind,
    asks_what_to_change,
    displayed,
    looked_at,
    only_what_stands,
    unconfirmed,
    walked_again,
)
from .follow_ups import first_opened, keys_of
from .keeping import filled_in, kept
from .replies import reply
from .visit import Visit

Go: TypeAlias = Literal["next", "back", "skip", "stop", "person", "stay"]
"""What a button asks for; ``stay`` saves and shows the same step again."""

ASIDE = ("tell_desk", "stop", "person", *WAITING)
"""Pages of the walk that ask nothing and stand beside the path."""

CHECKS = ("review", "still_true")
"""Steps that show everything again, with links to change it."""

CHANGES_FROM = (*CHECKS, "hello_again")
"""Steps from which another step can be gone to and come back from."""

BEFORE_STAFF = ("today", "today_check", "sensitive")
"""What a walk-up answers before staff say who it is; nothing said before is shown there."""

FIRST, LAST = "welcome", "done"


@dataclass(frozen=True)
class Move:
    """Where one post leads."""

    draft: Draft
    step: str
    calls: tuple[CallKind, ...] = ()
    """Calls that Today must show at once."""
    signed: bool = False
    """The client has signed: freeze the record now."""
    ends: bool = False
    """It is not the person the visit was started for: nothing is kept."""


def path(asked: Catalogue) -> tuple[str, ...]:
    """The steps of this client's walk, in order, without the thank-you."""
    return tuple(step.key for step in asked.steps if step.key != LAST)


def open_steps(asked: Catalogue, draft: Draft) -> tuple[str, ...]:
    """Steps still to be walked: never passed, or with an answer missing that cannot be."""
    return tuple(
        step.key
        for step in asked.steps
        if step.key not in (FIRST, LAST)
        and (step.key not in draft.passed or missing(step, draft.answers))
    )


def missing(step: Step, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Questions of a step that cannot be skipped and have no answer yet."""
    return tuple(q.key for q in step.questions if q.forced and q.key not in answers)


def step_after(asked: Catalogue, draft: Draft, step: str) -> str:
    """The step that follows, or ``done``. A change leads back to where it was asked for."""
    way = path(asked)
    if draft.changing and step != draft.changing:
        return _first_open_before(draft.changing, asked, draft)
    if step not in way or draft.walk_up or draft.been_before:
        # Whoever was not expected has answered for today before the rest was opened.
        return _first_open_before(LAST, asked, draft)
    rest = way[way.index(step) + 1 :]
    return rest[0] if rest else LAST


def step_before(asked: Catalogue, step: str) -> str:
    """The step before; the first step is before itself."""
    way = path(asked)
    return way[max(way.index(step) - 1, 0)] if step in way else way[0]


def standing_at(visit: Visit, draft: Draft, step: str) -> str:
    """Where a client stands who was at a step: there, or where the walk goes on if it has closed.

    A step closes under a client at midnight, or with a setting of the clinic.
    """
    asked = visit.asked_of(draft)
    way = path(asked)
    if step in way or step in ASIDE:
        return step
    goal = _first_open_before(LAST, asked, draft)
    return goal if goal in way else way[-1]


def _first_open_before(goal: str, asked: Catalogue, draft: Draft) -> str:
    way = path(asked)
    until = way[: way.index(goal)] if goal in way else way
    still_open = open_steps(asked, draft)
    return next((key for key in until if key in still_open), goal)


def answer(
    visit: Visit,
    draft: Draft,
    step: str,
    given: Mapping[str, Any],
    go: Go,
    *,
    now: str,
    shown: Set[str] = frozenset(),
) -> Move:
    """Keep what was said at a step and go where the button says.

    ``given`` holds the valid answers of the step's open questions, None for those left empty;
    ``now`` is an ISO time; ``shown`` has the follow-ups that opened on the screen, without a post.
    A post that opens further questions of its own step stays there.
    """
    was, before = draft, visit.asked_of(draft)
    there = keys_of(before, step) | shown
    draft = unconfirmed(kept(visit, draft, step, given, now, there), step, was.answers)
    after = visit.asked_of(draft)
    draft = filled_in(walked_again(draft, step, before, after), after, step)
    fired = visit.tells_desk(draft.answers)
    calls: tuple[CallKind, ...] = ("desk",) if set(fired) - set(was.called_for) else ()
    draft = only_what_stands(draft, after, fired)
    if step == FIRST:
        draft = displayed(draft, was.answers.get("access_needs") or ())
    if go in ("next", "skip", "back"):
        draft = looked_at(draft, step)
    move = _go(after, draft, step, go, set(fired), first_opened(after, step, given, there))
    if go in ("next", "skip") and move.step != step and not move.draft.news:
        news = reply(CATALOGUE.step(step), was.answers, move.draft.answers)
        move = replace(move, draft=replace(move.draft, news=news))
    return replace(move, calls=calls + move.calls)


def _go(asked: Catalogue, draft: Draft, step: str, go: Go, fired: set[str], opened: str) -> Move:
    match go:
        case "stay":
            return Move(draft, step)
        case "back":
            return Move(replace(draft, changing=""), step_before(asked, step))
        case "stop" | "person":
            calls: tuple[CallKind, ...] = ("person",) if go == "person" else ()
            return Move(aside(draft, step), go, calls)
        case "next" if opened:
            return Move(replace(draft, news=f"opened:{opened}"), step)
        case "next" if step in CHECKS and draft.answers.get(f"{step}_ok") == "change":
            return Move(asks_what_to_change(draft, step), step)
        case "next" | "skip" if step == "hello_again" and draft.answers.get("confirm_me") == "no":
            return Move(draft, step, ("not_me",), ends=True)
        case "next" | "skip":
            return _forward(asked, draft, step, go, fired)
    raise ValueError(go)


def _forward(asked: Catalogue, draft: Draft, step: str, go: Go, fired: set[str]) -> Move:
    draft = replace(draft, passed=tuple(dict.fromkeys((*draft.passed, step))))
    if step == FIRST:
        return _begun(draft)
    alone = go == "skip" and step == "guardian"
    draft = replace(draft, alone=alone) if step == "guardian" else draft
    goal = step_after(asked, draft, step)
    calls: tuple[CallKind, ...] = ("grown_up",) if alone else ()
    if (waits := draft.waits_at) and goal not in BEFORE_STAFF:
        # Until it is said who this is, nothing of before is opened, and nothing is signed.
        draft, goal, calls = aside(draft, step), waits, (("returning",) if draft.awaits else ())
    elif step == "sign" or goal == LAST:
        still_open = open_steps(asked, draft)
        return Move(draft, still_open[0] if still_open else step, signed=not still_open)
    draft = replace(draft, changing="" if goal == draft.changing else draft.changing)
    if fired - set(draft.told):
        told = tuple(dict.fromkeys((*draft.told, *sorted(fired))))
        return Move(replace(aside(draft, step, goal), told=told), "tell_desk", calls)
    return Move(draft, goal, calls)


def start(draft: Draft) -> Move:
    """Go on from Welcome, with the display the client asked for."""
    return _begun(displayed(draft))


def _begun(draft: Draft) -> Move:
    passed = tuple(dict.fromkeys((*draft.passed, FIRST)))
    draft = replace(draft, passed=passed, been_before=False)
    if draft.answers.get("visit_kind") == "returning":
        # Whoever staff have found again stays found, also by way of another answer here.
        return Move(replace(draft, walk_up=draft.walk_up or not draft.client), "hello_again")
    return Move(replace(draft, walk_up=draft.walk_up and bool(draft.client)), "about_you")


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


def known_as(visit: Visit, draft: Draft) -> Move:
    """Go on with what staff have just told the visit: who this is, and so what is carried."""
    asked = visit.asked_of(draft)
    filled = filled_in(replace(draft, return_to="", came_from="", news=""), asked, "")
    return Move(filled, _first_open_before(LAST, asked, filled))


def change(visit: Visit, draft: Draft, step: str, goal: str) -> Move:
    """Go to a step from a page that shows everything, to come back to that page."""
    here = visit.walked(draft.answers)
    whole = goal in path(here.asked) and goal not in here.only
    opened = draft.opened if whole else (*draft.opened, goal)
    draft = replace(draft, changing=step, opened=opened)
    # The step is asked from now on: the next look at the visit opens it.
    wider = replace(visit, opened=opened, _walked=[])
    return Move(filled_in(draft, wider.asked_of(draft), step), goal)


def may_change(visit: Visit, draft: Draft, step: str) -> tuple[str, ...]:
    """The steps that can be gone to from a page that shows what was said."""
    if step == "hello_again":
        said = draft.answers.get("confirm_me"), bool(draft.answers.get("find_birth_date"))
        is_me = said == ("yes", True) and not draft.waits_at
        return ("about_you",) if is_me else ()
    here = visit.walked(draft.answers)
    kept = (s.key for s in OPENS if any(q.key in here.carried for q in s.questions))
    return (*path(here.asked), *kept)

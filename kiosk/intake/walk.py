"""The walk: where a client goes from a step, and what the clinic is told on the way."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from ..catalogue import Catalogue, page
from ..changed import replace
from .aside import aside
from .draft import Draft
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
from .move import Go, Move
from .path import (
    BEFORE_STAFF,
    CHECKS,
    FIRST,
    LAST,
    first_open_before,
    open_steps,
    step_after,
    step_before,
)
from .replies import reply
from .taken_for_another import said_new
from .visit import Visit


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
    there = keys_of(visit.asked_of(draft), step) | shown
    said, asked = _said(visit, draft, step, given, now, there)
    fired = visit.tells_desk(said.answers)
    stands = _seen(only_what_stands(said, asked, fired), draft, step, go)
    opened = first_opened(asked, step, given, there)
    move = _replied(_go(asked, stands, step, go, set(fired), opened), draft, step, go)
    calls: tuple[CallKind, ...] = ("desk",) if set(fired) - set(draft.called_for) else ()
    return replace(move, calls=calls + move.calls)


def _said(
    visit: Visit, was: Draft, step: str, given: Mapping[str, Any], now: str, there: Set[str]
) -> tuple[Draft, Catalogue]:
    """The draft with what was said at a step, and what is asked from now on."""
    draft = unconfirmed(kept(visit, was, step, given, now, there), step, was)
    draft = said_new(draft) if step == FIRST else draft
    asked = visit.asked_of(draft)
    return filled_in(visit, walked_again(draft, step, visit.asked_of(was), asked), step), asked


def _seen(draft: Draft, was: Draft, step: str, go: Go) -> Draft:
    """The draft of a client who has seen a step, in the display that Welcome asked for."""
    if step == FIRST:
        draft = displayed(draft, was.answers.get("access_needs") or ())
    return looked_at(draft, step) if go in ("next", "skip", "back") else draft


def _replied(move: Move, was: Draft, step: str, go: Go) -> Move:
    """The move with a line that answers what was said, where it leads on."""
    if go not in ("next", "skip") or move.step == step or move.draft.news:
        return move
    news = reply(page(step), was.answers, move.draft.answers)
    return replace(move, draft=replace(move.draft, news=news))


def _go(asked: Catalogue, draft: Draft, step: str, go: Go, fired: set[str], opened: str) -> Move:
    match go:
        case "stay":
            return Move(draft, step)
        case "back":
            return Move(replace(draft, changing=""), step_before(asked, step))
        case "stop" | "person" | "agreed":
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
    draft = replace(draft, passed=tuple(dict.fromkeys((*draft.passed, *_asked_on(asked, step)))))
    if step == FIRST:
        return _begun(draft)
    alone = go == "skip" and step == "guardian"
    draft = replace(draft, alone=alone) if step == "guardian" else draft
    goal = step_after(asked, draft, step)
    goal = first_open_before(goal, asked, draft) if goal == "sign" else goal
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


def _asked_on(asked: Catalogue, step: str) -> tuple[str, ...]:
    """A page, and the further steps that are asked on it."""
    joins = next((each.joins for each in asked.steps if each.key == step), ())
    return (step, *(joined.key for joined in joins))


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


def known_as(visit: Visit, draft: Draft) -> Move:
    """Go on with what staff have just told the visit: who this is, and so what is carried."""
    asked = visit.asked_of(draft)
    filled = filled_in(visit, replace(draft, return_to="", came_from="", news=""), "")
    return Move(filled, first_open_before(LAST, asked, filled))

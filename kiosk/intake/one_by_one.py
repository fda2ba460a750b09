"""One question at a time: which question of a step is on the page, and where its buttons lead.

The step, its questions and what is kept of them are the same; only the page is smaller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue import page
from ..catalogue.follow_ups import in_sight
from ..catalogue.questions import Question
from ..changed import replace
from ..frozen import dataclass
from .draft import Draft
from .follow_ups import keys_of, questions_of
from .move import Move
from .path import ASIDE, CHECKS
from .replies import reply
from .visit import Visit
from .walk import answer

LEAVES = ("next", "skip")
"""Buttons that lead out of a step, behind its last question."""

ENDS_HERE = {("guardian", "skip")}
"""Step and button that leave the whole step, whichever of its questions is on the page."""


@dataclass(frozen=True)
class Place:
    """The one question on the page, and those around it; empty where there is none."""

    key: str
    before: str
    after: str
    more: str
    """The first of the optional questions, where they are offered on this page."""
    number: int
    of: int


def place_of(visit: Visit, draft: Draft, step: str) -> Place | None:
    """Where a client stands in a step; None where all of it is on one page."""
    if draft.pace != "one" or step in (*ASIDE, *CHECKS):
        return None
    core, more = _ways(visit, draft, step)
    way = [*core, *more] if draft.at in more or not core else core
    if not way:
        return None
    here = way.index(draft.at) if draft.at in way else 0
    last_of_core = way == core and here == len(core) - 1
    return Place(
        way[here],
        way[here - 1] if here else "",
        way[here + 1] if here + 1 < len(way) else "",
        more[0] if more and last_of_core else "",
        here + 1,
        len(way),
    )


def _ways(visit: Visit, draft: Draft, step: str) -> tuple[list[str], list[str]]:
    core, more = in_sight(questions_of(visit.asked_of(draft), step), page(step).keys)
    return _keys(core), _keys(more)


def _keys(questions: tuple[Question, ...]) -> list[str]:
    return [question.key for question in questions]


def on_from(
    visit: Visit, draft: Draft, step: str, given: Mapping[str, Any], go: str, *, now: str
) -> Move | None:
    """Where a button of a page with one question leads; None on any other page, and for any other
    button than those that go on and back."""
    place = place_of(visit, draft, step)
    if place is None or go not in (*LEAVES, "back", "more") or (go == "more" and not place.more):
        return None
    stays = answer(visit, draft, step, given, "stay", now=now)
    there = place_of(visit, stays.draft, step) or place
    # An answer may open a question of its own, which comes before more is offered again.
    more = there.more or there.after or place.key
    goal = {"back": place.before, "more": more}.get(go, there.after)
    if goal and not _ends(step, go, given):
        return _replied(replace(stays, draft=replace(stays.draft, at=goal)), draft, step, go)
    return _replied(_left(visit, stays, step, go, now), draft, step, go) if go in LEAVES else None


def _replied(move: Move, was: Draft, step: str, go: str) -> Move:
    """The move with a line that answers what was said on this page, as on any other."""
    if go not in LEAVES or move.draft.news:
        return move
    news = reply(page(step), was.answers, move.draft.answers)
    return replace(move, draft=replace(move.draft, news=news))


def _ends(step: str, go: str, given: Mapping[str, Any]) -> bool:
    return (step, go) in ENDS_HERE or given.get("confirm_me") == "no"


def _left(visit: Visit, stays: Move, step: str, go: Any, now: str) -> Move:
    """The step is left as though all of it had been on the page."""
    draft = stays.draft
    questions = questions_of(visit.asked_of(draft), step)
    whole = {q.key: draft.answers.get(q.key, _begins(q)) for q in questions}
    moved = answer(visit, draft, step, whole, go, now=now)
    return replace(moved, calls=(*stays.calls, *moved.calls))


def _begins(question: Question) -> str | None:
    """What an agreement says until another choice is picked."""
    return getattr(question, "starts_on", "") or None


def arrived(visit: Visit, moved: Move, step: str, go: str) -> Move:
    """The move to another step, at its first question; going back, at its last."""
    draft = moved.draft
    if draft.pace != "one" or moved.step == step or moved.step in ASIDE:
        return moved
    core, _ = _ways(visit, draft, moved.step) if go == "back" else ([], [])
    return replace(moved, draft=replace(draft, at=core[-1] if core else ""))


def on_page(visit: Visit, draft: Draft, step: str) -> frozenset[str]:
    """The keys of the questions that are on the page."""
    place = place_of(visit, draft, step)
    return frozenset({place.key}) if place else keys_of(visit.asked_of(draft), step)

"""The path: a client's steps in order, which of them are still open, and what stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.pages import page_of
from ..catalogue.questions import Step
from .draft import WAITING, Draft
from .visit import Visit

ASIDE = ("tell_desk", "stop", "person", "agreed", *WAITING)
"""Pages of the walk that ask nothing and stand beside the path."""

CHECKS = ("review", "still_true")
"""Steps that show everything again, with links to change it."""

BEFORE_STAFF = ("today", "today_check", "sensitive")
"""What a walk-up answers before staff say who it is; nothing said before is shown there."""

FIRST, LAST = "welcome", "done"
HELLO = "hello_again"
"""Where whoever comes again shows who they are."""


def path(asked: Catalogue) -> tuple[str, ...]:
    """The steps of this client's walk, in order, without the thank-you."""
    return tuple(step.key for step in asked.steps if step.key != LAST)


def open_steps(asked: Catalogue, draft: Draft) -> tuple[str, ...]:
    """Steps still to be walked: never passed, or with an answer missing that cannot be.

    Also those whose agreements were read in another language: the record keeps the very words.
    """
    return tuple(
        step.key
        for step in asked.steps
        if step.key not in (FIRST, LAST)
        and (
            step.key not in draft.passed
            or missing(step, draft.answers)
            or _read_in_another_language(step, draft)
        )
    )


def _read_in_another_language(step: Step, draft: Draft) -> bool:
    language = draft.answers.get("language", "")
    return any(draft.said_in.get(q.key, language) != language for q in step.questions)


def missing(step: Step, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Questions of a step that cannot be skipped and have no answer yet."""
    return tuple(q.key for q in step.questions if q.forced and q.key not in answers)


def step_after(asked: Catalogue, draft: Draft, step: str) -> str:
    """The step that follows, or ``done``. A change leads back to where it was asked for."""
    way = path(asked)
    if draft.changing and step != draft.changing:
        return first_open_before(draft.changing, asked, draft)
    if step not in way or draft.walk_up or draft.been_before or draft.home == "was":
        # Whoever was not expected has answered for today before the rest was opened; whoever
        # began at home has answered the rest.
        return first_open_before(LAST, asked, draft)
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
    step = page_of(asked, step)
    if step == "agreed" and not draft.is_let_in:
        step = draft.came_from
    if step in way or step in ASIDE:
        return step
    goal = first_open_before(LAST, asked, draft)
    return goal if goal in way else way[-1]


def first_open_before(goal: str, asked: Catalogue, draft: Draft) -> str:
    """The first step before this one that is still to be walked; else this one."""
    way = path(asked)
    until = way[: way.index(goal)] if goal in way else way
    still_open = open_steps(asked, draft)
    return next((key for key in until if key in still_open), goal)

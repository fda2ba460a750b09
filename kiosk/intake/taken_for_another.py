"""A client taken for another: what is left of an intake once staff have said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..catalogue import CATALOGUE
from .draft import Draft
from .path import FIRST, HELLO

AT_WELCOME = frozenset(CATALOGUE.step(FIRST).keys)


def not_them(draft: Draft, planned: Mapping[str, Any]) -> Draft:
    """The draft of somebody who was taken for another: it waits until staff say who this is.

    Nothing the other had said stands in it, also where it was read and left standing.
    """
    return replace(
        draft,
        answers={**_own(draft, planned), "visit_kind": "returning"},
        client="",
        carried={},
        closed=False,
        misfits=0,
        passed=(FIRST,),
        said_at={},
        typed={},
        opened=(),
        changing="",
        walk_up=True,
        came_from=HELLO,
        return_to=HELLO,
        news="",
    )


def said_new(draft: Draft) -> Draft:
    """The draft of whoever the desk expects to be somebody, has not shown that it is them, and says
    at Welcome that this is their first time: they are somebody new.

    Nothing the other had said stands in it: whoever holds an arrival code may be anybody.
    """
    is_shown = draft.walk_up or HELLO in draft.passed or draft.closed
    if not draft.client or is_shown or draft.answers.get("visit_kind") != "new":
        return draft
    typed = {step: said for step, said in draft.typed.items() if step != HELLO}
    return replace(
        draft, answers=_own(draft, {}), client="", carried={}, misfits=0, typed=typed, opened=()
    )


def _own(draft: Draft, planned: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are not the other's: of the plan, of Welcome, or said anew."""
    theirs = draft.carried.get("answers", {})
    return {
        key: said
        for key, said in draft.answers.items()
        if (key in planned or key in AT_WELCOME or said != theirs.get(key)) and key != "confirm_me"
    }

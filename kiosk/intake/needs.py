"""What would make it easier: asked on the first page of a walk, and in force at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, cast

from ..catalogue import CATALOGUE
from ..catalogue.questions import PickMany
from ..changed import replace
from .draft import Draft
from .ending import displayed
from .move import Move
from .visit import Visit
from .walk import answer

NEEDS = "access_needs"

HELP = frozenset({"someone_to_help", "interpreter"})
"""Needs that a person has to come for."""


def asks_needs(draft: Draft, step: str) -> bool:
    """Whether a step has the buttons for them: the first page of whoever is not known yet."""
    return step == "about_you" or (step == "hello_again" and draft.walk_up)


def made_easier(
    visit: Visit,
    draft: Draft,
    step: str,
    given: Mapping[str, Any],
    need: str,
    *,
    now: str,
    shown: Set[str] = frozenset(),
) -> Move | None:
    """Keep what was said, take or let go of one need, and stay; None where it is not offered.

    Whoever asks for help is told that staff know.
    """
    before = draft.answers.get(NEEDS) or ()
    if not asks_needs(draft, step) or need not in _question().offered:
        return None
    needs = _with(before, need)
    said, there = {**given, NEEDS: needs}, shown | {NEEDS}
    moved = answer(visit, draft, step, said, "stay", now=now, shown=there)
    called = need in HELP and need in (needs or ())
    easier = replace(displayed(moved.draft, before), news="help_called" if called else "")
    return replace(moved, draft=easier, calls=(*moved.calls, "person") if called else moved.calls)


def _with(before: Iterable[str], need: str) -> list[str] | None:
    """The needs with one more, or one less: in catalogue order, "I am fine" by itself."""
    changed = set(before) ^ {need}
    picked = [choice.key for choice in _question().choices if choice.key in changed]
    return _question().kept_apart(picked, before) or None


def _question() -> PickMany:
    return cast(PickMany, CATALOGUE.question(NEEDS))

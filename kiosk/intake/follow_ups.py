"""What a post opens on its own step, and what was on the screen when it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.follow_ups import in_groups
from ..catalogue.questions import Question


def questions_of(asked: Catalogue, step: str) -> tuple[Question, ...]:
    """What a step asks; nothing where it is not walked."""
    return next((s.questions for s in asked.steps if s.key == step), ())


def keys_of(asked: Catalogue, step: str) -> frozenset[str]:
    """The keys of what a step asks."""
    return frozenset(question.key for question in questions_of(asked, step))


def first_opened(asked: Catalogue, step: str, given: Mapping[str, Any], there: Set[str]) -> str:
    """The first question, as the page stands, that was not there to be answered; empty for none."""
    groups = in_groups(questions_of(asked, step))
    opened = (q.key for group in groups for q in group if q.key not in there)
    return next((key for key in opened if given.get(key) is None), "")

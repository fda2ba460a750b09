"""Replies: the fixed text that answers what a client has just picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.questions import PickMany, PickOne, Step

REPLIES = frozenset(
    choice.says
    for question in CATALOGUE.questions
    if isinstance(question, PickOne | PickMany)
    for choice in question.choices
    if choice.says
)
"""Keys of the texts that answer a choice."""


def reply(step: Step, before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Key of the text that answers what is picked now and was not before; empty without one.

    Of several the one for what was asked last: it is the freshest.
    """
    for question in reversed(step.questions):
        if isinstance(question, PickOne | PickMany):
            new = _picked(now.get(question.key)) - _picked(before.get(question.key))
            for choice in question.choices:
                if choice.says and choice.key in new:
                    return choice.says
    return ""


def _picked(answer: Any) -> set[str]:
    return {answer} if isinstance(answer, str) else set(answer or ())

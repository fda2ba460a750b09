"""Said on the map: where somebody is to stay away need not be said again. Only ever towards no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue.questions import PickMany, Question
from ..catalogue.regions import REGION

BELLY = "sensitive_abdomen"


def said_on_map(question: Question, answers: Mapping[str, Any]) -> list[str]:
    """The choices of a question that marks on the map have answered already, in its order."""
    if not isinstance(question, PickMany):
        return []
    away = _away(answers)
    said = {choice for region, choice in question.away if region in away}
    return [choice.key for choice in question.choices if choice.key in said]


def left_alone(answers: Mapping[str, Any]) -> frozenset[str]:
    """Private areas that somebody has asked to be left alone, on the map or anywhere since."""
    areas = {REGION[region].sensitive for region in _away(answers)}
    kept = {*(answers.get("touch_avoid") or ()), *(answers.get("keep_covered") or ())}
    return frozenset(areas - {""} | ({BELLY} if "belly" in kept else set()))


def _away(answers: Mapping[str, Any]) -> list[str]:
    marks = answers.get("body_marks") or ()
    return [mark["region"] for mark in marks if mark["mark"] == "avoid"]

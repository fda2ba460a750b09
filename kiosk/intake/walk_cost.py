"""What a question costs whoever walks: taps and seconds (docs/decisions/walk-costs.md)."""

from __future__ import annotations

from ..catalogue.questions import PickMany, PickOne, Question
from ..frozen import dataclass
from .wording import choice_label, prompt

TAP = 1.0
"""Seconds."""
READ, LISTED = 240, 820
"""Words a minute of a careful reader: of questions, and of what is offered in lists."""


@dataclass(frozen=True)
class WalkCost:
    """What one question adds to a walk."""

    taps: int
    seconds: float


def cost_of(question: Question, language: str, *, folded: bool) -> WalkCost:
    """What it costs whoever answers it; folded it costs nobody who does not open the fold."""
    if folded:
        return WalkCost(0, 0.0)
    listed = 0
    if isinstance(question, PickOne | PickMany):
        labels = (choice_label(question, choice, language) for choice in question.choices)
        listed = sum(len(label.split()) for label in labels)
    read = len(prompt(question, language).split())
    return WalkCost(1, TAP + 60 * read / READ + 60 * listed / LISTED)

"""Home care: which ideas do not suit a client, and which answers say so."""

from __future__ import annotations

from ..catalogue.conditions import Answers, holds
from ..catalogue.home_care import IDEAS, Idea


def hidden_ideas(known: Answers) -> tuple[Idea, ...]:
    """The ideas that are kept from the therapist's list for what is known of the client."""
    return tuple(idea for idea in IDEAS if idea.not_if and holds(idea.not_if, known))

"""Agreements taken back: which may be, and what counts from then on. It is the safe side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ..catalogue import CATALOGUE
from ..catalogue.agreements import OWN
from ..catalogue.questions import Card
from ..languages import N_

Asker = Literal["client", "guardian"]
Way = Literal["in_person", "by_phone", "in_writing", "on_tablet"]

ASKED_BY: Mapping[Asker, str] = {
    "client": N_("by the client"),
    "guardian": N_("by the guardian"),
}
HOW: Mapping[Way, str] = {
    "in_person": N_("in person"),
    "by_phone": N_("by phone"),
    "in_writing": N_("in writing"),
    "on_tablet": N_("on the tablet"),
}

HEARD: tuple[Way, ...] = ("in_person", "by_phone", "in_writing")
"""The ways in which staff are told; on the tablet a client says it with a tap of their own."""

CARDS = {card.key: card for card in (*CATALOGUE.questions, *OWN) if isinstance(card, Card)}

NOTHING_GIVEN = ("no", "talk_first")
"""Answers that agree to nothing."""


def holds(card: str, says: Mapping[str, Any]) -> bool:
    """Whether something was agreed to on this card, so that it can be taken back."""
    return card in CARDS and says.get(card) not in (None, *NOTHING_GIVEN)


def safe_answer(card: str, said: str) -> str:
    """What a card that was taken back counts as: one the massage waits for waits for a talk.

    ``said``: what was taken back; a card of the clinic's own is one or the other.
    """
    offered = {choice.key for choice in CARDS[card].choices}
    waits = "talk_first" in offered and (said == "agree" or "no" not in offered)
    return "talk_first" if waits else "no"

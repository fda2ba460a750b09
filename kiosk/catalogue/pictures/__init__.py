"""Pictures: the drawing of each choice, for who cannot or will not read. Its words stay beside it.

Each is named here alone, by question and choice. A name is a symbol of ``static/pictures.svg``; one
with a slash is a file of its own, which the ordinary page shows too.
"""

from collections.abc import Mapping

from ..questions import Card, PickMany, PickOne, Question, Scale
from .of_health import HEALTH, Table
from .of_more import MORE
from .of_wishes import MAP, WISHES

__all__ = ["GROUPS", "MAP", "NO_PICTURE", "PICTURES", "TURNS", "picture_of"]

PICTURES: Table = {**HEALTH, **WISHES, **MORE}
"""By question, the picture of each choice."""

AGREEMENT = {"agree": "yes", "talk_first": "talk", "yes": "yes", "no": "no"}
"""Of every agreement, and of a card that a clinic has added: its text is always shown whole."""

NO_PICTURE: Mapping[str, str] = {
    "language": "each stands in its own words and letters: a flag would be a country",
}
"""Required questions of choices that have none, with the reason."""

GROUPS: Mapping[str, str] = {
    "heart_blood": "heart-beat",
    "bones_joints": "thin-bone",
    "nerves_head": "nerve",
    "skin_immune": "skin",
    "inside": "inside",
    "devices": "pacemaker",
    "medicine_kinds": "pill-other",
    "sensitive_glutes": "hip",
    "sensitive_abdomen": "belly",
    "sensitive_inner_thigh": "inner-thigh",
    "sensitive_chest_wall": "chest-wall",
}
"""Of a question itself, where its choices alone do not show what they are about. Two questions that
are agreed to apart never share one."""

TURNS = frozenset({"again", "end", "first-time", "pencil", "sign-self", "sign-for"})
"""Drawings that go the way the words go, and are turned round with them; a body never is."""


def picture_of(question: Question, choice: str) -> str:
    """The name of a choice's picture; empty where it has none."""
    if isinstance(question, Scale):
        return f"level-{choice}"
    named = PICTURES.get(question.key, {})
    if isinstance(question, Card) and not named:
        named = AGREEMENT
    return named.get(choice, "") if isinstance(question, PickOne | PickMany) else ""

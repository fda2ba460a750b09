"""The comfort card: boundaries, pause signal and the plan for feelings, for any therapist anywhere.

It is in two languages side by side and carries no name, nothing about health and no yes to a
private area: that is asked anew each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..languages import N_, translate, with_semicolons
from .wording import answer_in_words, marks, prompt

TITLE = N_("My comfort card")
LEAD = N_("Please read this before you touch me.")
PRIVATE_AREAS = N_("Private areas")
NO_BUT = N_("No, unless I say yes that day.")

ON_IT = (
    "touch_avoid",
    "keep_covered",
    "undress_level",
    "pressure",
    "check_in",
    "pause_signal",
    "continue_check",
    "feelings_first",
    "feelings_also",
    "feelings_avoid",
    "words_amount",
)
"""The questions whose chosen answers it carries; nothing typed."""

UNSAID = ("none", "in_private")


@dataclass(frozen=True)
class Side:
    """The card in one language."""

    language: str
    title: str
    lead: str
    lines: tuple[tuple[str, str], ...]
    """What was asked, and the answer in words."""


@dataclass(frozen=True)
class ComfortCard:
    """The card, in the client's language and another one."""

    sides: tuple[Side, ...]


def comfort_card(says: Mapping[str, Any], languages: tuple[str, ...]) -> ComfortCard:
    """The card of these answers, in each of these languages once."""
    return ComfortCard(tuple(_side(says, each) for each in dict.fromkeys(languages)))


def _side(says: Mapping[str, Any], language: str) -> Side:
    return Side(
        language,
        translate(TITLE, language),
        translate(LEAD, language),
        tuple(_lines(says, language)),
    )


def _lines(says: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    away = [mark for mark in says.get("body_marks") or () if mark["mark"] == "avoid"]
    if away:
        worded = marks(away, language)
        yield (
            worded[0].mark_label,
            with_semicolons((mark.region_label for mark in worded), language),
        )
    yield translate(PRIVATE_AREAS, language), translate(NO_BUT, language)
    for key in ON_IT:
        question, said = CATALOGUE.question(key), _sayable(says.get(key))
        if words := answer_in_words(question, said, language):
            yield prompt(question, language), words


def _sayable(said: Any) -> Any:
    """What may be shown to a stranger: nothing that was kept for the room."""
    if isinstance(said, list):
        return [] if "in_private" in said else [each for each in said if each not in UNSAID]
    return None if said in UNSAID else said

"""The days after: what is ordinary, what the clinic wants to be told, and what cannot wait.

It repeats the aftercare of the handout, beside what a client said, and names no illness.
"""

from __future__ import annotations

from ..frozen import dataclass
from .handout import FEELINGS_LINE, aftercare_line
from .reflection import Answers, asks_to_speak

SORENESS_LINE, TELL_LINE, AT_ONCE_LINE = 3, 7, 8
"""Lines of the handout."""
ORDINARY_DAYS = 2
"""Days for which soreness is ordinary: the handout says so."""


@dataclass(frozen=True)
class DaysAfter:
    """What a client reads who said how it was when they had gone."""

    calls_now: bool
    """Whether what they said is to be told to the clinic without waiting."""
    ordinary: tuple[str, ...]
    tell: str
    at_once: str


def days_after(said: Answers, says: Answers, days: int, language: str) -> DaysAfter:
    """``said`` so many days after a visit that began with ``says``."""
    felt = said.get("feel_now") or ()
    is_long_sore = "sore" in felt and days > ORDINARY_DAYS
    lines = [SORENESS_LINE, FEELINGS_LINE] if "tender" in felt else [SORENESS_LINE]
    return DaysAfter(
        asks_to_speak(said, says) or is_long_sore,
        tuple(aftercare_line(each, language) for each in lines),
        aftercare_line(TELL_LINE, language),
        aftercare_line(AT_ONCE_LINE, language),
    )

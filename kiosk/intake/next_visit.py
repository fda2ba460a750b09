"""The next visit: the day that was agreed, or the day that the interval leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..catalogue.after import SESSION_NOTE
from ..languages import N_, format_day, translate
from .wording import answer_in_words

AFTER, ON = "note_next", "note_next_on"
WEEKS: Mapping[str, int] = {"w1": 1, "w2": 2, "w4": 4}
AROUND = N_("%(interval)s, around %(day)s")
IS_OVER = N_("The next visit is after this one. Please check the day.")


def next_day(note: Mapping[str, Any], visit_day: str) -> str:
    """Its ISO date, as agreed or as the interval has it; empty where neither says one."""
    if note.get(ON):
        return str(note[ON])
    weeks = WEEKS.get(str(note.get(AFTER)))
    return (date.fromisoformat(visit_day) + timedelta(weeks=weeks)).isoformat() if weeks else ""


def next_in_words(note: Mapping[str, Any], visit_day: str, language: str) -> str:
    """When it is, for whoever reads it; empty where nobody said anything of it."""
    if note.get(ON):
        return format_day(note[ON], language)
    question = next(each for each in SESSION_NOTE.questions if each.key == AFTER)
    said, day = answer_in_words(question, note.get(AFTER), language), next_day(note, visit_day)
    if not day:
        return said
    around = translate(AROUND, language)
    return around % {"interval": said, "day": format_day(day, language)}


def wrong_next(note: Mapping[str, Any], visit_day: str) -> dict[str, str]:
    """By question, what is wrong with it: it cannot be before the visit it is the next of."""
    return {ON: IS_OVER} if note.get(ON) and str(note[ON]) <= visit_day else {}

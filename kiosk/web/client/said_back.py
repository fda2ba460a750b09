"""Said back: a birth date in words with the age, so that a slip shows before it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...intake.draft import Draft
from ...intake.facts import whole_years
from ...intake.walk import Move
from ..http.layout import Layout, day_in_words

NEWS = "born"
"""The key of a draft's news that says the birth date back on the next page."""

YEARS, YEAR = "Born on %(day)s: %(age)d years old", "Born on %(day)s: 1 year old"


def born_in_words(answers: Mapping[str, Any], today: date, layout: Layout) -> str:
    """The birth date with the age it comes to; empty where none is known."""
    born = str(answers.get("birth_date") or "")
    if not born:
        return ""
    age = whole_years(date.fromisoformat(born), today)
    words = YEAR if age == 1 else YEARS
    return layout.translate(words, {"day": day_in_words(layout, born), "age": age})


def said_back(before: Draft, moved: Move, step: str) -> Move:
    """The move; where it took a new birth date on, the next page says it back."""
    now = moved.draft.answers.get("birth_date")
    if not now or now == before.answers.get("birth_date") or step == moved.step:
        return moved
    return moved if moved.draft.news else replace(moved, draft=replace(moved.draft, news=NEWS))

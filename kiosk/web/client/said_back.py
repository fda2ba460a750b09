"""Said back: a birth date in words with the age, so that a slip shows before it matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...intake.facts import whole_years
from ...languages import Counted
from ..http.layout import Layout, day_in_words

YEARS = Counted("Born on %(day)s: %(count)d year old", "Born on %(day)s: %(count)d years old")


def born_in_words(answers: Mapping[str, Any], today: date, layout: Layout) -> str:
    """The birth date with the age it comes to; empty where none is known."""
    born = str(answers.get("birth_date") or "")
    if not born:
        return ""
    age = whole_years(date.fromisoformat(born), today)
    return layout.translate(YEARS, {"day": day_in_words(layout, born), "count": age})

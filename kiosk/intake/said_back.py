"""Said back: a birth date shows on the next page with the age, so that a slip does no harm."""

from __future__ import annotations

from ..changed import replace
from .draft import Draft
from .move import Move

NEWS = "born"
"""The key of a draft's news that says the birth date back on the next page."""


def said_back(before: Draft, moved: Move, step: str) -> Move:
    """The move; where it took a new birth date on, the next page says it back."""
    now = moved.draft.answers.get("birth_date")
    stays = (step, before.at) == (moved.step, moved.draft.at)
    if not now or now == before.answers.get("birth_date") or stays:
        return moved
    return moved if moved.draft.news else replace(moved, draft=replace(moved.draft, news=NEWS))

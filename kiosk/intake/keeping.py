"""Keeping: what one post leaves in the draft, and what stands in it from the visit before."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.questions import Card
from ..changed import replace
from .draft import Draft
from .follow_ups import questions_of
from .visit import Visit


def kept(
    visit: Visit,
    draft: Draft,
    step: str,
    given: Mapping[str, Any],
    now: str,
    shown: Set[str],
) -> Draft:
    """The draft with what one post says of a step; ``shown`` was there to be answered."""
    # A question that this very post opened was not there to be left empty: what was kept of it
    # from before its door closed still stands.
    said = {key: value for key, value in given.items() if value is not None or key in shown}
    answers = {**draft.answers, **said}
    answers = {key: value for key, value in answers.items() if value is not None}
    new = {key for key in given if draft.answers.get(key) != answers.get(key)}
    questions = questions_of(visit.pages(answers), step)
    here = given.keys() & answers.keys()
    cards = [q.key for q in questions if isinstance(q, Card) and q.key in here]
    return replace(
        draft,
        answers=answers,
        emptied=(*draft.emptied, *(key for key in draft.answers if key not in answers)),
        said_at={**draft.said_at, **{key: now for key in cards if key in new}},
        said_in={**draft.said_in, **dict.fromkeys(cards, draft.answers.get("language", ""))},
        typed={key: value for key, value in draft.typed.items() if key != step},
        news="",
    )


def filled_in(visit: Visit, draft: Draft, step: str) -> Draft:
    """Steps that open on a return visit stand as they were answered last; not the one just left.

    What an answer of last time opens stands as it did, too.
    """
    before = draft.carried.get("answers", {})
    while fresh := _stood(before, visit.asked_of(draft), draft, step):
        draft = replace(draft, answers={**draft.answers, **fresh})
    return draft


def _stood(before: Mapping[str, Any], asked: Catalogue, draft: Draft, step: str) -> dict[str, Any]:
    """What was said last time to questions that are asked now and have not been seen yet."""
    seen = {*draft.answers, *draft.emptied}
    return {
        q.key: before[q.key]
        for s in asked.steps
        if s.key != step and s.key not in draft.passed
        for q in s.questions
        if q.key in before and q.key not in seen and not isinstance(q, Card)
    }

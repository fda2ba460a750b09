"""One question at a time: no answer takes a button away that its page has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne, Question, Scale
from kiosk.intake.draft import Draft
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.follow_ups import questions_of
from kiosk.intake.one_by_one import on_from, place_of
from kiosk.intake.visit import Visit

VISIT = Visit(ClinicFacts("en"), date(2026, 3, 10))
BEGUN = {"language": "en", "visit_kind": "new"}
NOW = "2026-03-10T09:00:00Z"


def sayings(question: Question) -> Iterator[Any]:
    """Nothing, and each choice of its own."""
    yield None
    match question:
        case PickMany():
            yield from ([choice.key] for choice in question.choices)
        case PickOne() | Scale():
            yield from (choice.key for choice in question.choices)


def pages_with_more() -> Iterator[tuple[str, Question, Draft]]:
    """Each step, with the question beside which more is offered."""
    for step in CATALOGUE.steps:
        for question in questions_of(VISIT.asked_of(Draft(answers=BEGUN)), step.key):
            draft = Draft(answers=BEGUN, pace="one", at=question.key)
            place = place_of(VISIT, draft, step.key)
            if place and place.more and place.key == question.key:
                yield step.key, question, draft


def test_more_is_taken_and_the_answer_kept_whatever_was_said_beside_it():
    seen = list(pages_with_more())
    assert {step for step, _, _ in seen} >= {"health", "reason", "touch"}
    for step, question, draft in seen:
        for said in sayings(question):
            given = {} if said is None else {question.key: said}
            move = on_from(VISIT, draft, step, given, "more", now=NOW)
            assert move, (step, given)
            assert move.draft.answers.get(question.key) == said

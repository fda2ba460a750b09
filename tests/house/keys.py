"""Every key that answers, rules and marks are kept under."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.home_care import IDEAS
from kiosk.catalogue.questions import Card, PickMany, PickOne, Question, Step
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS, SINCE
from kiosk.languages import LANGUAGES


def keys_in_use() -> Iterator[str]:
    """Each key with its kind before it: "question goals", "choice goals.pain"."""
    for step in (*CATALOGUE.steps, REFLECT, SESSION_NOTE):
        yield from _of_step(step)
    for kind, things in {
        "region": REGIONS,
        "mark": MARKS,
        "feel": FEELS,
        "since": SINCE,
        "rule": RULES,
        "idea": IDEAS,
    }.items():
        yield from (f"{kind} {thing.key}" for thing in things)


def _of_step(step: Step) -> Iterator[str]:
    yield f"step {step.key}"
    for question in step.questions:
        yield from _of_question(question)


def of_languages() -> set[str]:
    """The choices that are languages: each is the name of a folder, which no list repeats."""
    return {f"choice language.{code}" for code in LANGUAGES}


def _of_question(question: Question) -> Iterator[str]:
    yield f"question {question.key}"
    if isinstance(question, PickOne | PickMany):
        yield from (f"choice {question.key}.{choice.key}" for choice in question.choices)
    if isinstance(question, Card):
        yield f"statement {question.statement.key}"

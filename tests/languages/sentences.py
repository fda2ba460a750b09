"""Every sentence of the catalogue, under the key it is translated by."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.agreements import AGREEMENTS, SENSITIVE_INTRO
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.home_care import HANDOUT, HANDOUT_LIST, IDEAS
from kiosk.catalogue.questions import Card, PickMany, PickOne, Question, Statement
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS
from kiosk.catalogue.words import TEXTS

BORROWED = ("main_goal", "note_home_care")
"""Questions whose choices are worded by other keys."""


def sentences() -> dict[str, str]:
    """English by key."""
    return dict([*_steps(), *_statements(), *_places(), *_texts(), *_home_care()])


def rule_sentences() -> dict[str, str]:
    """What the screening rules say to a therapist: English by key."""
    flags = {f"flag.{rule.key}": rule.flag for rule in RULES}
    return {**flags, **{f"note.{rule.key}": rule.note for rule in RULES}}


def _steps() -> Iterator[tuple[str, str]]:
    for step in (*CATALOGUE.steps, REFLECT, SESSION_NOTE):
        yield f"step.{step.key}.title", step.title
        yield f"step.{step.key}.help", step.help
        for question in step.questions:
            if question not in AGREEMENTS:
                yield from _question(question)


def _question(question: Question) -> Iterator[tuple[str, str]]:
    yield f"q.{question.key}", question.prompt
    if isinstance(question, PickOne | PickMany) and question.key not in BORROWED:
        ours = (choice for choice in question.choices if not choice.language)
        yield from ((f"c.{question.key}.{choice.key}", choice.label) for choice in ours)


def _statements() -> Iterator[tuple[str, str]]:
    yield from ((f"consent.{card.key}.title", card.prompt) for card in AGREEMENTS)
    yield _statement(SENSITIVE_INTRO)
    for question in CATALOGUE.questions:
        if isinstance(question, Card):
            yield _statement(question.statement)


def _statement(statement: Statement) -> tuple[str, str]:
    return f"consent.{statement.key}.v{statement.version}", statement.text


def _places() -> Iterator[tuple[str, str]]:
    for kind, things in {"region": REGIONS, "mark": MARKS, "feel": FEELS}.items():
        yield from ((f"{kind}.{thing.key}", thing.label) for thing in things)


def _texts() -> Iterator[tuple[str, str]]:
    yield from ((f"text.{key}", text) for key, text in TEXTS.items())


def _home_care() -> Iterator[tuple[str, str]]:
    yield from ((f"home.{idea.key}.title", idea.title) for idea in IDEAS)
    yield from ((f"home.{idea.key}.text", idea.text) for idea in IDEAS)
    yield from ((f"handout.{number}", line) for number, line in enumerate(HANDOUT))
    yield "handout.list", HANDOUT_LIST

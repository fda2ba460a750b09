"""Since the last visit: what is new beside what it was, and what today did not ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..catalogue import CATALOGUE
from ..catalogue.questions import Card, Question
from .carry import Carried
from .record import Change, Line, Wording
from .visit import Walked
from .wording import answer_in_words, line, prompt

PRIVATE = "in_private"
"""The choice that says "in person only": no paper ever carries it, nor what it answered."""


def with_the_past(said: Wording, here: Walked, before: Carried) -> Wording:
    """The wording of a return visit, with what earlier visits have to do with it."""
    if not before:
        return said
    return replace(
        said,
        changes=tuple(_changes(here, before, said.language)),
        last=tuple(_last(here, before, said.language)),
    )


def changed(question: Question, here: Walked, before: Carried) -> bool:
    """Whether today says something else than what was kept, or says it for the first time."""
    if isinstance(question, Card) or question.carry not in ("keep", "confirm"):
        return False
    return question.key in before.asked and _now(question, here) != before.answers.get(question.key)


def _changes(here: Walked, before: Carried, language: str) -> Iterator[Change]:
    for question in here.asked.questions:
        if changed(question, here, before):
            was = before.answers.get(question.key)
            yield Change(
                question.key,
                prompt(question, language),
                answer_in_words(question, was, language),
                answer_in_words(question, _now(question, here), language),
                before.given_on.get(question.key, ""),
                _is_private(was) or _is_private(_now(question, here)),
            )


def _is_private(answer: object) -> bool:
    return answer == PRIVATE or (isinstance(answer, list) and PRIVATE in answer)


def _now(question: Question, here: Walked) -> object:
    return here.known.get(question.key)


def _last(here: Walked, before: Carried, language: str) -> Iterator[Line]:
    today = {question.key for question in here.asked.questions if _was_asked(question, here)}
    for key, (answer, on) in before.last.items():
        if key not in today and key in CATALOGUE.keys:
            said = line(CATALOGUE.question(key), answer, language)
            yield replace(said, given_on=on)


def _was_asked(question: Question, here: Walked) -> bool:
    """What stands behind "Add more" and was left alone counts as not asked."""
    return not question.more or _now(question, here) not in (None, "", [])

"""Follow-ups: questions that an answer on their own step opens, where they stand, and when."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from typing import TypeAlias

from .conditions import (
    AllOf,
    Answers,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Has,
    In,
    Is,
    MoreThan,
    Single,
    holds,
    looks_at,
    single_parts,
)
from .questions import Card, Question

Test: TypeAlias = "bool | list[bool | str | int | Test]"
"""What is left of a condition once all but the fields of one page is known, as plain JSON.

``["has", key, value, …]`` one of these is chosen, ``["more", key, n]`` more than so many are
chosen or typed, ``["least", key, n]`` the number is so high; joined by ``["all", …]`` and
``["any", …]``.
"""


def opener(question: Question, keys: Set[str]) -> str:
    """The last of these questions that this one's condition looks at; empty without one."""
    looked_at = [looks_at(part) for part in single_parts(question.when)]
    return next((key for key in reversed(looked_at) if key in keys and key != question.key), "")


@lru_cache(maxsize=256)
def in_groups(questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], ...]:
    """The questions as they stand on a page: each with those behind it that hang on its answer."""
    keys = {question.key for question in questions}
    under: dict[str, list[Question]] = {}
    for question in questions:
        under.setdefault(opener(question, keys), []).append(question)
    return tuple(tuple(_family(first, under)) for first in under.get("", ()))


def in_sight(
    questions: tuple[Question, ...], keys: Set[str]
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """What shows at once, and what stands behind a line: each question under its opener.

    ``keys``: of all that its page may ask.
    """
    places: dict[bool, list[Question]] = {False: [], True: []}
    for group in in_groups(questions):
        first = group[0]
        folded = isinstance(first, Card) and first.folded
        places[folded or (first.more and not opener(first, keys))] += group
    return tuple(places[False]), tuple(places[True])


def _family(question: Question, under: dict[str, list[Question]]) -> Iterator[Question]:
    yield question
    for follow_up in under.get(question.key, ()):
        yield from _family(follow_up, under)


def test_of(condition: Condition | None, fields: Set[str], known: Answers) -> Test:
    """The condition with all but the fields of the page worked out: true, false, or a test."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return _joined("all", [test_of(part, fields, known) for part in parts], ends=False)
        case AnyOf(parts):
            return _joined("any", [test_of(part, fields, known) for part in parts], ends=True)
        case _ if looks_at(condition) in fields and (test := _asked(condition)):
            return test
    return holds(condition, known)


def _joined(word: str, tests: list[Test], *, ends: bool) -> Test:
    if ends in tests:
        return ends
    still = [test for test in tests if isinstance(test, list)]
    if len(still) < 2:
        return still[0] if still else not ends
    return [word, *still]


def _asked(condition: Single) -> list[bool | str | int | Test]:
    match condition:
        case Is(key, value):
            return ["has", key, value]
        case In(key, values) | Has(key, values):
            return ["has", key, *values]
        case MoreThan(key, number):
            return ["more", key, number]
        case AtLeast(key, number):
            return ["least", key, number]
        case Given(key):
            return ["more", key, 0]
    return []

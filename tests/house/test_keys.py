"""What records are kept under is for ever: keys, kinds, and texts that were agreed to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.agreements import SENSITIVE_INTRO
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.questions import PickMany, PickOne, Question, Statement
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS
from tests.house.tree import HOUSE

KEYS = (HOUSE / "tests/house/keys.txt").read_text("utf-8").splitlines()
STATEMENTS = (HOUSE / "tests/house/statements.txt").read_text("utf-8").splitlines()
GONE = {line.removeprefix("retired ") for line in KEYS if line.startswith("retired ")}
QUESTIONS = (*CATALOGUE.questions, *REFLECT.questions, *SESSION_NOTE.questions)


def keys_now() -> list[str]:
    """One line for each thing that a record may hold."""
    lines = [line for question in QUESTIONS for line in keys_of(question)]
    lines += [f"rule {rule.key}" for rule in RULES]
    lines += [f"region {region.key}" for region in REGIONS]
    return lines + [f"mark {mark.key}" for mark in MARKS] + [f"feel {feel.key}" for feel in FEELS]


def keys_of(question: Question) -> list[str]:
    choices = question.choices if isinstance(question, PickOne | PickMany) else ()
    line = f"question {question.key} {type(question).__name__}"
    return [line, *(f"choice {question.key} {choice.key}" for choice in choices)]


def statements_in(thing: Any) -> Iterator[Statement]:
    """Every text to agree to that hangs on something of the catalogue."""
    if isinstance(thing, Statement):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from statements_in(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from statements_in(getattr(thing, field.name))


def statements_now() -> set[str]:
    said = {*statements_in(CATALOGUE.steps), *statements_in(SENSITIVE_INTRO)}
    return {f"{one.key} {one.version} {print_of(one.text)}" for one in said}


def print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_a_new_key_is_written_down():
    new = [line for line in keys_now() if line not in KEYS]
    assert new == [], "add these lines to tests/house/keys.txt"


def test_a_key_is_never_lost():
    lost = set(KEYS) - {f"retired {line}" for line in GONE} - set(keys_now())
    assert lost == set(), "write retired before these lines in tests/house/keys.txt"


def test_a_retired_key_is_not_used_again():
    assert GONE.isdisjoint(keys_now())


def test_a_key_is_written_down_once():
    assert sorted(KEYS) == sorted(set(KEYS))


def test_a_text_that_was_agreed_to_never_changes():
    """An older wording stays in the file; a new wording is a line with the next number."""
    new = statements_now() - set(STATEMENTS)
    versions = {line.rpartition(" ")[0] for line in STATEMENTS}
    assert [line for line in new if line.rpartition(" ")[0] in versions] == []
    assert new == set(), "add these lines to tests/house/statements.txt"

"""Every sentence of the catalogue, under the key it is translated by."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import kiosk.catalogue
from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.agreements import AGREEMENTS, SENSITIVE_INTRO
from kiosk.catalogue.body import Region
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.home_care import HANDOUT, HANDOUT_LIST, IDEAS
from kiosk.catalogue.questions import Card, Choice, PickMany, PickOne, Question, Statement
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS
from kiosk.catalogue.spoken import SPOKEN
from kiosk.catalogue.words import TEXTS

CATALOGUES = Path(kiosk.catalogue.__file__).parent

_ROLE = re.compile(r"title|help|text|list|v\d+|\d+")
"""Parts of a key that say what the sentence is for, not whose it is."""

BORROWED = ("main_goal", "note_home_care")
"""Questions whose choices are worded by other keys."""


def sentences() -> dict[str, str]:
    """English by key."""
    known = (_steps(), _statements(), _places(), _texts(), _spoken(), _home_care())
    return {key: english for kind in known for key, english in kind}


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
    kinds: Mapping[str, tuple[Region | Choice, ...]]
    kinds = {"region": REGIONS, "mark": MARKS, "feel": FEELS}
    for kind, things in kinds.items():
        yield from ((f"{kind}.{thing.key}", thing.label) for thing in things)


def _texts() -> Iterator[tuple[str, str]]:
    yield from ((f"text.{key}", text) for key, text in TEXTS.items())


def _spoken() -> Iterator[tuple[str, str]]:
    for kind, words in SPOKEN.items():
        yield from ((f"said.{kind}.{key}", text) for key, text in words.items())


def _home_care() -> Iterator[tuple[str, str]]:
    yield from ((f"home.{idea.key}.title", idea.title) for idea in IDEAS)
    yield from ((f"home.{idea.key}.text", idea.text) for idea in IDEAS)
    yield from ((f"handout.{number}", line) for number, line in enumerate(HANDOUT))
    yield "handout.list", HANDOUT_LIST


@cache
def homes() -> Mapping[Path, list[tuple[str, str]]]:
    """By file of the catalogue, the sentences that are worded there: key and English."""
    strings = {path: _strings(path) for path in sorted(CATALOGUES.rglob("*.py"))}
    found = defaultdict(list)
    for key, english in {**sentences(), **rule_sentences()}.items():
        for path in _homes_of(key, english, strings):
            found[path].append((key, english))
    return found


def _homes_of(key: str, english: str, strings: Mapping[Path, set[str]]) -> list[Path]:
    """Where it stands beside its key; choices that questions share, beside the choice's alone."""
    kind, *named = key.split(".")
    names = {name for name in named if not _ROLE.fullmatch(name)}
    rules = kind in ("flag", "note")
    here = [
        path
        for path, said in strings.items()
        if english in said and (path.parent.name == "flags") == rules
        if kind != "text" or path.stem == "words"
    ]
    return [path for path in here if names <= strings[path]] or [
        path for path in here if named[-1] in strings[path]
    ]


def _strings(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

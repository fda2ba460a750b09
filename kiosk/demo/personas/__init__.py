"""Invented people, each with what they answer and what the clinic must be told about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ...catalogue import CATALOGUE
from ...frozen import dataclass


@dataclass(frozen=True)
class Persona:
    """One invented client at one visit, with the expected result of a correct kiosk."""

    key: str
    title: str
    path: str
    """``new`` or ``returning``."""
    visit_day: date
    answers: Mapping[str, Any]
    rules: frozenset[str]
    """Exactly the screening rules that fire."""
    hidden_ideas: tuple[str, ...]
    """Home-care ideas that must not be offered, in the order of the list."""
    paper_shows: tuple[str, ...]
    """What a reader must find on the paper, in plain sentences."""
    carried: Mapping[str, Any] = field(default_factory=dict)
    """Answers that still stand from the last visit."""


def personas() -> tuple[Persona, ...]:
    """The eight people, in order."""
    return tuple(_persona(written) for written in _all_written())


def variants() -> tuple[Persona, ...]:
    """The same people with one thing changed each, and the rules which that adds."""
    return tuple(
        _varied(_persona(written), number, variant)
        for written in _all_written()
        for number, variant in enumerate(written["variants"], start=1)
    )


def _all_written() -> Iterator[dict[str, Any]]:
    for file in sorted(Path(__file__).parent.glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))


def _persona(written: Mapping[str, Any]) -> Persona:
    return Persona(
        key=written["key"],
        title=written["title"],
        path=written["path"],
        visit_day=date.fromisoformat(written["visit_day"]),
        answers=written["answers"],
        rules=frozenset(rule for rules in written["rules"].values() for rule in rules),
        hidden_ideas=tuple(written["hidden_ideas"]),
        paper_shows=tuple(written["paper_shows"]),
        carried=written.get("carried", {}),
    )


def _varied(persona: Persona, number: int, variant: Mapping[str, Any]) -> Persona:
    answers = {**persona.answers, **variant.get("answers", {})}
    if step := variant.get("skipped"):
        for question in CATALOGUE.step(step).questions:
            answers.pop(question.key, None)
    return replace(
        persona,
        key=f"{persona.key}-{number}",
        title=f"{persona.title}: {variant.get('expect', 'one change')}",
        answers=answers,
        carried={**persona.carried, **variant.get("carried", {})},
        rules=persona.rules | set(variant["adds"]),
    )

"""The clinic's own catalogue: without what it has switched off, folded its way, in its languages.

What a rule of weight looks at, what the law or a boundary needs, and what opens another question is
never among those that can be switched off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.conditions import Condition, looks_at, single_parts
from ..catalogue.flags import RULES, Rule
from ..catalogue.home_care import IDEAS
from ..catalogue.questions import PickOne, Question, Step
from .agreement_words import AgreementWords
from .facts import SUMS, ClinicFacts
from .own_rules import Chosen, own_rules

STEPS = ("reason", "life", "story", "experience", "comfort", "self_care")
"""Where they may be switched off. Safety, covering, feelings, private areas, agreements: never."""

ALWAYS = ("p1_boundaries", "p1_header")
"""Where on the paper stands what must not be done, and who needs help: that is always asked."""


def own_catalogue(clinic: ClinicFacts, language: str, spoken: str = "") -> Catalogue:
    """All that may be asked here in a language: agreements in the clinic's words, without what it
    leaves out, folded its way, with the languages it offers, and the one that is ``spoken``."""
    off, folded = clinic.off & optional(clinic.severities), clinic.folded
    languages = frozenset({*clinic.languages, spoken} - {""}) if clinic.languages else None
    if not off and folded is None and languages is None:
        return clinic.words.catalogue(language)
    return _reshaped(clinic.words, language, _Shape(off, folded, languages))


class _Shape(NamedTuple):
    """How a clinic has it."""

    off: frozenset[str]
    folded: frozenset[str] | None
    languages: frozenset[str] | None


@lru_cache(maxsize=64)
def _reshaped(words: AgreementWords, language: str, shape: _Shape) -> Catalogue:
    """Made once: every set of answers of every intake begins with it."""
    whole = words.catalogue(language)
    steps = tuple(_step(each, shape) for each in whole.steps)
    again = tuple(_step(each, shape) for each in whole.again)
    left_out = whole.left_out | shape.off
    return replace(whole, steps=_asking(steps), again=_asking(again), left_out=left_out)


@cache
def optional(chosen: Chosen = ()) -> frozenset[str]:
    """The keys of the questions that a clinic may switch off, or fold.

    A rule that it has raised (``chosen``) has weight there: what it looks at is asked.
    """
    return frozenset(question.key for question in _optional()) - _looked_at_by(own_rules(chosen))


@cache
def usually_folded() -> frozenset[str]:
    """Those of them that stand behind "Add more" unless a clinic says otherwise."""
    return frozenset(question.key for question in _optional() if question.more)


def _optional() -> Iterator[Question]:
    needed = _needed()
    for step in (each for each in CATALOGUE.steps if each.key in STEPS):
        for question in step.questions:
            asked_anyway = question.required or question.forced or question.when
            said = any(place.startswith(ALWAYS) for place in question.prints)
            if not (asked_anyway or said or question.key in needed):
                yield question


@cache
def _needed() -> frozenset[str]:
    """The keys that something looks at which must not fall silent: a rule of weight, a fact, what
    speaks against an idea for home, or whether another question or step is asked."""
    ideas = (idea.not_if for idea in IDEAS if idea.not_if)
    opens = (q.when for q in CATALOGUE.questions)
    steps = (step.when for step in CATALOGUE.steps)
    found = {key for when in (*ideas, *SUMS.values(), *opens, *steps) for key in looked_at(when)}
    among = {getattr(q, "among", "") for q in CATALOGUE.questions}
    return frozenset(found | among | _looked_at_by(RULES))


def _looked_at_by(rules: tuple[Rule, ...]) -> frozenset[str]:
    """What the rules of weight look at."""
    weighty = (rule.when for rule in rules if rule.severity != "info" or rule.desk)
    return frozenset(key for when in weighty for key in looked_at(when))


def looked_at(when: Condition | None) -> Iterator[str]:
    """The questions and facts that a condition looks at."""
    return (looks_at(part) for part in single_parts(when))


def _asking(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Without the steps of which nothing is left; those that never asked anything stay."""
    empty = {step.key for step in CATALOGUE.steps if not step.questions}
    return tuple(step for step in steps if step.questions or step.key in empty)


def _step(step: Step, shape: _Shape) -> Step:
    here = (question for question in step.questions if question.key not in shape.off)
    return step.only(tuple(_offered(_as_folded(q, shape.folded), shape.languages) for q in here))


def _offered(question: Question, languages: frozenset[str] | None) -> Question:
    if languages is None or question.key != "language" or not isinstance(question, PickOne):
        return question
    return replace(question, choices=tuple(c for c in question.choices if c.key in languages))


def _as_folded(question: Question, folded: frozenset[str] | None) -> Question:
    if folded is None or question.key not in optional():
        return question
    more = question.key in folded
    return question if more == question.more else replace(question, more=more)

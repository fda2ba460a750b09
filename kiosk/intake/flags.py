"""Flags: the screening rules that the answers fire, and what they say about each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalogue import NOTHING, Catalogue
from ..catalogue.conditions import Answers, Condition, holds, looks_at, met_parts
from ..catalogue.flags import RULES, Rule, Severity
from .facts import SUMS

_DESK = tuple(rule for rule in RULES if rule.desk)


def flags_of(
    asked: Catalogue,
    known: Answers,
    carried: Answers = NOTHING,
    rules: tuple[Rule, ...] = RULES,
) -> tuple[Rule, ...]:
    """The rules that fire, in print order: by severity, then by rule table.

    ``rules`` are the clinic's own.

    Answers to questions that ``asked`` left out count only where they are carried.
    """
    told = _told(asked, known, carried)
    return tuple(rule for rule in rules if holds(rule.when, told))


def desk_rules(asked: Catalogue, known: Answers, carried: Answers = NOTHING) -> tuple[Rule, ...]:
    """The rules that fire and ask the client to tell the desk at once, in print order."""
    told = _told(asked, known, carried)
    return tuple(rule for rule in _DESK if holds(rule.when, told))


def severity_of_answers(
    asked: Catalogue,
    known: Answers,
    carried: Answers = NOTHING,
    rules: tuple[Rule, ...] = RULES,
) -> dict[str, Severity]:
    """By question id, the highest severity among the rules that its answer helps to fire."""
    return severities_of(flags_of(asked, known, carried, rules), _told(asked, known, carried))


def severities_of(fired: Iterable[Rule], told: Answers) -> dict[str, Severity]:
    """By question id, the first severity among these rules that its answer helps to fire."""
    severities: dict[str, Severity] = {}
    for rule in fired:
        for key in _answers_behind(rule.when, told):
            severities.setdefault(key, rule.severity)
    return severities


def _told(asked: Catalogue, known: Answers, carried: Answers) -> Answers:
    silent = asked.left_out.difference(carried) if carried else asked.left_out
    if silent.isdisjoint(known):
        return known
    return {key: answer for key, answer in known.items() if key not in silent}


def _answers_behind(condition: Condition, told: Answers) -> Iterator[str]:
    """The keys of the answers that make a condition hold, those summed up in facts as well."""
    for part in met_parts(condition, told):
        key = looks_at(part)
        if key in SUMS:
            yield from _answers_behind(SUMS[key], told)
        else:
            yield key

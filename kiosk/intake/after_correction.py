"""What follows when answers are put right: what closes behind them, and which facts change.

Only what the correction itself changes is changed. Whatever else was worked out at signing stays,
though the catalogue has moved on since.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.catalogue import offered
from ..catalogue.conditions import Answers, holds
from ..catalogue.flags import RULES, Rule, Severity
from ..catalogue.follow_ups import opener
from ..catalogue.questions import Question, Step
from ..frozen import dataclass
from .facts import summing_facts, whole_years
from .flags import severities_of
from .record import Record

BY_THE_CLIENT = frozenset(
    key
    for step in ("welcome", "hello_again", "changes", "agree", "review", "still_true", "sign")
    for key in CATALOGUE.step(step).keys
)
"""What only the client can say: how they walked, what they agreed to, that they signed."""

WHO_SIGNED = frozenset({"guardian_name", "guardian_relation", "guardian_phone"})
"""What a guardian who signed said of themselves: it stands, whoever needed none after all."""


@dataclass(frozen=True)
class Known:
    """One reading of a record: its answers, its facts, and what they fire."""

    says: dict[str, Any]
    facts: dict[str, str]
    signer: str
    rules: tuple[Rule, ...] = RULES

    @property
    def told(self) -> Answers:
        """Answers and facts as conditions look at them. Who signed counts as said."""
        return {"signer": self.signer, **self.says, **self.facts}

    @property
    def fired(self) -> tuple[Rule, ...]:
        """The rules that hold, in the order of their table."""
        told = self.told
        return tuple(rule for rule in self.rules if holds(rule.when, told))

    @property
    def severities(self) -> Mapping[str, Severity]:
        """By question id, the highest severity that its answer helps to fire."""
        return severities_of(self.fired, self.told)


def before_and_after(
    record: Record, now: Mapping[str, Any], majority_age: int, rules: tuple[Rule, ...] = RULES
) -> tuple[Known, Known]:
    """The record as it was signed, and as it reads with these answers put right."""
    before = Known(record.says, record.facts, record.signer, rules)
    said = {**before.says, **now}
    facts = _of_age(record, now, majority_age)
    facts = _summed(record, said, facts, frozenset())
    after = _without_closed(before, Known(said, facts, record.signer, rules))
    facts = _summed(record, after.says, facts, said.keys() - after.says.keys())
    return before, Known(after.says, facts, record.signer, rules)


def opened(record: Record, now: Mapping[str, Any], majority_age: int) -> tuple[str, ...]:
    """Follow-ups that the corrected answers lead to, and that nobody was asked, in order."""
    before, after = before_and_after(record, now, majority_age)
    was, is_now = before.told, after.told
    return tuple(
        question.key
        for step in CATALOGUE.steps
        for question in step.questions
        if question.key not in {*after.says, *BY_THE_CLIENT}
        and opener(question, step.keys)
        and holds(question.when, is_now)
        and not holds(question.when, was)
    )


def _of_age(record: Record, now: Mapping[str, Any], majority_age: int) -> dict[str, str]:
    if "birth_date" not in now:
        return record.facts
    facts = {key: fact for key, fact in record.facts.items() if key not in ("age", "is_minor")}
    if not now["birth_date"]:
        return facts
    born, day = date.fromisoformat(now["birth_date"]), date.fromisoformat(record.visit_day)
    age = whole_years(born, day)
    return {**facts, "age": str(age), "is_minor": "yes" if age < majority_age else "no"}


def _summed(
    record: Record, said: Mapping[str, Any], facts: dict[str, str], closed: Set[str]
) -> dict[str, str]:
    """The facts with the sums that have come to say something else.

    What the correction has closed is asked no longer: nobody has passed it over.
    """
    asked = record.answers.keys()
    was = summing_facts(_only(asked), _given(record.says))
    is_now = summing_facts(_only(asked - closed), _given(said))
    return facts | {fact: is_now[fact] for fact in is_now if is_now[fact] != was[fact]}


def _only(asked: Set[str]) -> Catalogue:
    steps = (
        step.only(tuple(q for q in step.questions if q.key in asked)) for step in CATALOGUE.steps
    )
    return Catalogue(tuple(step for step in steps if step.questions))


def _given(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: answer for key, answer in said.items() if answer is not None}


def _without_closed(before: Known, after: Known) -> Known:
    """Answers whose question the corrected ones do not lead to, and choices they do not offer."""
    was, now = before.told, dict(after.told)
    says = dict(after.says)
    stays = BY_THE_CLIENT | (WHO_SIGNED if after.signer == "guardian" else frozenset())
    for step in CATALOGUE.steps:
        for question in step.questions:
            key = question.key
            if key not in says or key in stays:
                continue
            if _closes(step, question, was, now):
                del says[key], now[key]
            elif question.offers_some and _stood(question, was):
                says[key] = now[key] = offered(question, now).standing(says[key])
    return Known(says, after.facts, after.signer, after.rules)


def _closes(step: Step, question: Question, was: Answers, now: Answers) -> bool:
    return any(holds(when, was) and not holds(when, now) for when in (step.when, question.when))


def _stood(question: Question, was: Answers) -> bool:
    said = was.get(question.key)
    return said is not None and offered(question, was).standing(said) == said

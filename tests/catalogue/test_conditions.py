"""A condition is data with one reader, which reads it once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Feels,
    Given,
    Has,
    In,
    Is,
    Marked,
    MoreThan,
    holds,
    looks_at,
    met_parts,
    single_parts,
)
from kiosk.catalogue.flags import RULES
from kiosk.intake.facts import SUMS
from tests.catalogue.answering import any_answers
from tests.catalogue.meaning import means
from tests.each import for_each

pytestmark = pytest.mark.long


calmly = settings(max_examples=60)

CHOICES = [choice for q in CATALOGUE.questions for choice in getattr(q, "choices", ())]
NOTES = [note for step in CATALOGUE.steps for note in step.notes]
WRITTEN = [
    *(each.when for each in (*RULES, *CATALOGUE.steps, *CATALOGUE.questions, *CHOICES, *NOTES)),
    *SUMS.values(),
]
"""Every condition that stands anywhere."""
SINGLE = [part for rule in RULES for part in single_parts(rule.when)]
CALF = {"region": "calf_left", "mark": "work", "feel": "tight"}
BUTTOCK = {"region": "buttock_left", "mark": "ask"}


@pytest.mark.parametrize(
    ("condition", "met", "not_met"),
    [
        (Is("cancer", "now"), "now", "past"),
        (In("cancer", ("now", "past")), "past", "never"),
        (Has("mind", ("memory",)), ["anxiety", "memory"], ["anxiety"]),
        (Has("mind", ("memory", "sensory")), ["sensory"], []),
        (MoreThan("goals", 1), ["pain", "sleep"], ["pain"]),
        (AtLeast("pain_now", 8), 8, 7),
        (AtLeast("pain_now", 0), 0, None),
        (Given("hard_activity"), "climb stairs", ""),
        (Marked("work", "calf"), [CALF], [BUTTOCK]),
        (Marked("ask", "sensitive"), [BUTTOCK], [CALF]),
        (Marked("work", "sensitive"), [{**BUTTOCK, "mark": "work"}], [BUTTOCK]),
        (Feels("tight"), [BUTTOCK, CALF], [BUTTOCK]),
    ],
    ids=str,
)
def test_a_condition_tells_these_answers_apart(condition, met, not_met):
    key = looks_at(condition)
    assert holds(condition, {key: met})
    assert not holds(condition, {key: not_met})


def test_no_condition_is_always_met():
    assert holds(None, {})


@for_each(SINGLE)
def test_a_condition_on_an_unanswered_question_is_false(condition):
    assert not holds(condition, {})
    assert not holds(condition, {looks_at(condition): None})


def test_and_binds_before_or():
    a, b, c = Is("a", "yes"), Is("b", "yes"), Is("c", "yes")
    assert a | b & c == AnyOf((a, AllOf((b, c))))


def test_many_parts_stand_side_by_side():
    a, b, c = Is("a", "yes"), Is("b", "yes"), Is("c", "yes")
    assert a | b | c == AnyOf((a, b, c))
    assert a & b & c == AllOf((a, b, c))


@calmly
@given(any_answers(), st.lists(st.sampled_from(SINGLE), min_size=1, max_size=5))
def test_any_of_and_all_of_mean_what_they_say(answers, parts):
    assert holds(AnyOf(tuple(parts)), answers) == any(holds(part, answers) for part in parts)
    assert holds(AllOf(tuple(parts)), answers) == all(holds(part, answers) for part in parts)


@calmly
@given(any_answers())
def test_a_condition_that_was_read_means_what_is_written(answers):
    for condition in filter(None, WRITTEN):
        assert holds(condition, answers) == means(condition, answers), condition


@calmly
@given(any_answers(), st.sampled_from(RULES))
def test_only_the_answers_a_condition_names_can_change_it(answers, rule):
    named = {looks_at(part) for part in single_parts(rule.when)}
    narrowed = {key: answer for key, answer in answers.items() if key in named}
    assert holds(rule.when, narrowed) == holds(rule.when, answers)


@calmly
@given(any_answers(), st.sampled_from(RULES))
def test_the_met_parts_of_a_condition_are_why_it_holds(answers, rule):
    parts = list(met_parts(rule.when, answers))
    assert bool(parts) == holds(rule.when, answers)
    assert all(holds(part, answers) for part in parts)
    assert _holds_by(rule.when, parts) == holds(rule.when, answers)


def _holds_by(condition: Condition, parts: list[Condition]) -> bool:
    match condition:
        case AllOf(inner):
            return all(_holds_by(part, parts) for part in inner)
        case AnyOf(inner):
            return any(_holds_by(part, parts) for part in inner)
    return condition in parts

"""What the catalogue promises about itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.agreements import AGREEMENTS, OWN
from kiosk.catalogue.body import GROUPS
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.conditions import (
    AtLeast,
    Feels,
    Has,
    In,
    Is,
    Marked,
    MoreThan,
    looks_at,
    single_parts,
)
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.home_care import IDEAS
from kiosk.catalogue.questions import Card, PickMany, PickOne, Question, Scale
from kiosk.catalogue.regions import FEELS, MARKS, REGION, REGIONS
from kiosk.catalogue.sources import SOURCES
from kiosk.catalogue.words import TEXTS
from kiosk.intake.facts import SUMS, ClinicFacts, opening_facts, summing_facts

QUESTIONS = {
    question.key: question
    for step in (*CATALOGUE.steps, REFLECT, SESSION_NOTE)
    for question in step.questions
}
PICKS = [question for question in QUESTIONS.values() if isinstance(question, PickOne | PickMany)]
FACTS = {
    *("is_minor", "agree_due", "walk_up", "clinic_breast_work", "gentle_release_work"),
    "clinic_has_support_list",
    *("other_language", "no_yes_for_marked_sensitive", "safety_skipped", "story_told_today"),
    *("last_note_response", "identified", "opened", "cards_due", *SUMS),
}
CONDITIONS = {
    **{f"step {step.key}": step.when for step in CATALOGUE.steps},
    **{f"question {key}": question.when for key, question in QUESTIONS.items()},
    **{f"choice {q.key}.{c.key}": c.when for q in PICKS for c in q.choices},
    **{f"note {note.key}": note.when for step in CATALOGUE.steps for note in step.notes},
    **{f"rule {rule.key}": rule.when for rule in RULES},
    **{f"idea {idea.key}": idea.not_if for idea in IDEAS},
    **{f"fact {fact}": condition for fact, condition in SUMS.items()},
}
LEAVES = [(name, part) for name, when in CONDITIONS.items() for part in single_parts(when)]
DAY = date(2026, 3, 10)
CLEARING = {"none", "nothing", "no_change", "usual"}


def test_every_key_is_unique_in_its_kind():
    asked = [q.key for step in (*CATALOGUE.steps, REFLECT, SESSION_NOTE) for q in step.questions]
    kinds = {
        "step": [step.key for step in CATALOGUE.steps],
        "question": asked,
        "rule": [rule.key for rule in RULES],
        "region": [region.key for region in REGIONS],
        "idea": [idea.key for idea in IDEAS],
        **{question.key: [choice.key for choice in question.choices] for question in PICKS},
    }
    assert {kind: twice(keys) for kind, keys in kinds.items() if twice(keys)} == {}


def twice(keys):
    return [key for key, count in Counter(keys).items() if count > 1]


def test_every_condition_names_a_question_or_a_fact():
    known = QUESTIONS.keys() | FACTS | {card.key for card in OWN}
    assert [(name, part) for name, part in LEAVES if looks_at(part) not in known] == []


def test_every_condition_names_choices_that_exist():
    assert [(name, part) for name, part in LEAVES if not names_what_exists(part)] == []


def names_what_exists(part):
    question = QUESTIONS.get(looks_at(part))
    match part:
        case Is(value=value) if question:
            return value in question.offered
        case In(values=values) | Has(values=values) if question:
            return set(values) <= question.offered
        case Marked(mark, group):
            groups = {group for groups in GROUPS.values() for group in groups}
            return mark in {mark.key for mark in MARKS} and group in groups
        case Feels(feel):
            return feel in {feel.key for feel in FEELS}
    return True


def test_a_condition_asks_one_choice_of_one_and_several_of_several():
    kinds = {Is: PickOne, In: PickOne, Has: PickMany, MoreThan: PickMany, AtLeast: Scale}
    asked = [(name, part, QUESTIONS.get(looks_at(part))) for name, part in LEAVES]
    wrong = [
        (name, part)
        for name, part, question in asked
        if question and not isinstance(question, kinds.get(type(part), Question))
    ]
    assert wrong == []


@pytest.mark.parametrize("order", [CATALOGUE.steps, CATALOGUE.again], ids=["new", "returning"])
def test_conditions_only_look_back(order):
    seen: set[str] = set()
    for step in order:
        assert looked_at(step.when) <= seen, step.key
        for question in step.questions:
            assert looked_at(question.when) <= seen, question.key
            for choice in getattr(question, "choices", ()):
                assert looked_at(choice.when) <= seen, choice.key
            seen.add(question.key)


def looked_at(condition):
    return {looks_at(part) for part in single_parts(condition)} - FACTS


def test_both_orders_hold_the_same_steps():
    assert sorted(s.key for s in CATALOGUE.steps) == sorted(s.key for s in CATALOGUE.again)


def test_among_looks_back_to_the_question_whose_choices_it_shares():
    goals, main_goal = CATALOGUE.question("goals"), CATALOGUE.question("main_goal")
    assert main_goal.among == "goals"
    assert main_goal.choices == goals.choices


def test_what_was_worked_out_has_the_names_that_conditions_use():
    opening = opening_facts({"birth_date": "1990-01-01"}, ClinicFacts("en"), DAY)
    worked_out = {**opening, **summing_facts(CATALOGUE.asked({}), {})}
    # These come with a return visit: from the desk, earlier visits and the last visit's note.
    later = {"walk_up", "identified", "opened", "last_note_response"}
    assert FACTS - worked_out.keys() == later


def test_only_the_named_questions_cannot_be_skipped():
    forced = {question.key for question in QUESTIONS.values() if question.forced}
    assert forced - {card.key for card in AGREEMENTS} == {
        *("language", "visit_kind", "filling_for", "full_name", "birth_date", "confirm_me"),
        *("find_birth_date", "find_phone_end", "any_sensitive", "review_ok", "still_true_ok"),
        *("signer", "signature"),
    }
    assert all(card.forced for card in AGREEMENTS)


def test_nothing_is_chosen_beforehand_but_no_on_private_and_optional_cards():
    starting = {q.key: q.starts_on for q in PICKS if isinstance(q, Card) and q.starts_on}
    assert set(starting.values()) == {"no"}
    assert starting.keys() == {
        *("sensitive_glutes", "sensitive_abdomen", "sensitive_inner_thigh"),
        *("sensitive_chest_wall", "sensitive_breast"),
        *("consent_movement", "consent_clinician", "consent_follow_up", "consent_story"),
    }


def test_none_clears_the_others_wherever_it_stands_among_several():
    many = [question for question in PICKS if isinstance(question, PickMany)]
    clearing = {(q.key, c.key) for q in many for c in q.choices if c.clears}
    by_name = {(q.key, c.key) for q in many for c in q.choices if c.key in CLEARING}
    assert clearing == by_name | {("feel_now", "same")}


def test_one_choice_never_clears_anything():
    assert not any(c.clears for q in PICKS if isinstance(q, PickOne) for c in q.choices)


def test_a_soft_way_out_stands_where_an_honest_answer_needs_one():
    soft = {(q.key, c.key) for q in PICKS for c in q.choices if c.soft}
    assert {
        *(("undress_level", "talk_first"), ("pressure", "unsure"), ("cancer", "in_private")),
        *(("feelings_first", "see_then"), ("session_focus", "together"), ("mind", "in_private")),
        *(("load_now", "rather_not"), ("stress_spots", "unknown"), ("heart_blood", "none")),
        *(("consent_draping", "talk_first"), ("style", "your_choice")),
    } <= soft


def test_what_is_optional_is_never_starred():
    assert [q.key for q in QUESTIONS.values() if q.more and q.required] == []


def test_private_answers_are_never_carried_to_another_visit():
    private = [q for q in PICKS if isinstance(q, Card) and q.valid == "visit"]
    assert {card.carry for card in private} == {"fresh"}
    assert {card.key for card in private} >= {"sensitive_glutes", "consent_guardian"}


def test_every_private_region_has_its_own_opt_in():
    private = {region.sensitive for region in REGIONS if region.sensitive}
    assert private <= {card.key for card in PICKS if isinstance(card, Card)}
    assert REGION["abdomen"].sensitive == "sensitive_abdomen"


def test_every_rule_says_where_it_comes_from():
    assert {source for rule in RULES for source in rule.sources} <= SOURCES.keys()
    assert all(rule.sources for rule in RULES)


def test_there_are_as_many_rules_as_the_clinic_agreed_on():
    agreed = {
        "stop_and_ask": 30,
        "caution": 58,
        "info": 17,
    }
    assert Counter(rule.severity for rule in RULES) == agreed, (
        "A clinic agrees to each rule: once it has, write how many there are of each severity."
    )


def test_rules_stand_in_the_order_of_their_urgency():
    order = ["stop_and_ask", "caution", "info"]
    ranks = [order.index(rule.severity) for rule in RULES]
    assert ranks == sorted(ranks)


def test_notes_of_a_step_are_fixed_texts():
    assert {note.key for step in CATALOGUE.steps for note in step.notes} <= TEXTS.keys()


def test_the_version_moves_when_a_word_moves(monkeypatch):
    from kiosk import catalogue

    first = catalogue._version()
    reason = replace(CATALOGUE.step("reason"), title="What brings you here")
    moved = tuple(reason if step.key == "reason" else step for step in CATALOGUE.steps)
    monkeypatch.setattr(catalogue, "STEPS", moved)
    assert first == CATALOGUE.version
    assert catalogue._version() != first


def test_a_step_and_a_question_are_found_by_key():
    small = Catalogue((CATALOGUE.step("reason"),))
    assert small.question("goals").prompt == "What would you like help with?"
    with pytest.raises(KeyError):
        small.question("pain_now")

"""The own catalogue: optional questions switched off or folded, and nothing of weight lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.conditions import looks_at, single_parts
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.questions import PickOne
from kiosk.demo.personas import personas, variants
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.flags import flags_of
from kiosk.intake.on_paper import steps_on_paper
from kiosk.intake.own_catalogue import ALWAYS, STEPS, optional, own_catalogue, usually_folded
from kiosk.intake.visit import Visit
from kiosk.intake.walk_cost import cost_of
from tests.browser import counting
from tests.each import for_each
from tests.intake.knowing import asked_and_known

DAY = date(2026, 3, 10)
ALL_OFF = ClinicFacts("en", support_list=True, off=optional())
EVERYBODY = (*personas(), *variants())
NEVER = {"today_check", "health", "medicines", "draping", "feelings", "sensitive", "agree"}


def test_there_is_something_to_switch_off_and_none_of_it_is_needed():
    assert len(optional()) >= 10
    assert not NEVER & set(STEPS)
    for key in optional():
        question = CATALOGUE.question(key)
        assert not question.required
        assert not any(place.startswith(ALWAYS) for place in question.prints)


@for_each([rule for rule in RULES if rule.severity != "info" or rule.desk])
def test_no_rule_of_weight_looks_at_one(rule):
    looked_at = {looks_at(part) for part in single_parts(rule.when)}
    assert not looked_at & optional(), rule.key


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda each: each.key)
def test_with_all_of_them_off_every_rule_of_weight_fires_as_before(person):
    asked, known = asked_and_known(person.answers, ALL_OFF, person.visit_day, person.carried)
    assert not {question.key for question in asked.questions} & optional()
    fired = {rule.key for rule in flags_of(asked, known, person.carried)}
    weighty = {rule.key for rule in RULES if rule.severity != "info"}
    assert fired & weighty == person.rules & weighty
    assert fired <= person.rules


def test_what_is_off_is_no_fact_though_it_was_answered_before():
    said = {"language": "en", "visit_kind": "new", **dict.fromkeys(optional(), "x")}
    here = Visit(ALL_OFF, DAY).walked(said)
    assert not here.known.keys() & optional()


def test_a_step_of_which_nothing_is_left_is_not_walked():
    left = {q.key for q in CATALOGUE.step("self_care").questions} - optional()
    here = Visit(ALL_OFF, DAY).walked({"language": "en", "visit_kind": "new"})
    assert ("self_care" in {step.key for step in here.asked.steps}) is bool(left)


def test_what_is_folded_stands_behind_and_what_is_opened_stands_in_front():
    key = next(iter(sorted(usually_folded())))
    folded = optional() - {key}
    own = own_catalogue(ClinicFacts("en", folded=folded), "en")
    assert not own.question(key).more
    assert all(own.question(each).more for each in folded)
    assert own_catalogue(ClinicFacts("en"), "en") is CATALOGUE


def test_it_is_shaped_once_for_all_that_is_said():
    facts = ClinicFacts("en", off=frozenset({"work_kind"}), languages=("en",))
    assert own_catalogue(facts, "en") is own_catalogue(replace(facts), "en")


def test_only_the_languages_offered_can_be_chosen_and_the_one_that_is_spoken():
    facts = ClinicFacts("en", languages=("en",))

    def offered(spoken: str) -> set[str]:
        question = own_catalogue(facts, "en", spoken).question("language")
        assert isinstance(question, PickOne)
        return {choice.key for choice in question.choices}

    assert offered("") == offered("en") == {"en"}
    assert offered("es") == {"en", "es"}, "whoever walks in it goes on in it"


def test_what_a_raised_rule_looks_at_is_asked_though_it_was_switched_off():
    off = frozenset({"stress_level", "caring_load"})
    raised = ClinicFacts("en", off=off, severities=(("r_feelings_likely", "caution"),))
    assert not off & {
        each.key for each in own_catalogue(ClinicFacts("en", off=off), "en").questions
    }
    assert off <= {each.key for each in own_catalogue(raised, "en").questions}


def test_the_form_on_paper_asks_the_same():
    asked = {each.question.key for step in steps_on_paper(ALL_OFF, "en") for each in step.asked}
    assert asked
    assert not asked & optional()


def test_a_question_costs_a_tap_and_its_words_and_folded_nothing():
    question = CATALOGUE.question(sorted(optional() - usually_folded())[0])
    cost = cost_of(question, "en", folded=False)
    assert cost.taps == 1
    assert 1 < cost.seconds < 30
    assert cost_of(question, "en", folded=True).seconds == 0


def test_it_is_the_model_by_which_walks_are_counted():
    from kiosk.intake import walk_cost

    assert counting.TAP == walk_cost.TAP
    assert {"read": walk_cost.READ, "listed": walk_cost.LISTED} == counting.CAREFUL

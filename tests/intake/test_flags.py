"""Flags are prompts for the therapist: which rules fire, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.flags import RULES
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.flags import desk_rules, flags_of, severity_of_answers
from tests.catalogue.answering import any_answers
from tests.intake.knowing import asked_and_known

DAY = date(2026, 3, 10)
CLINIC = ClinicFacts("en", breast_work=True, support_list=True)
NEW = {"visit_kind": "new"}
RETURNING = {"visit_kind": "returning", "changed": ["nothing"]}


def read(answers, carried=None):
    return (*asked_and_known(answers, CLINIC, DAY, carried or {}), carried or {})


def fired(answers, carried=None):
    return [rule.key for rule in flags_of(*read(answers, carried))]


DESK = {
    "r_chest_breath": {"warning_signs": ["chest_breath"]},
    "r_limb_swelling": {"warning_signs": ["limb_swelling"]},
    "r_face_arm_weak": {"warning_signs": ["face_arm_weak"]},
    "r_worst_head_neck": {"warning_signs": ["worst_head_neck"]},
    "r_dizzy_vision": {"warning_signs": ["dizzy_vision"]},
    "r_saddle_bladder": {"warning_signs": ["saddle_numb"]},
    "r_pregnancy_urgent": {"pregnancy": "yes", "pregnancy_signs": ["less_movement"]},
}


@pytest.mark.parametrize(("rule", "answers"), DESK.items(), ids=str)
def test_the_desk_is_told_at_once(rule, answers):
    assert [rule.key for rule in desk_rules(*read({**NEW, **answers}))] == [rule]


def test_nothing_else_is_for_the_desk():
    assert {rule.key for rule in RULES if rule.desk} == DESK.keys()
    assert desk_rules(*read({**NEW, "warning_signs": ["weight_night", "new_lump"]})) == ()


def test_flags_print_by_severity_and_then_by_table():
    answers = {
        **NEW,
        "massage_before": "never",
        "heart_blood": ["varicose", "aneurysm"],
        "warning_signs": ["new_lump", "chest_breath"],
        "inside": ["thyroid"],
    }
    assert fired(answers) == [
        *("r_chest_breath", "r_aneurysm"),
        *("r_not_answered", "r_new_lump", "r_varicose"),
        *("r_thyroid", "r_first_time"),
    ]


def test_a_new_injury_told_at_an_earlier_visit_is_not_new_any_more():
    injury = {"complaint_onset": "days", "complaint_cause": "injury"}
    assert "r_new_pain" in fired({**NEW, "goals": ["pain"], **injury})
    assert "r_new_pain" not in fired(RETURNING, injury)
    half = {**RETURNING, "changed": ["new_problem"], "complaint_onset": "days"}
    assert "r_new_pain" not in fired(half, injury)
    assert "r_new_pain" in fired({**half, "complaint_cause": "injury"}, injury)


def test_carried_answers_fire_rules():
    assert "r_bleeding" in fired(RETURNING, {"medicine_kinds": ["blood_thinner"]})


def test_an_answer_taken_back_today_fires_no_rule():
    today = {**RETURNING, "changed": ["medicines"], "medicine_kinds": ["none"]}
    assert "r_bleeding" not in fired(today, {"medicine_kinds": ["blood_thinner"]})


def test_an_answer_behind_a_closed_door_fires_no_rule():
    chosen = {**NEW, "any_sensitive": "choose", "birth_date": "1990-01-01"}
    assert "r_sensitive_breast" in fired({**chosen, "sensitive_breast": "yes"})
    assert "r_sensitive_breast" not in fired(
        {**chosen, "any_sensitive": "no", "sensitive_breast": "yes"}
    )


def test_answers_handed_over_as_they_were_typed_fire_no_rule_from_behind_a_closed_door():
    answers = {**NEW, "pregnancy": "no", "pregnancy_signs": ["bp_signs"]}
    assert desk_rules(CATALOGUE.asked(answers), answers) == ()


def test_the_severity_of_an_answer_is_the_highest_it_helps_to_fire():
    answers = {
        **NEW,
        "warning_signs": ["chest_breath", "new_lump"],
        "pressure": "p5_deep",
        "inside": ["liver", "thyroid"],
        "devices": ["contacts"],
        "sound": "quiet",
    }
    severity = severity_of_answers(*read(answers))
    assert severity["warning_signs"] == "stop_and_ask"
    assert severity["pressure"] == "caution"
    assert severity["inside"] == "caution"
    assert severity["devices"] == "info"
    assert "sound" not in severity


def test_only_the_part_of_a_rule_that_holds_colours_its_answers():
    answers = {**NEW, "caring_load": "heavy", "stress_level": 8, "after_effects": ["good"]}
    severity = severity_of_answers(*read({**answers, "massage_before": "few"}))
    assert severity["caring_load"] == severity["stress_level"] == "info"
    assert "after_effects" not in severity


def test_half_of_what_a_rule_waits_for_colours_nothing():
    answers = {**NEW, "caring_load": "heavy", "stress_level": 3, "worries": ["feelings"]}
    severity = severity_of_answers(*read(answers))
    assert severity["worries"] == "info"
    assert "caring_load" not in severity


def test_an_answer_counts_that_stands_behind_a_fact():
    conflict = {**NEW, "scent": "light_scent", "allergies": ["scents"]}
    severity = severity_of_answers(*read(conflict))
    assert severity["scent"] == severity["allergies"] == "caution"


@settings(max_examples=60)
@given(any_answers())
def test_only_answers_to_questions_asked_are_coloured(answers):
    asked, known, _ = read({**answers, **NEW})
    coloured = severity_of_answers(asked, known).keys() & CATALOGUE.keys
    assert coloured <= {question.key for question in asked.questions}


@settings(max_examples=60)
@given(any_answers())
def test_what_is_left_over_behind_closed_doors_changes_no_flag(answers):
    asked, known, _ = read({**answers, **NEW})
    told = {key: answer for key, answer in {**answers, **NEW}.items() if key in known}
    assert fired(told) == [rule.key for rule in flags_of(asked, known)]

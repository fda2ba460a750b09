"""What can be worked out from the answers and is never asked."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.intake.facts import ClinicFacts, whole_years
from tests.intake.knowing import asked_and_known, known

DAY = date(2026, 3, 10)
CLINIC = ClinicFacts("en")
SAFE = {
    "today_signs": ["none"],
    "warning_signs": ["none"],
    "recent_events": ["none"],
    "pregnancy": "no",
    "heart_blood": ["none"],
    "bones_joints": ["none"],
    "nerves_head": ["none"],
    "skin_immune": ["none"],
    "inside": ["none"],
    "cancer": "never",
    "devices": ["none"],
    "medicine_kinds": ["none"],
    "allergies": ["none"],
}


def fact(name, clinic=CLINIC, carried=None, **answers):
    return known({"visit_kind": "new", **answers}, clinic, DAY, carried or {}).get(name)


@pytest.mark.parametrize(
    ("born", "age"),
    [("2008-03-10", 18), ("2008-03-11", 17), ("1996-05-14", 29), ("2026-03-10", 0)],
)
def test_age_is_counted_in_whole_years_on_the_visit_day(born, age):
    assert fact("age", birth_date=born) == str(age)


def test_someone_born_on_a_leap_day_is_a_year_older_on_the_first_of_march():
    assert whole_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert whole_years(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(("majority", "minor"), [(18, "no"), (19, "yes")])
def test_who_is_a_minor_depends_on_the_place(majority, minor):
    clinic = ClinicFacts("en", majority_age=majority)
    assert fact("is_minor", clinic, birth_date="2008-03-10") == minor


def test_nothing_is_said_about_an_age_that_is_not_known():
    assert fact("age") is None
    assert fact("is_minor") is None


def test_settings_of_the_clinic_are_facts():
    assert (fact("clinic_breast_work"), fact("gentle_release_work")) == ("off", "off")
    clinic = ClinicFacts("en", breast_work=True, gentle_release=True)
    assert fact("clinic_breast_work", clinic) == "on"
    assert fact("gentle_release_work", clinic) == "on"


@pytest.mark.parametrize(("language", "other"), [("en", "no"), ("es", "yes")])
def test_a_language_that_is_not_the_clinics_own_is_another_one(language, other):
    assert fact("other_language", language=language) == other


def test_agreements_are_due_on_a_first_visit():
    assert fact("agree_due") == "yes"
    assert fact("agree_due", visit_kind="returning") == "no"


LIMITS = [
    *(("medicine_kinds", [m]) for m in ("blood_thinner", "strong_pain", "steroid")),
    *(("medicine_kinds", [m]) for m in ("relaxer_sleep", "immune_drug")),
    *(("heart_blood", [h]) for h in ("bp_uncontrolled", "heart_disease", "past_clot")),
    *(("heart_blood", [h]) for h in ("bleeding", "aneurysm")),
    *(("bones_joints", [b]) for b in ("osteoporosis", "loose_joints")),
    *(("skin_immune", [s]) for s in ("skin_fragile", "lymph")),
    *(("inside", [i]) for i in ("kidney", "liver")),
    *(("cancer", c) for c in ("past", "now")),
    *(("pregnancy", p) for p in ("yes", "maybe", "after_birth")),
    ("today_signs", ["dulling_medicine"]),
]


@pytest.mark.parametrize(("question", "answer"), LIMITS, ids=str)
def test_health_that_limits_pressure(question, answer):
    assert fact("health_limits_pressure", **{**SAFE, question: answer}) == "yes"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        *(("medicine_kinds", ["pain_relief", "heart_bp", "insulin"]), ("cancer", "never")),
        *(("heart_blood", ["bp_controlled", "low_bp", "varicose"]), ("pregnancy", "in_private")),
        *(("bones_joints", ["arthritis", "disc"]), ("inside", ["diabetes", "thyroid"])),
    ],
    ids=str,
)
def test_health_that_does_not(question, answer):
    assert fact("health_limits_pressure", **{**SAFE, question: answer}) == "no"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        *(("allergies", ["scents"]), ("inside", ["lungs"]), ("pregnancy", "yes")),
        *(("nerves_head", ["seizures"]), ("nerves_head", ["migraine"]), ("mind", ["sensory"])),
    ],
    ids=str,
)
def test_scent_is_a_risk(question, answer):
    assert fact("scent_risk", **{**SAFE, question: answer}) == "yes"


def test_an_inhaler_makes_scent_a_risk():
    inhaler = {**SAFE, "heart_blood": ["heart_disease"], "rescue_items": ["inhaler"]}
    assert fact("scent_risk", **inhaler) == "yes"
    # The same answer left over behind a closed door says nothing.
    assert fact("scent_risk", **{**inhaler, "heart_blood": ["none"]}) == "no"


def on_the_map(mark, region="buttock_right", **answers):
    return fact(
        "no_yes_for_marked_sensitive", body_marks=[{"region": region, "mark": mark}], **answers
    )


def test_work_marked_at_a_private_place_needs_its_own_yes():
    chosen = {"any_sensitive": "choose"}
    assert on_the_map("work", any_sensitive="no") == "yes"
    assert on_the_map("work", **chosen) == "yes"
    assert on_the_map("work", **chosen, sensitive_glutes="no") == "yes"
    assert on_the_map("work", **chosen, sensitive_abdomen="yes") == "yes"
    for answer in ("yes", "over_cover", "ask"):
        assert on_the_map("work", **chosen, sensitive_glutes=answer) == "no"


@pytest.mark.parametrize("mark", ["gentle", "avoid", "ask"])
def test_other_marks_at_a_private_place_need_none(mark):
    assert on_the_map(mark, any_sensitive="no") == "no"


def test_work_marked_elsewhere_needs_none():
    assert on_the_map("work", region="calf_left", any_sensitive="no") == "no"


def test_a_yes_left_behind_a_closed_door_is_no_yes():
    assert on_the_map("work", any_sensitive="no", sensitive_glutes="yes") == "yes"


def test_a_safety_question_passed_over_is_not_forgotten():
    assert fact("safety_skipped", **SAFE) == "no"
    for question in SAFE:
        rest = {key: answer for key, answer in SAFE.items() if key != question}
        assert fact("safety_skipped", **rest) == "yes", question


def test_a_safety_question_that_is_not_asked_is_not_passed_over():
    assert fact("safety_skipped", **{**SAFE, "pregnancy": "yes"}) == "yes"
    answered = {"pregnancy": "yes", "pregnancy_weeks": "unknown", "pregnancy_signs": ["none"]}
    assert fact("safety_skipped", **{**SAFE, **answered}) == "no"


def test_a_question_of_comfort_passed_over_is_no_matter_of_safety():
    assert fact("safety_skipped", **SAFE, any_sensitive="no") == "no"


def test_a_health_stop_is_a_stop_about_health():
    assert fact("any_health_stop", **SAFE) == "no"
    assert fact("any_health_stop", **{**SAFE, "warning_signs": ["weight_night"]}) == "yes"
    assert fact("any_health_stop", **{**SAFE, "heart_blood": ["varicose"]}) == "no"
    assert fact("any_health_stop", **SAFE, birth_date="2012-01-01", private_word="yes") == "no"


def test_a_story_is_told_today_only_if_it_was_told_today():
    told = {"complaint_onset": "days", "complaint_cause": "injury"}
    assert fact("story_told_today", goals=["pain"], **told) == "yes"
    assert fact("story_told_today", goals=["pain"], complaint_onset="days") == "no"
    returning = {"visit_kind": "returning", "changed": ["nothing"]}
    assert fact("story_told_today", carried=told, **returning) == "no"


def test_what_is_known_leaves_out_what_is_behind_closed_doors():
    answers = {"visit_kind": "new", "pregnancy": "no", "pregnancy_weeks": "w28_plus"}
    assert "pregnancy_weeks" not in known(answers, CLINIC, DAY)


def test_what_is_known_leaves_out_choices_that_are_not_offered_any_more():
    answers = {"visit_kind": "new", "goals": ["pain", "sleep"], "main_goal": "stress"}
    assert "main_goal" not in known(answers, CLINIC, DAY)
    released = {"visit_kind": "new", "style": ["slow", "gentle_release"]}
    assert known(released, CLINIC, DAY)["style"] == ["slow"]
    trained = ClinicFacts("en", gentle_release=True)
    assert known(released, trained, DAY)["style"] == ["slow", "gentle_release"]


def test_carried_answers_stand_until_today_says_otherwise():
    carried = {"inside": ["lungs"], "pressure": "p4_firm"}
    quiet = {"visit_kind": "returning", "changed": ["nothing"]}
    assert known(quiet, CLINIC, DAY, carried)["inside"] == ["lungs"]
    healed = {**quiet, "changed": ["health"], "inside": ["none"]}
    assert known(healed, CLINIC, DAY, carried)["inside"] == ["none"]
    taken_back = {**quiet, "changed": ["health"]}
    assert "inside" not in known(taken_back, CLINIC, DAY, carried)


def test_what_is_asked_and_what_is_known_come_from_one_walk():
    asked, told = asked_and_known({"visit_kind": "new", "birth_date": "2012-01-01"}, CLINIC, DAY)
    assert told["is_minor"] == "yes"
    assert "guardian" in [step.key for step in asked.steps]

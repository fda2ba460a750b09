"""The part of the catalogue that answers lead to."""

from __future__ import annotations

from hypothesis import given, settings

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.agreements import AGREEMENTS
from tests.catalogue.answering import any_answers

calmly = settings(max_examples=60)

NEW = {"visit_kind": "new", "cards_due": [card.key for card in AGREEMENTS]}
AGAIN = {"visit_kind": "returning", "identified": "yes"}


def steps(answers, carried=None):
    return [step.key for step in CATALOGUE.asked(answers, carried or {}).steps]


def keys(answers, carried=None):
    return {question.key for question in CATALOGUE.asked(answers, carried or {}).questions}


def choices(answers, question):
    return [choice.key for choice in CATALOGUE.asked(answers).question(question).choices]


def test_a_new_client_walks_the_long_path():
    assert steps({**NEW, "goals": ["pain"]}) == [
        *("welcome", "about_you", "reason", "body_map", "story", "life", "today_check", "health"),
        *("medicines", "experience", "draping", "touch", "comfort", "feelings", "self_care"),
        *("sensitive", "agree", "review", "sign"),
    ]


def test_a_returning_client_walks_the_short_path():
    short = ["welcome", "hello_again", "changes", "today", "today_check", "sensitive", "still_true"]
    assert steps({**AGAIN, "changed": ["nothing"]}) == short


def test_each_change_opens_only_the_steps_it_names():
    always = set(steps(AGAIN))
    opens = {
        "nothing": set(),
        "health": {"health"},
        "medicines": {"medicines"},
        "where": {"body_map"},
        "new_problem": {"reason", "body_map", "story"},
        "comfort": {"touch", "comfort"},
        "clothes": {"draping"},
        "feelings": {"feelings"},
        "life": {"life", "self_care"},
        "contact": {"about_you"},
    }
    opened = {change: set(steps({**AGAIN, "changed": [change]})) - always for change in opens}
    assert opened == opens


def test_on_a_return_visit_what_changed_comes_before_today():
    walked = steps({**AGAIN, "changed": ["health", "where", "comfort"]})
    assert walked.index("changes") < walked.index("body_map") < walked.index("today")
    assert walked.index("health") < walked.index("comfort") < walked.index("today")
    assert walked.index("today") < walked.index("today_check") < walked.index("sensitive")


def test_a_young_client_brings_in_the_guardian_and_the_guardian_card():
    minor = {**NEW, "is_minor": "yes"}
    assert {"guardian_name", "own_say", "consent_guardian", "signer"} <= keys(minor)
    assert not {"guardian_name", "consent_guardian", "signer"} & keys({**NEW, "is_minor": "no"})


def test_the_story_waits_for_a_reason_to_tell_it():
    assert "story" not in steps({**NEW, "goals": ["rest", "sleep"]})
    assert "story" in steps({**NEW, "goals": ["rest", "sport"]})


def test_closing_a_question_closes_what_hangs_on_it():
    open_door = {**NEW, "pregnancy": "yes", "pregnancy_weeks": "w28_plus"}
    assert {"pregnancy_weeks", "pregnancy_signs"} <= keys(open_door)
    assert not {"pregnancy_weeks", "pregnancy_signs"} & keys({**open_door, "pregnancy": "no"})


def test_a_closed_door_closes_the_doors_behind_it():
    answers = {**NEW, "goals": ["pain"], "hard_activity": "stairs", "hard_activity_now": 4}
    assert "hard_activity_now" in keys(answers)
    assert "hard_activity_now" not in keys({**answers, "goals": ["rest"]})


def test_an_answer_behind_a_closed_door_opens_nothing():
    left_over = {**NEW, "self_how_often": "never", "is_minor": "no", "any_sensitive": "no"}
    assert "sensitive_glutes" not in keys({**left_over, "sensitive_glutes": "yes"})
    returning = {**AGAIN, "changed": ["nothing"], "inside": ["lungs"], "filling_for": "helped"}
    assert "signature_helper" not in keys({**returning, "any_sensitive": "choose"})


def test_an_answer_left_out_is_never_taken_for_a_fact():
    answers = {**AGAIN, "changed": ["medicines"], "inside": ["lungs"]}
    asked = CATALOGUE.asked(answers)
    assert "rescue_items" not in {question.key for question in asked.questions}
    assert asked.asked(answers) == asked


def test_a_carried_answer_opens_what_hangs_on_it():
    answers = {**AGAIN, "changed": ["medicines"]}
    assert "rescue_items" in keys(answers, {"inside": ["lungs"]})


def test_an_answer_of_today_stands_before_a_carried_one():
    answers = {**AGAIN, "changed": ["health", "medicines"], "inside": ["none"]}
    assert "rescue_items" not in keys(answers, {"inside": ["lungs"]})


def test_the_main_goal_is_one_of_the_goals():
    answers = {**NEW, "goals": ["sleep", "pain"]}
    assert choices(answers, "main_goal") == ["pain", "sleep"]
    assert "main_goal" not in keys({**NEW, "goals": ["pain"]})


def test_gentle_release_is_offered_only_where_someone_is_trained_for_it():
    assert "gentle_release" not in choices(NEW, "style")
    assert "gentle_release" not in choices({**NEW, "gentle_release_work": "off"}, "style")
    assert "gentle_release" in choices({**NEW, "gentle_release_work": "on"}, "style")


def test_breast_work_is_offered_only_to_grown_ups_where_the_clinic_does_it():
    chosen = {**NEW, "any_sensitive": "choose", "clinic_breast_work": "on", "is_minor": "no"}
    assert "sensitive_breast" in keys(chosen)
    assert "sensitive_breast" not in keys({**chosen, "is_minor": "yes"})
    assert "sensitive_breast" not in keys({**chosen, "clinic_breast_work": "off"})
    assert "sensitive_breast" not in keys({**chosen, "any_sensitive": "no"})


def test_a_narrowed_catalogue_keeps_its_version():
    assert CATALOGUE.asked(NEW).version == CATALOGUE.version


@calmly
@given(any_answers())
def test_answers_to_questions_not_asked_change_nothing(answers):
    asked = CATALOGUE.asked(answers)
    silent = CATALOGUE.keys - {question.key for question in asked.questions}
    seen = {key: answer for key, answer in answers.items() if key not in silent}
    assert CATALOGUE.asked(seen).steps == asked.steps


@calmly
@given(any_answers())
def test_asking_twice_asks_the_same(answers):
    asked = CATALOGUE.asked(answers)
    assert asked.asked(answers) == asked


@calmly
@given(any_answers())
def test_every_step_that_is_asked_asks_something(answers):
    assert all(step.questions for step in CATALOGUE.asked(answers).steps)


@calmly
@given(any_answers(), any_answers())
def test_what_is_kept_of_a_walk_is_what_a_walk_finds(answers, carried):
    assert CATALOGUE.asked(answers) == CATALOGUE.walk(answers)
    assert CATALOGUE.asked(answers, carried) == CATALOGUE.walk(answers, carried)


def test_nothing_that_was_typed_is_kept_of_a_walk():
    said = {**NEW, "hard_activity": "carrying crates", "full_name": "Ana Ruiz"}
    CATALOGUE.asked(said)
    kept = str(CATALOGUE._shapes)
    assert "crates" not in kept
    assert "Ana" not in kept

"""The form on paper asks what the kiosk asks a new client, and says of whom."""

from __future__ import annotations

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.on_paper import Asked, steps_on_paper
from tests.spoken import EACH_LANGUAGE


def on_paper(**clinic: bool) -> dict[str, Asked]:
    steps = steps_on_paper(ClinicFacts("en", **clinic), "en")
    return {asked.question.key: asked for step in steps for asked in step.asked}


ANSWERED_BY_PAPER = {"language", "visit_kind", "review_ok"}
FOR_RETURNING = {"hello_again", "changes", "today", "still_true"}


def test_everything_a_new_client_may_be_asked_is_on_it():
    new = [s for s in CATALOGUE.steps if s.key not in FOR_RETURNING]
    wanted = {q.key for step in new for q in step.questions} - ANSWERED_BY_PAPER
    assert set(on_paper(breast_work=True, support_list=True)) == wanted


def test_what_only_a_returning_client_is_asked_is_not():
    asked = on_paper()
    for step in FOR_RETURNING:
        assert not {q.key for q in CATALOGUE.step(step).questions} & set(asked)


def test_what_the_clinic_does_not_do_is_not_offered():
    assert "sensitive_breast" not in on_paper()
    assert "support_list" not in on_paper()
    style = on_paper()["style"].question
    assert isinstance(style, PickMany)
    assert "gentle_release" not in {choice.key for choice in style.choices}
    offered = on_paper(gentle_release=True)["style"].question
    assert isinstance(offered, PickMany)
    assert "gentle_release" in {choice.key for choice in offered.choices}


@pytest.mark.parametrize(
    ("key", "whom"),
    [
        ("full_name", ""),
        ("consent_treatment", ""),
        ("pregnancy_weeks", "Only for: “Pregnant”"),
        ("main_goal", "Only for: anyone with more than one"),
        ("hard_activity_now", "Only for: anyone who wrote something above"),
        ("consent_guardian", "Only for: anyone under 18 · “A child or a person I look after”"),
        (
            "medicine_names",
            "Only for: any answer but “None” to “Which kinds do you take?”",
        ),
    ],
)
def test_a_question_says_who_is_asked(key: str, whom: str):
    assert on_paper()[key].only_for == whom


def test_a_step_says_so_too():
    steps = {step.step.key: step.only_for for step in steps_on_paper(ClinicFacts("en"), "en")}
    assert steps["guardian"] == "Only for: anyone under 18 · “A child or a person I look after”"
    assert steps["story"].startswith("Only for: “Less pain” · ")
    assert steps["story"].endswith(" · “Recover from an injury”")
    assert steps["health"] == steps["sign"] == ""


def test_the_age_is_the_clinics():
    steps = steps_on_paper(ClinicFacts("en", majority_age=16), "en")
    assert "anyone under 16" in {step.step.key: step.only_for for step in steps}["guardian"]


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_it_has_no_condition_without_words(language: str):
    for step in steps_on_paper(ClinicFacts(language, breast_work=True), language):
        for asked in step.asked:
            assert "“”" not in asked.only_for
            if isinstance(asked.question, PickOne | PickMany):
                assert asked.question.choices

"""Ideas for home: what a client said against one hides it, and is named to the therapist."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.conditions import Is, single_parts
from kiosk.catalogue.home_care import IDEAS
from kiosk.catalogue.questions import PickMany
from kiosk.demo.personas import personas
from kiosk.intake.facts import SUMS, ClinicFacts
from kiosk.intake.home_care import hidden_in_words, wrong_in_plan
from kiosk.intake.wording import labels
from tests.intake.knowing import known

CLINIC = ClinicFacts("en")
PEOPLE = {person.key: person for person in personas()}
SOMEBODY = PEOPLE["p6_caregiver"]


def against() -> list[tuple[str, str, str]]:
    """Each idea with each answer that hides it, sums taken apart."""
    return [
        (idea.key, part.key, value)
        for idea in IDEAS
        for named in single_parts(idea.not_if)
        for part in single_parts(SUMS.get(named.key, named))
        for value in ((part.value,) if isinstance(part, Is) else part.values)  # type: ignore[union-attr]
    ]


def told(answers: dict[str, Any], language: str = "en") -> dict[str, str]:
    knows = known({**SOMEBODY.answers, **answers}, CLINIC, SOMEBODY.visit_day)
    return {idea.title: "; ".join(idea.because) for idea in hidden_in_words(knows, language)}


@pytest.mark.parametrize(("idea", "question", "value"), against())
def test_each_answer_that_speaks_against_an_idea_hides_it_and_is_named(
    idea: str, question: str, value: str
):
    asked = CATALOGUE.question(question)
    said = [value] if isinstance(asked, PickMany) else value
    hidden = told({question: said})
    title = next(each.title for each in IDEAS if each.key == idea)
    assert labels(asked, said, "en")[0] in hidden[title]


def test_only_the_answers_that_speak_against_it_are_named_and_each_question_once():
    said = {"heart_blood": ["varicose", "bp_controlled", "past_clot"]}
    assert told(said)["Foam roller on the thighs"].count("Heart and blood") == 1
    assert told(said)["Foam roller on the thighs"] == (
        "Heart and blood: Blood clot, long ago; Varicose veins"
    )


def test_an_answer_kept_for_the_room_hides_nothing_and_is_not_told():
    assert told({"cancer": "in_private", "pregnancy": "in_private"}) == {}


def test_the_reasons_are_in_the_readers_language():
    (because,) = told({"touch_avoid": ["face"]}, "es").values()
    assert because == "Por favor, no toque mi… Cara"


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE.keys())
def test_a_plan_with_a_hidden_idea_or_too_many_places_cannot_be_signed(person: Any):
    knows = known(person.answers, CLINIC, person.visit_day, person.carried)
    for idea in IDEAS:
        wrong = wrong_in_plan({"note_home_care": [idea.key]}, knows)
        assert bool(wrong) == (idea.key in person.hidden_ideas)
    assert wrong_in_plan({"home_areas": ["hips", "back"]}, knows) == {}
    assert set(wrong_in_plan({"home_areas": ["hips", "back", "feet"]}, knows)) == {"home_areas"}

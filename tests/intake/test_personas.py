"""Eight invented people, and what a correct kiosk makes of their answers."""

from __future__ import annotations

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne, Scale, Words
from kiosk.catalogue.regions import FEELS, MARKS, REGION
from kiosk.demo.personas import personas, variants
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.flags import flags_of
from kiosk.intake.home_care import hidden_ideas
from tests.intake.knowing import asked_and_known

CLINIC = ClinicFacts("en", support_list=True)
PEOPLE, CHANGED = personas(), variants()
everyone = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
everyone_changed = pytest.mark.parametrize("person", CHANGED, ids=lambda person: person.key)


def read(person):
    return asked_and_known(person.answers, CLINIC, person.visit_day, person.carried)


def fired(person):
    return {rule.key for rule in flags_of(*read(person), person.carried)}


def test_eight_people_and_twenty_two_changes():
    assert (len(PEOPLE), len(CHANGED)) == (8, 22)


@everyone
def test_a_person_fires_exactly_the_rules_listed(person):
    assert fired(person) == person.rules, (
        f"{person.key}: a rule that is meant stands in its file of kiosk/demo/personas/, sorted; "
        "one that is not has too wide a condition in kiosk/catalogue/flags/."
    )


@everyone_changed
def test_a_change_adds_exactly_the_rules_listed(person):
    assert fired(person) == person.rules, person.key


@everyone
def test_a_person_leaves_no_required_question_open(person):
    asked, known = read(person)
    assert [q.key for q in asked.questions if q.required and q.key not in known] == []


@everyone
def test_a_person_answers_with_choices_that_are_offered(person):
    answers = {**person.carried, **person.answers}
    assert [key for key, answer in answers.items() if not fits(key, answer)] == []


def fits(key, answer):
    match CATALOGUE.question(key):
        case PickOne(offered=offered):
            return answer in offered
        case PickMany(offered=offered):
            return set(answer) <= offered
        case Scale():
            return answer in range(11)
        case Words(longest=longest):
            return len(answer) <= longest
    return key != "body_marks" or all(is_a_mark(mark) for mark in answer)


def is_a_mark(mark):
    marks, feels = {m.key for m in MARKS}, {f.key for f in FEELS}
    return (
        mark["region"] in REGION
        and mark["mark"] in marks
        and mark.get("feel", "ache") in feels
        and mark.get("level", 0) in range(11)
    )


@everyone
def test_home_care_that_does_not_suit_a_person_is_hidden(person):
    _, known = read(person)
    assert tuple(idea.key for idea in hidden_ideas(known)) == person.hidden_ideas


@everyone
def test_what_a_person_answers_is_asked(person):
    asked, _ = read(person)
    asked_keys = {question.key for question in asked.questions}
    # Who signs is noted for everyone, and asked only where it could be someone else.
    assert person.answers.keys() - asked_keys <= {"signer"}


def test_the_athlete_walks_the_short_path():
    athlete = next(person for person in PEOPLE if person.path == "returning")
    asked, _ = read(athlete)
    assert [step.key for step in asked.steps] == [
        *("welcome", "hello_again", "changes", "body_map"),
        *("today", "today_check", "sensitive", "still_true"),
    ]


def test_everyone_has_something_to_find_on_the_paper():
    assert all(person.paper_shows for person in PEOPLE)

"""Follow-ups: what a page tells its script leads to the same questions as the catalogue."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.conditions import looks_at, single_parts
from kiosk.catalogue.follow_ups import opener
from kiosk.catalogue.questions import Card, Day, PickMany, PickOne, Question, Scale, Words
from kiosk.demo.personas import personas
from kiosk.intake.draft import Draft
from kiosk.intake.follow_ups import keys_of
from kiosk.intake.visit import Visit
from kiosk.web.questions.follow_ups import Ask, asks_of
from tests.intake.knowing import from_before
from tests.intake.test_carry import AGAIN, CLINIC, DAY

pytestmark = pytest.mark.long

PEOPLE = [each.answers for each in personas()]
STEPS = [s for s in CATALOGUE.steps if any(opener(q, s.keys) for q in s.questions)]
FOLLOW_UPS = [q for s in STEPS for q in s.questions if opener(q, s.keys)]
ROUNDS = 10


def holds(test: Any, form: dict[str, list[str]]) -> bool:
    """What the script makes of a test: the same few lines in Python."""
    match test:
        case ["has", key, *values]:
            return any(value in values for value in form.get(key, []))
        case ["more", key, number]:
            return len(form.get(key, [])) > number
        case ["least", key, number]:
            return any(int(value) >= number for value in form.get(key, []))
        case ["all", *tests]:
            return all(holds(each, form) for each in tests)
        case ["any", *tests]:
            return any(holds(each, form) for each in tests)
    raise AssertionError(test)


def on_the_page(asks: tuple[Ask, ...], drawn: frozenset[str], said: dict[str, Any]) -> set[str]:
    """The questions on the page once the script has opened and closed what hangs on others."""
    page = set(drawn) - {ask.key for ask in asks}
    for ask in asks:
        form = {key: sent(said[key]) for key in page if said.get(key) is not None}
        page |= {ask.key} if holds(ask.when, form) else set()
    return page


def sent(answer: Any) -> list[str]:
    return list(answer) if isinstance(answer, list) else [str(answer)]


def anything(question: Question, dice: Random) -> Any:
    """Some answer to a question, or none."""
    match question:
        case PickMany():
            offered = [c.key for c in question.choices]
            return dice.sample(offered, dice.randint(0, min(3, len(offered)))) or None
        case PickOne():
            return dice.choice([None, *(c.key for c in question.choices)])
        case Scale():
            return dice.choice([None, 0, 4, 9])
        case Words():
            return dice.choice([None, "the left one"])
    return None


def visits() -> list[tuple[Visit, dict[str, Any]]]:
    """First visits of all personas, and return visits of theirs with something changed."""
    wide = replace(CLINIC, breast_work=True)
    new = [(Visit(wide, DAY), dict(said)) for said in PEOPLE]
    changed = {"changed": ["health", "new_problem", "comfort", "life"]}
    again = [
        (Visit(CLINIC, DAY, from_before(said)), {**AGAIN, **some})
        for said in PEOPLE
        for some in ({"changed": ["nothing"]}, changed)
    ]
    return new + again


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_the_script_opens_exactly_what_the_server_would_ask(step: Any):
    dice, opened = Random(step.key), set()
    for visit, before in visits():
        drawn = keys_of(visit.asked(before), step.key)
        for _ in range(ROUNDS if drawn else 0):
            asks = asks_of(visit, Draft(answers=before), step.key)
            said = {q.key: anything(q, dice) for q in step.questions}
            after = {key: value for key, value in {**before, **said}.items() if value is not None}
            page = on_the_page(asks, drawn, said)
            assert page == keys_of(visit.asked(after), step.key), said
            opened |= page & {ask.key for ask in asks}
        visit._walked.clear()
    here = {q.key for q in step.questions if opener(q, step.keys)}
    assert opened == here, f"never opened: {here - opened}"


@pytest.mark.parametrize("question", FOLLOW_UPS, ids=lambda question: question.key)
def test_a_follow_up_is_of_a_kind_that_a_file_for_everybody_can_hold(question: Question):
    assert isinstance(question, PickOne | PickMany | Scale | Words | Card)
    assert not isinstance(question, Day), "its parts stand in the order of the clinic's country"
    choices = getattr(question, "choices", ())
    assert not any(choice.when for choice in choices), "a choice that only some are offered"
    looked_at = {looks_at(part) for part in single_parts(question.when)}
    assert "body_marks" not in looked_at, "teach kiosk/catalogue/follow_ups.py to look at marks"

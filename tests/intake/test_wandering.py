"""A wandering walk and a straight one with the same last answers say the same of a client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE, Catalogue
from kiosk.catalogue.questions import (
    BodyMarks,
    Card,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Words,
)
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS
from kiosk.demo.personas import personas
from kiosk.intake import carry
from kiosk.intake.aside import from_aside
from kiosk.intake.changing import CHANGES_FROM, change, may_change
from kiosk.intake.draft import Draft, as_json, from_json
from kiosk.intake.ending import CONFIRMED_BY, CONFIRMS, called
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.freeze import agreements, facts_of, rules_of
from kiosk.intake.move import Move
from kiosk.intake.path import ASIDE, FIRST, LAST, missing, path
from kiosk.intake.record import Agreement
from kiosk.intake.visit import Visit, visit_for
from kiosk.intake.walk import answer
from tests.builders.records import MINIMUM, VISIT_DAY, last_visit_of
from tests.intake.knowing import from_before

pytestmark = pytest.mark.long


CLINIC = ClinicFacts("en")
UNCHECKED = dict.fromkeys(CONFIRMS)
NOW = "2026-03-10T10:00:00+00:00"
BORN = ("1980-04-01", "2015-04-01", "1996-05-14")
BUTTONS = ("next", "next", "next", "back", "back", "skip", "stop", "person", "language", "change")
DEFAULTS = {**MINIMUM, "consent_guardian": "agree"}
ATHLETE = next(each for each in personas() if each.path == "returning")
PEOPLE = {each.key: each.answers for each in personas() if each.path == "new"}

ways = st.lists(st.tuples(st.sampled_from(BUTTONS), st.integers(0, 2**20)), max_size=12)


@dataclass
class Walker:
    """Somebody with a tablet, and the calls that Today shows because of them."""

    draft: Draft
    step: str = FIRST
    calls: set[str] = field(default_factory=set)
    left_alone: bool = False
    """Whether the grown-up's page, while it was asked, was last left by its own way out."""

    def __post_init__(self) -> None:
        self.visit: Visit = visit_for(CLINIC, VISIT_DAY, self.draft)

    def goes(self, go: str, said: Mapping[str, Any] | None = None) -> None:
        """Press a button, with these answers to what the page asks; the others stay as they are."""
        if self.step in ASIDE:
            return self._moved(from_aside(self.draft, self.step, go if go == "next" else "back"))
        given = self.reads({**self.draft.answers, **(said or {})})
        if go in ("next", "skip") and any(
            q.forced and given[q.key] is None for q in self.questions(given)
        ):
            return None
        here = self.step
        if go in ("language", "change"):
            moved = answer(self.visit, self.draft, here, given, "stay", now=NOW)
            return self._moved(self._changed(moved) if go == "change" else _spoken(moved))
        self._moved(answer(self.visit, self.draft, here, given, go, now=NOW))  # type: ignore[arg-type]
        if here == "guardian" and go in ("next", "skip"):
            self.left_alone = go == "skip"
        return None

    def reads(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What the page's form would send: an answer to each of its open questions."""
        merged = {key: value for key, value in said.items() if value is not None}
        asked = self.visit.asked({**self.draft.answers, **merged})
        step = next((step for step in asked.steps if step.key == self.step), None)
        return {q.key: _sent(q, said.get(q.key)) for q in (step.questions if step else ())}

    def questions(self, given: Mapping[str, Any]) -> list[Question]:
        return [q for q in CATALOGUE.step(self.step).questions if q.key in given]

    def _changed(self, moved: Move) -> Move:
        offered = may_change(self.visit, moved.draft, self.step)
        if self.step not in CHANGES_FROM or not offered:
            return moved
        goal = Random(len(moved.draft.answers)).choice(sorted(offered))
        return replace(change(self.visit, moved.draft, self.step, goal), calls=moved.calls)

    def _moved(self, moved: Move) -> None:
        self.calls -= called(self.draft) - called(moved.draft)
        self.calls |= set(moved.calls)
        self.draft = from_json(as_json(moved.draft))
        self.step = moved.step
        visit = visit_for(CLINIC, VISIT_DAY, self.draft)
        # What was walked once need not be walked again, unless it is another visit by now.
        self.visit = self.visit if visit == self.visit else visit
        if "guardian" not in path(self.visit.asked_of(self.draft)):
            self.left_alone = False


def _spoken(moved: Move) -> Move:
    other = "es" if moved.draft.answers.get("language") == "en" else "en"
    return replace(
        moved, draft=replace(moved.draft, answers={**moved.draft.answers, "language": other})
    )


def _sent(question: Question, said: Any) -> Any:
    stands = None if said is None else question.standing(said)
    if isinstance(question, Card) and question.starts_on and stands is None:
        return question.starts_on
    return stands if stands not in ("", []) else None


def anything(question: Question, of: Random) -> Any:
    """Some answer to a question, or none."""
    if question.key == "visit_kind":
        return of.choice(["new", "new", "returning"])
    if of.random() < 0.2 and not question.forced:
        return None
    match question:
        case PickOne(choices=choices):
            return of.choice(choices).key
        case PickMany(choices=choices):
            return [choice.key for choice in choices if of.random() < 0.3] or None
        case Scale():
            return of.randint(0, 10)
        case Words():
            return of.choice(["since the move", "Sam Lee", "555 0133"])
        case Day():
            return of.choice(BORN)
        case BodyMarks():
            places = of.sample(REGIONS, 2)
            return [
                {"region": place.key, "mark": of.choice(MARKS).key, "feel": of.choice(FEELS).key}
                for place in places
            ]
        case Signature():
            return {"method": "typed", "name": "Sam Lee"}
    raise TypeError(f"no answers for {type(question).__name__}")


def somewhere(step: str, of: Random) -> dict[str, Any]:
    """Answers to all that a page may ask."""
    if step in ASIDE:
        return {}
    return {q.key: anything(q, of) for q in CATALOGUE.step(step).questions if of.random() < 0.6}


def wanders(walker: Walker, way: list[tuple[str, int]]) -> None:
    for go, seed in way:
        said = somewhere(walker.step, Random(seed))
        # Whoever says that it is not them is not walking any more.
        if walker.draft.client and "hello_again" not in walker.draft.passed:
            # Nor is whoever says "my first time" before it is shown who they are the same person.
            said.pop("visit_kind", None)
        walker.goes(go, said | ({"confirm_me": "yes"} if "confirm_me" in said else {}))
        walker.step = "sign" if walker.step == LAST else walker.step


def completes(walker: Walker) -> None:
    """Answer what cannot be skipped and is still open, wherever it is."""
    for _ in range(9):
        asked = walker.visit.asked_of(walker.draft)
        left = ((s, missing(s, walker.draft.answers)) for s in asked.steps)
        step, keys = next(((s, m) for s, m in left if m and s.key not in CONFIRMED_BY), (None, ()))
        if step is None:
            return
        walker.step = step.key
        walker.goes("next", {key: DEFAULTS[key] for key in keys})
    raise AssertionError("never complete")


def straight(begun: Draft, last: Walker) -> Walker:
    """Whoever says the same from the first page on, and never turns back."""
    said = {key: last.draft.answers.get(key) for key in CATALOGUE.keys}
    walker = Walker(begun)
    for _ in range(80):
        if walker.step in CONFIRMED_BY:
            break
        alone = walker.step == "guardian" and last.left_alone
        walker.goes("skip" if alone else "next", said)
    assert walker.step in CONFIRMED_BY, walker.step
    checks = {key for step in CONFIRMED_BY for key in CATALOGUE.step(step).keys}
    said = {key: answer for key, answer in last.draft.answers.items() if key in checks}
    walker.draft = replace(walker.draft, answers={**walker.draft.answers, **said})
    return walker


@cache
def at_the_end(person: str) -> Walker:
    """Somebody who has answered all there is, and has only to check it."""
    return straight(Draft(), Walker(Draft(answers={**MINIMUM, **PEOPLE[person]})))


def told(walker: Walker) -> dict[str, Any]:
    """What would be signed now, but for the last checks and for times; and the calls on Today."""
    here, draft = walker.visit.walked(walker.draft.answers), walker.draft
    return {
        "answers": {q.key: here.known.get(q.key) for q in here.asked.questions} | UNCHECKED,
        "carried": here.carried,
        "facts": facts_of(here, draft),
        "flags": [rule.key for rule in rules_of(here, draft)],
        "agreements": [replace(card, answered_at="") for card in _cards(here.asked, draft)],
        "calls": walker.calls - {"person"},
        "display": (draft.text, draft.theme),
    }


def _cards(asked: Catalogue, draft: Draft) -> tuple[Agreement, ...]:
    return agreements(asked, draft, draft.answers["language"], NOW)


@pytest.mark.parametrize("walks", [100, pytest.param(300, marks=pytest.mark.torture)])
def test_a_wandering_walk_of_a_new_client_ends_where_a_straight_one_does(walks: int):
    @settings(deadline=None, max_examples=walks, database=None, phases=[Phase.generate])
    @given(st.sampled_from(sorted(PEOPLE)), st.integers(0, 19), ways)
    def ends(person: str, begins: int, way: list[tuple[str, int]]) -> None:
        walker = replace(at_the_end(person), calls=set(at_the_end(person).calls))
        steps = path(walker.visit.asked_of(walker.draft))
        walker.step = steps[begins % len(steps)]
        wanders(walker, way)
        if walker.draft.answers["visit_kind"] == "returning":
            walker.step = FIRST
            walker.goes("next", {"visit_kind": "new"})
        completes(walker)
        assert told(walker) == told(straight(Draft(), walker))

    ends()


LAST_TIME = {k: said for k, said in last_visit_of(ATHLETE).items() if k not in CONFIRMS}


def comes_back(opened: tuple[str, ...] = ()) -> Draft:
    """Somebody the desk has planned for, whose birth date fits."""
    known = {"language": "en", "visit_kind": "returning", "confirm_me": "yes"}
    return Draft(
        answers={**known, "find_birth_date": LAST_TIME["birth_date"]},
        client="q3Zk8fXw2LrT5vPyB7nD1g",
        carried=carry.as_json(from_before(LAST_TIME)),
        opened=opened,
    )


@pytest.mark.parametrize("walks", [70, pytest.param(200, marks=pytest.mark.torture)])
def test_a_wandering_walk_of_a_client_who_comes_back_ends_where_a_straight_one_does(walks: int):
    @settings(deadline=None, max_examples=walks, database=None, phases=[Phase.generate])
    @given(st.integers(0, 9), ways)
    def ends(begins: int, way: list[tuple[str, int]]) -> None:
        walker = Walker(comes_back())
        steps = path(walker.visit.asked_of(walker.draft))
        walker.step = steps[begins % len(steps)]
        wanders(walker, way)
        if walker.draft.answers["visit_kind"] == "new":
            walker.step = FIRST
            walker.goes("next", {"visit_kind": "returning"})
        completes(walker)
        for step in walker.draft.opened:
            walker.step = step
            walker.goes("next")
        assert told(walker) == told(straight(comes_back(walker.draft.opened), walker))
        for step in walker.draft.opened:
            said = [walker.draft.answers.get(key) for key in CATALOGUE.step(step).keys]
            assert said != [LAST_TIME.get(key) for key in CATALOGUE.step(step).keys]

    ends()

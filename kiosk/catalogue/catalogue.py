"""The catalogue: every step in order, and the part of it that a client is asked."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeAlias

from ..changed import replace
from ..frozen import dataclass
from .conditions import Answer, Answers, Given, holds, looks_at, single_parts
from .questions import PickMany, PickOne, Question, Step, Words

NOTHING: Answers = MappingProxyType({})

Only: TypeAlias = Mapping[str, Set[str]]
"""By step, the keys of the questions that it asks; a step that is not there asks all."""

WHOLE: Only = MappingProxyType({})

SHAPES = 512
"""Parts of one catalogue that are kept. Some two dozen answers open or close anything, and who
walks through a clinic's day differs in few of them; nothing is kept of whose they were."""


@dataclass(frozen=True)
class Catalogue:
    """Steps in the order they are walked."""

    steps: tuple[Step, ...]
    again: tuple[Step, ...] = ()
    """The same steps in the order of a return visit, where that differs."""
    version: str = ""
    """Twelve hex characters that move when a word, a rule or a statement moves."""
    left_out: frozenset[str] = frozenset()
    """Keys of questions that ``asked`` left out: never to be taken for facts."""
    beside: tuple[Question, ...] = ()
    """What a clinic may ask besides: known by key, and in no step until the clinic does."""

    __hash__ = object.__hash__  # as a question's

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the steps."""
        return tuple(question for step in self.steps for question in step.questions)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all questions, those left out as well."""
        return self.asked_keys | self.left_out

    @cached_property
    def _steps_by_key(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def _questions_by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in (*self.beside, *self.questions)}

    @cached_property
    def asked_keys(self) -> frozenset[str]:
        """The keys of its questions, without those left out."""
        return frozenset(question.key for question in self.questions)

    @cached_property
    def step_keys(self) -> frozenset[str]:
        """The keys of its steps, and of those that are asked on the page of another."""
        joined = (each.key for step in self.steps for each in step.joins)
        return frozenset((*(step.key for step in self.steps), *joined))

    def step(self, key: str) -> Step:
        """The step with this key; KeyError where there is none."""
        return self._steps_by_key[key]

    def question(self, key: str) -> Question:
        """The question with this key; KeyError where there is none."""
        return self._questions_by_key[key]

    def asked(self, answers: Answers, carried: Answers = NOTHING, only: Only = WHOLE) -> Catalogue:
        """The part of the catalogue that these answers lead to.

        Conditions see only answers to questions that are themselves asked, what was carried
        from an earlier visit, and facts: keys that are no question's. So changing an early
        answer quietly closes everything behind it. ``only`` has the steps of which no more
        than some questions are asked.
        """
        if only:
            return self.walk(answers, carried, only)
        said = (self._opening(answers), self._opening(carried) if carried else "")
        found = self._shapes.get(said)
        if found is None:
            if len(self._shapes) >= SHAPES:
                self._shapes.clear()
            found = self._shapes[said] = self.walk(answers, carried)
        return found

    def walk(self, answers: Answers, carried: Answers = NOTHING, only: Only = WHOLE) -> Catalogue:
        """The same, worked out question by question."""
        known = {key: value for key, value in answers.items() if key not in self.keys}
        known.update(carried)
        steps: list[Step] = []
        for step in self._order(answers):
            if step.when is None or step.when.is_met(known):
                step = step.of(only[step.key]) if step.key in only else step
                # Nothing of a step that is asked today is carried, what today closes included.
                for key in step.keys if carried else ():
                    known.pop(key, None)
                if questions := _asked_of(step, answers, known):
                    steps.append(_noted(step.only(questions), known))
        return _part(self, tuple(steps))

    @cached_property
    def _shapes(self) -> dict[tuple[str, str], Catalogue]:
        return {}

    def _opening(self, answers: Answers) -> str:
        """All of these answers that can open or close anything; of typed words, that there are
        some."""
        picked, given = self._looked_at
        return repr([*map(answers.get, picked), *(bool(answers.get(key)) for key in given)])

    @cached_property
    def _looked_at(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The questions and facts that anything hangs on: by their answer, or by having one."""
        steps = (*self.steps, *self.again)
        parts = {part for step in steps for when in step.conditions for part in single_parts(when)}
        among = {getattr(question, "among", "") for question in self.questions} - {""}
        typed = {question.key for question in self.questions if isinstance(question, Words)}
        by_value = {looks_at(part) for part in parts if not isinstance(part, Given)}
        given = {looks_at(part) for part in parts} & typed - by_value
        picked = {looks_at(part) for part in parts} | among | {"visit_kind"}
        return tuple(sorted(picked - given)), tuple(sorted(given))

    def _order(self, answers: Answers) -> tuple[Step, ...]:
        returning = answers.get("visit_kind") == "returning"
        return self.again if returning and self.again else self.steps


@lru_cache(maxsize=256)
def _part(whole: Catalogue, steps: tuple[Step, ...]) -> Catalogue:
    """A catalogue of these steps. Most answers open nothing, and lead to the very same one."""
    asked = {key for step in steps for key in step.keys}
    return Catalogue(steps, (), whole.version, whole.keys - asked, whole.beside)


def _noted(step: Step, known: Answers) -> Step:
    if not step.notes:
        return step
    return step.noting(tuple([note.key for note in step.notes if holds(note.when, known)]))


def _asked_of(step: Step, answers: Answers, known: dict[str, Answer]) -> tuple[Question, ...]:
    """What a step asks; ``known`` learns each answer on the way, for the questions behind it."""
    asked = []
    for question, key, is_met, offers_some in step.plan:
        if is_met is None or is_met(known):
            if offers_some:
                question = offered(question, known)
            if (answer := answers.get(key)) is not None:
                known[key] = question.standing(answer)
            asked.append(question)
    return tuple(asked)


def offered(question: Question, known: Answers) -> Question:
    """The question with only the choices that these answers leave open."""
    match question:
        case PickOne(among=among) if among:
            picked = known.get(among) or ()
            keys = tuple([choice.key for choice in question.choices if choice.key in picked])
        case PickOne() | PickMany():
            keys = tuple([choice.key for choice in question.choices if holds(choice.when, known)])
        case _:
            return question
    return question if len(keys) == len(question.choices) else _offering(question, keys)


@lru_cache(maxsize=256)
def _offering(question: PickOne | PickMany, keys: tuple[str, ...]) -> Question:
    return replace(question, choices=tuple(each for each in question.choices if each.key in keys))

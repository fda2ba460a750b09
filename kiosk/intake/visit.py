"""A visit: the day, the clinic and the earlier visits that answers are read against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.agreements import AGREEMENTS, OWN
from ..catalogue.catalogue import WHOLE, Only
from ..catalogue.conditions import Answer, Answers, holds
from ..catalogue.flags import RULES, Rule
from ..catalogue.pages import paged
from ..catalogue.questions import Question, Step
from ..changed import replace
from ..frozen import dataclass
from . import carry
from .agreement_words import NO_WORDS
from .carry import NO_ONE, OPENS, Carried
from .draft import Draft
from .facts import ClinicFacts, opening_facts, said_in
from .flags import desk_rules
from .known import known_of
from .own_catalogue import own_catalogue
from .own_rules import own_rules

ON_THE_DAY = frozenset({"today_check", "today", "review", "still_true", "sign"})
"""Steps that are asked on the day of the visit, at the clinic: how it is today, and the signature
under all of it."""


@dataclass(frozen=True)
class Walked:
    """One set of answers, and all that it leads to."""

    answers: Answers
    given: Answers
    """The answers with the facts that open and close steps."""
    asked: Catalogue
    carried: Answers = field(default_factory=dict)
    """Answers of earlier visits that stand beside today's."""
    applies: Catalogue = CATALOGUE
    """All that a first visit with these answers would ask."""
    only: Only = field(default_factory=lambda: WHOLE)
    """Steps that opened by themselves, with the questions they opened for."""
    rules: tuple[Rule, ...] = RULES
    """With the severity that each has in this clinic."""

    @cached_property
    def known(self) -> dict[str, Any]:
        """The answers that stand, today's and carried, with the facts worked out from them."""
        return known_of(self.asked, self.given, self.carried)

    @cached_property
    def pages(self) -> Catalogue:
        """What is asked, by the page it is asked on."""
        return paged(self.asked)

    @cached_property
    def whole(self) -> Catalogue:
        """Every question that is asked today or whose answer is carried, in order."""
        if not self.carried:
            return self.asked
        today = {question.key: question for question in self.asked.questions}
        kept = {q.key: q for q in self.applies.questions if q.key in self.carried}
        both = {**kept, **today}
        steps = (
            step.only(tuple(both[q.key] for q in _may_ask(step) if q.key in both))
            for step in CATALOGUE.again
        )
        return Catalogue(tuple(step for step in steps if step.questions))


@dataclass(frozen=True)
class Visit:
    """What an intake needs to know besides the answers themselves.

    One post asks the same of the same answers a dozen times: each set of answers is walked
    once and remembered for as long as the visit is looked at. Answers are never changed in place.
    """

    clinic: ClinicFacts
    day: date
    """The visit's date in the clinic's time zone."""
    carried: Carried = NO_ONE
    """Of the earlier visits of whom the clinic knows this client to be."""
    walk_up: bool = False
    """Says to have been here before, and nobody at the desk has started the visit."""
    identified: bool = True
    """Whether staff know who this is: what was said before is not shown to anybody else."""
    opened: tuple[str, ...] = ()
    """Steps of the first visit that were asked for on this one."""
    at_home: bool = False
    """Whether it is begun at home: what belongs to the day itself is asked at the clinic."""
    _walked: list[Walked] = field(default_factory=list, repr=False, compare=False)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules with the severity that each has in this clinic."""
        return own_rules(self.clinic.severities)

    def known(self, answers: Answers) -> dict[str, Any]:
        """The answers that stand, with the facts worked out from them."""
        return self.walked(answers).known

    def asked(self, answers: Answers) -> Catalogue:
        """The part of the catalogue that these answers lead to."""
        return self.walked(answers).asked

    def pages(self, answers: Answers) -> Catalogue:
        """The same, by the page it is asked on: what the walk goes along."""
        pages = self.walked(answers).pages
        return without(pages, ON_THE_DAY) if self.at_home else pages

    def asked_of(self, draft: Draft) -> Catalogue:
        """The pages that this draft leads to."""
        return self.pages(draft.answers)

    def tells_desk(self, answers: Answers) -> tuple[str, ...]:
        """Ids of the rules that call the desk, from what is asked and answered so far."""
        here = self.walked(answers)
        return tuple(rule.key for rule in desk_rules(here.asked, here.known, here.carried))

    def remembering(self, before: Visit | None) -> Visit:
        """This visit, with all that was walked where it is still the same one as before."""
        return before if before == self else self

    def walked(self, answers: Answers) -> Walked:
        """All that these answers lead to."""
        for walked in self._walked:
            if walked.answers is answers or walked.answers == answers:
                return walked
        walk = self._again if answers.get("visit_kind") == "returning" else self._first
        self._walked.append(walk(answers))
        return self._walked[-1]

    def _first(self, answers: Answers) -> Walked:
        given = {**answers, **opening_facts(answers, self.clinic, self.day)}
        whole = self._whole(answers)
        return Walked(answers, given, whole.asked(given), applies=whole, rules=self.rules)

    def _whole(self, answers: Answers) -> Catalogue:
        """All that may be asked of whoever says this, with the agreements as they are worded."""
        spoken = str(answers.get("language") or "")
        return own_catalogue(self.clinic, said_in(answers, self.clinic), spoken)

    def _again(self, answers: Answers) -> Walked:
        """A return visit. What was said on a step that has closed again counts for nothing.

        Which steps are open hangs on answers, and which answers count on the open steps: so it
        is looked again until neither moves.
        """
        count = answers.keys() - _OPENED
        for _ in OPENS:
            walked = self._returned({key: answers[key] for key in answers if key in count})
            open_now = {step.key for step in walked.asked.steps}
            closed = {key for step in OPENS if step.key not in open_now for key in step.keys}
            now = answers.keys() - closed
            if now == count:
                break
            count = now
        return replace(walked, answers=answers)

    def _returned(self, answers: Answers) -> Walked:
        before = self.carried.answers
        as_new = {**before, **answers, "visit_kind": "new"}
        as_new |= opening_facts(as_new, self.clinic, self.day)
        whole = self._whole({**before, **answers})
        applies = whole.asked(as_new)
        stands = {q.key: before[q.key] for q in applies.questions if q.key in before}
        given = {**answers, **self._facts(answers, {**before, **answers}, applies.questions)}
        only = self._only(answers, applies.questions)
        asked = whole.asked(given, stands, only)
        steps = (whole.step(step.key) for step in asked.steps)
        today = {key for step in steps for key in only.get(step.key, step.keys) - _CARDS}
        today |= {question.key for question in asked.questions}
        kept = {key: answer for key, answer in stands.items() if key not in today}
        return Walked(answers, given, asked, kept, applies, only, self.rules)

    def _facts(
        self, answers: Answers, known: Answers, applies: tuple[Question, ...]
    ) -> dict[str, Answer]:
        facts = opening_facts({**known, "visit_kind": "returning"}, self.clinic, self.day)
        for_other = facts.get("is_minor") == "yes" or known.get("filling_for") == "someone_else"
        missing = carry.due_cards(self.carried, answers, for_other=for_other)
        may = self.clinic.words.keys(said_in(known, self.clinic))
        cards = [card for card in may if card in missing]
        ours = self.identified and bool(self.carried)
        due = ours and any(q.key in cards for q in applies)
        opened = self._opened(applies) if ours else ()
        return {
            **facts,
            "walk_up": "yes" if self.walk_up else "no",
            "identified": "yes" if self.identified else "no",
            "cards_due": list(cards),
            "agree_due": "yes" if due else "no",
            "last_note_response": list(self.carried.last_response) if ours else [],
            "opened": list(dict.fromkeys(opened)),
        }

    def _only(self, answers: Answers, applies: tuple[Question, ...]) -> Only:
        """Of a step that opens by itself only what is too old or new is asked."""
        due = {*self.carried.stale, *carry.new_keys(applies, self.carried)}
        wanted = {"changed": answers.get("changed"), "opened": self.opened}
        return {
            step.key: step.with_follow_ups(due)
            for step in carry.OPENS
            if due & step.keys and not holds(step.when, wanted)
        }

    def _opened(self, applies: tuple[Question, ...]) -> Iterator[str]:
        yield from self.opened
        yield from self.carried.old
        yield from carry.added(applies, self.carried)


def _may_ask(step: Step) -> tuple[Question, ...]:
    """What a step may ask, with the cards that a clinic may have added."""
    return (*step.questions, *OWN) if step.key == "agree" else step.questions


_OPENED = frozenset(key for step in OPENS for key in step.keys)
_CARDS = frozenset(card.key for card in (*AGREEMENTS, *OWN))


def without(pages: Catalogue, left_out: frozenset[str]) -> Catalogue:
    """The same pages but these."""
    return replace(pages, steps=tuple(step for step in pages.steps if step.key not in left_out))


def visit_for(clinic: ClinicFacts, day: date, draft: Draft) -> Visit:
    """The visit that answers given on this day to this draft belong to."""
    pinned = clinic.words.as_of(**draft.words) if draft.words else NO_WORDS
    return Visit(
        clinic if pinned == clinic.words else replace(clinic, words=pinned),
        day,
        carry.from_json(draft.carried),
        draft.walk_up,
        not draft.waits_at,
        draft.opened,
        draft.home == "there",
    )

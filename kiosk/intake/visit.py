"""A visit: the day and the clinic that answers are read against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.conditions import Answers
from .draft import Draft
from .facts import ClinicFacts, opening_facts
from .flags import desk_rules
from .known import known_of


@dataclass(frozen=True)
class _Walked:
    answers: Answers
    given: Answers
    asked: Catalogue
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """What an intake needs to know besides the answers themselves.

    One post asks the same of the same answers a dozen times: each set of answers is walked
    once and remembered for as long as the visit is looked at. Answers are never changed in place.
    """

    clinic: ClinicFacts
    day: date
    """The visit's date in the clinic's time zone."""
    _walked: list[_Walked] = field(default_factory=list, repr=False, compare=False)

    def known(self, answers: Answers) -> dict[str, Any]:
        """The answers that stand, with the facts worked out from them."""
        walked = self._walk(answers)
        if not walked.known:
            walked.known.update(known_of(walked.asked, walked.given))
        return walked.known

    def asked(self, answers: Answers) -> Catalogue:
        """The part of the catalogue that these answers lead to."""
        return self._walk(answers).asked

    def asked_of(self, draft: Draft) -> Catalogue:
        """The part of the catalogue that this draft leads to."""
        return self.asked(draft.answers)

    def tells_desk(self, answers: Answers) -> tuple[str, ...]:
        """Ids of the rules that call the desk, from what is asked and answered so far."""
        return tuple(rule.key for rule in desk_rules(self.asked(answers), self.known(answers)))

    def _walk(self, answers: Answers) -> _Walked:
        for walked in self._walked:
            if walked.answers is answers or walked.answers == answers:
                return walked
        given = {**answers, **opening_facts(answers, self.clinic, self.day)}
        self._walked.append(_Walked(answers, given, CATALOGUE.asked(given)))
        return self._walked[-1]

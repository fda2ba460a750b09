"""A visit: the day and the clinic that answers are read against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.conditions import Answers
from .draft import Draft
from .facts import ClinicFacts
from .flags import desk_rules
from .known import asked_and_known

Walked = tuple[Answers, Catalogue, dict[str, Any]]


@dataclass(frozen=True)
class Visit:
    """What an intake needs to know besides the answers themselves.

    One post asks the same of the same answers a dozen times: each set of answers is walked
    once and remembered, by its identity. Answers are never changed in place.
    """

    clinic: ClinicFacts
    day: date
    """The visit's date in the clinic's time zone."""
    _walked: dict[int, Walked] = field(default_factory=dict, repr=False, compare=False)

    def known(self, answers: Answers) -> dict[str, Any]:
        """The answers that stand, with the facts worked out from them."""
        return self._walk(answers)[2]

    def asked(self, answers: Answers) -> Catalogue:
        """The part of the catalogue that these answers lead to."""
        return self._walk(answers)[1]

    def asked_of(self, draft: Draft) -> Catalogue:
        """The part of the catalogue that this draft leads to."""
        return self.asked(draft.answers)

    def tells_desk(self, answers: Answers) -> tuple[str, ...]:
        """Ids of the rules that call the desk, from what is asked and answered so far."""
        asked, known = self._walk(answers)[1:]
        return tuple(rule.key for rule in desk_rules(asked, known))

    def _walk(self, answers: Answers) -> Walked:
        walked = self._walked.get(id(answers))
        if walked is None:
            walked = (answers, *asked_and_known(answers, self.clinic, self.day))
            self._walked[id(answers)] = walked
        return walked

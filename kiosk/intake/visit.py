"""A visit: the day and the clinic that answers are read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.conditions import Answers
from .draft import Draft
from .facts import ClinicFacts
from .flags import desk_rules
from .known import known


@dataclass(frozen=True)
class Visit:
    """What an intake needs to know besides the answers themselves."""

    clinic: ClinicFacts
    day: date
    """The visit's date in the clinic's time zone."""

    def known(self, answers: Answers) -> dict[str, Any]:
        """The answers with the facts worked out from them."""
        return known(answers, self.clinic, self.day)

    def asked(self, answers: Answers) -> Catalogue:
        """The part of the catalogue that these answers lead to."""
        return CATALOGUE.asked(self.known(answers))

    def asked_of(self, draft: Draft) -> Catalogue:
        """The part of the catalogue that this draft leads to."""
        return self.asked(draft.answers)

    def tells_desk(self, asked: Catalogue, answers: Answers) -> tuple[str, ...]:
        """Ids of the rules that call the desk, from what is asked and answered so far."""
        return tuple(rule.key for rule in desk_rules(asked, self.known(answers)))

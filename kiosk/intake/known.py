"""What is known of a client: the answers that stand, and the facts worked out from them."""

from __future__ import annotations

from datetime import date

from ..catalogue import CATALOGUE, NOTHING, Catalogue
from ..catalogue.conditions import Answer, Answers
from .facts import ClinicFacts, heard, opening_facts, summing_facts


def known(
    answers: Answers, clinic: ClinicFacts, visit_day: date, carried: Answers = NOTHING
) -> dict[str, Answer]:
    """Answers and facts together, as every reader wants them.

    Answers behind closed doors are left out; carried ones stand where today asks nothing.
    """
    return asked_and_known(answers, clinic, visit_day, carried)[1]


def asked_and_known(
    answers: Answers, clinic: ClinicFacts, visit_day: date, carried: Answers = NOTHING
) -> tuple[Catalogue, dict[str, Answer]]:
    """What this client is asked, and what is known of them, from one walk."""
    opening = opening_facts({**carried, **answers}, clinic, visit_day)
    given = {**answers, **opening}
    asked = CATALOGUE.asked(given, carried)
    return asked, known_of(asked, given, carried)


def known_of(asked: Catalogue, given: Answers, carried: Answers = NOTHING) -> dict[str, Answer]:
    """What is known once it is clear what is asked. ``given`` holds the opening facts as well."""
    said = heard(asked, given, carried)
    facts = {key: fact for key, fact in given.items() if key not in CATALOGUE.keys}
    return {**said, **facts, **summing_facts(asked, said)}

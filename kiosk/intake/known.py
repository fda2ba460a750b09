"""What is known of a client: the answers that stand, and the facts worked out from them."""

from __future__ import annotations

from ..catalogue import CATALOGUE, NOTHING, Catalogue
from ..catalogue.conditions import Answer, Answers
from .facts import heard, summing_facts


def known_of(asked: Catalogue, given: Answers, carried: Answers = NOTHING) -> dict[str, Answer]:
    """What is known once it is clear what is asked. ``given`` holds the opening facts as well."""
    said = heard(asked, given, carried)
    facts = {key: fact for key, fact in given.items() if key not in CATALOGUE.keys}
    return {**said, **facts, **summing_facts(asked, said)}

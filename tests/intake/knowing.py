"""What is known of somebody: short ways to a visit, with or without earlier ones."""

from __future__ import annotations

from datetime import date

from kiosk.catalogue import CATALOGUE, Catalogue
from kiosk.catalogue.conditions import Answer, Answers
from kiosk.intake.carry import Carried
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.visit import Visit

LAST_VISIT = "2026-01-20"


def from_before(answers: Answers) -> Carried:
    """Earlier answers that all still hold, from a visit that asked all there is to ask."""
    cards = {key: "client" for key in answers if key.startswith("consent_")}
    return Carried(
        answers=dict(answers),
        given_on=dict.fromkeys(answers, LAST_VISIT),
        asked=tuple(question.key for question in CATALOGUE.questions),
        due=("consent_guardian", "consent_movement"),
        signed_by=cards,
        last_visit=LAST_VISIT,
    )


def asked_and_known(
    answers: Answers, clinic: ClinicFacts, day: date, carried: Answers | None = None
) -> tuple[Catalogue, dict[str, Answer]]:
    """What somebody is asked, and what is known of them."""
    visit = Visit(clinic, day, from_before(carried)) if carried else Visit(clinic, day)
    here = visit.walked(answers)
    return here.asked, here.known


def known(
    answers: Answers, clinic: ClinicFacts, day: date, carried: Answers | None = None
) -> dict[str, Answer]:
    """The answers that stand, with the facts worked out from them."""
    return asked_and_known(answers, clinic, day, carried)[1]

"""Signed records for tests: short builders, from answers to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.catalogue import CATALOGUE
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
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS, SINCE
from kiosk.demo.personas import Persona
from kiosk.intake.carry import NO_ONE, Carried, carried
from kiosk.intake.draft import Draft
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.freeze import Signing, record_of
from kiosk.intake.past import past_of
from kiosk.intake.record import Record
from kiosk.intake.record_json import as_json
from kiosk.intake.visit import Visit

VISIT_DAY = date(2026, 3, 10)
LAST_VISIT = date(2026, 1, 20)
STROKES = [[14, 92, 34, 22, 66, 8, 70, 38, 60, 66, 40, 84, 60, 80, 98, 44], [120, 46, 112, 86]]
DRAWN = {"method": "drawn", "w": 560, "h": 180, "strokes": STROKES}

MINIMUM: dict[str, Any] = {
    "language": "en",
    "visit_kind": "new",
    "filling_for": "myself",
    "full_name": "Maya Lindqvist",
    "preferred_name": "Maya",
    "birth_date": "1996-05-14",
    "any_sensitive": "no",
    "review_ok": "yes",
    "signature": DRAWN,
    **{
        card.key: "agree" if card.required else "no"
        for card in CATALOGUE.questions
        if isinstance(card, Card) and card.key.startswith("consent_")
    },
}
"""What no client can skip."""


def a_record(clinic_language: str = "en", therapist: str = "Mei Tanaka", **said: Any) -> Record:
    """The record of a client who said this and skipped all that can be skipped.

    An answer of None takes a question's answer away.
    """
    answers = {key: answer for key, answer in {**MINIMUM, **said}.items() if answer is not None}
    return the_record(answers, clinic_language, therapist)


def the_record(
    answers: dict[str, Any],
    clinic_language: str = "en",
    therapist: str = "Mei Tanaka",
    day: date = VISIT_DAY,
    known: Carried = NO_ONE,
) -> Record:
    """The record of these answers, of what earlier visits left, and of no more."""
    facts = ClinicFacts(
        language=clinic_language, breast_work=True, gentle_release=True, support_list=True
    )
    signing = Signing(
        id="q3Zk8fXw2LrT5vPyB7nD1g",
        clinic="Quiet Hands",
        clinic_language=clinic_language,
        time_zone="Europe/London",
        tablet="Tablet 1",
        therapist=therapist,
        started_at=f"{day}T10:00:00+00:00",
        signed_at=f"{day}T10:12:00+00:00",
        app_version="0.1.0",
    )
    record = record_of(Visit(facts, day, known), Draft(answers=answers), signing)
    return replace(record, fingerprint="4c1e09ab77d2f00d" * 4)


def ticks_everything(**instead: Any) -> dict[str, Any]:
    """The answers of a client who ticks every box, marks every place and fills every line."""
    answers = {question.key: _all_of(question) for question in CATALOGUE.questions}
    return {**answers, **MOST_FLAGS, **instead}


MOST_FLAGS: dict[str, Any] = {
    "language": "es",
    "visit_kind": "new",
    "filling_for": "someone_else",
    "birth_date": "1981-01-31",
    "guardian_relation": "other",
    "own_say": "not_sure",
    "complaint_onset": "days",
    "complaint_cause": "injury",
    "night_waking": "most",
    "headache_days": "most",
    "sport_next": "days3",
    "caring_load": "heavy",
    "pregnancy": "yes",
    "pregnancy_weeks": "w28_plus",
    "cancer": "now",
    "allergy_reaction": "breathing",
    "massage_before": "regular",
    "undress_level": "talk_first",
    "pressure": "p5_deep",
    "private_word": "yes",
    "any_sensitive": "choose",
    "self_how_often": "daily",
    "signer": "client",
}


def _all_of(question: Question) -> Any:
    match question:
        case PickMany(choices=choices):
            return [choice.key for choice in choices if not choice.clears]
        case Card(required=True, choices=choices) | PickOne(choices=choices):
            return choices[-1].key if choices else "pain"
        case Words(longest=longest):
            return (f"{question.key} in as many words as it takes to fill the line. " * 4)[:longest]
        case Scale():
            return 10
        case Day():
            return "1981-01-31"
        case BodyMarks():
            return [_marked(number) for number in range(len(REGIONS))]
        case Signature():
            return DRAWN
    raise TypeError(f"no way to fill in {type(question).__name__}")


def _marked(number: int) -> dict[str, Any]:
    mark, feel = MARKS[number % len(MARKS)], FEELS[number % len(FEELS)]
    return {
        "region": REGIONS[number].key,
        "mark": mark.key,
        "feel": feel.key,
        "level": number % 11,
        "since": SINCE[number % len(SINCE)].key,
    }


def signed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a written-down person, with a signature for the word of how they signed."""
    ways = {"drawn": DRAWN, "typed": {"method": "typed", "name": answers.get("full_name", "")}}
    way = ways.get(str(answers.get("signature", "")))
    return {**answers, "signature": way} if way else dict(answers)


FIRST_VISIT: dict[str, Any] = {"language": "en", "visit_kind": "new", "any_sensitive": "no"}
"""What a first visit says besides what is carried from it."""


def last_visit_of(person: Persona) -> dict[str, Any]:
    """What a returning person said at their first visit."""
    also = {"main_goal": "sport", "pain_now": 5, "stress_level": 3, "consent_movement": "no"}
    return {**person.carried, **also, "private_word": "no"}


def a_return(
    person: Persona, clinic_language: str = "en", last_visit: date = LAST_VISIT, **said: Any
) -> Record:
    """The record of a returning person who was here once before, and says this besides."""
    first = {**FIRST_VISIT, "review_ok": "yes", "signature": DRAWN, **last_visit_of(person)}
    earlier = the_record(first, clinic_language, day=last_visit)
    return comes_back([earlier], {**signed(person.answers), **said}, clinic_language)


def comes_back(
    earlier: Sequence[Record],
    answers: dict[str, Any],
    clinic_language: str = "en",
    day: date = VISIT_DAY,
) -> Record:
    """The record of a visit that knows the earlier ones, oldest first."""
    past = [past_of(as_json(record), {}) for record in earlier]
    known = carried(past, day, ClinicFacts(language=clinic_language, support_list=True))
    answers = {key: answer for key, answer in answers.items() if answer is not None}
    # Whoever starts the visit has the tablet remember this one before its first page.
    needs = known.answers.get("access_needs")
    return the_record({"access_needs": needs, **answers}, clinic_language, day=day, known=known)

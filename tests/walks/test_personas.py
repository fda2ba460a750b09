"""Every new client of the demo walks from Welcome to the thank-you, and the paper says it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.flags import RULES, SEVERITIES
from kiosk.demo.personas import Persona, personas, variants
from kiosk.exports.press import Press
from kiosk.intake.path import ASIDE
from kiosk.intake.record import Record
from kiosk.intake.wording import title
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

PEOPLE = {each.key: each for each in (*personas(), *variants()) if each.path == "new"}

WELCOME = ("language", "visit_kind", "access_needs")

NO_PRIVATE_AREA = "Private areas: all NO (buttocks, belly, inner thigh, chest)."

PAPER = {
    "p1_anxious_new": (
        "Stay away (X): Belly.",
        "Do not touch: Face; Belly.",
        "Keep covered: Belly; Legs.",
        NO_PRIVATE_AREA,
        "Clothes: I stay dressed.",
        "Pause signal: I raise a hand.",
    ),
    "p3_pregnant": (
        "Stay away (X): Belly.",
        "Do not touch: Belly.",
        "buttocks OVER SHEET · belly NO · inner thigh NO · chest NO.",
        "Clothes: I keep my underwear on.",
        'Pause signal: I say "pause".',
    ),
    "p4_minor": (NO_PRIVATE_AREA, "Clothes: I stay dressed.", "Pause signal: I raise a hand."),
    "p5_anticoagulant": (
        "Stay away (X): Calf (left).",
        NO_PRIVATE_AREA,
        "Clothes: I take off some clothes.",
        'Pause signal: I say "pause".',
    ),
    "p6_caregiver": (
        "buttocks YES · belly ASK · inner thigh NO · chest NO.",
        "Clothes: I keep my underwear on.",
        "Pause signal: I tap the table.",
        "Please do not: Ask why; Give advice.",
    ),
    "p7_spanish": (
        "LANGUAGE: ESPAÑOL",
        "“Dolor de cuello y cabeza por la computadora”",
        NO_PRIVATE_AREA,
        "Clothes: I take off some clothes.",
        'Pause signal: I say "pause".',
    ),
    "p8_low_vision_tremor": (
        NO_PRIVATE_AREA,
        "Clothes: I take off some clothes.",
        'Pause signal: I say "pause".',
        "Kim Nguyen",
    ),
}
"""Boundaries and pause signal, as each person's paper must say them."""

INSTEAD = {
    "p4_minor-3": {NO_PRIVATE_AREA: "buttocks YES · belly NO · inner thigh NO · chest NO."},
    "p6_caregiver-1": {PAPER["p6_caregiver"][0]: "buttocks NO · belly ASK · inner thigh NO"},
    "p6_caregiver-2": {PAPER["p6_caregiver"][1]: "Clothes: I want to talk first."},
}
"""What a variant's paper says in the place of it."""


def walks(tablet: Tablet, persona: Persona) -> None:
    said = persona.answers
    tablet.starts(**{key: said[key] for key in WELCOME if key in said})
    tablet.walks(said)


def on_paper(key: str) -> list[str]:
    said = PAPER[key.partition("-")[0]]
    return [INSTEAD.get(key, {}).get(phrase, phrase) for phrase in said]


@pytest.fixture
def therapist(clinic: Clinic, press: Press) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


def rough_where_alike(key: str) -> Any:
    """A variant whose paper says its boundaries as the others do: `make torture` walks it too."""
    alike = "-" in key and key not in INSTEAD
    return pytest.param(key, marks=pytest.mark.torture if alike else ())


@pytest.mark.paper
@pytest.mark.parametrize("key", [rough_where_alike(key) for key in PEOPLE])
def test_a_persona_walks_to_the_thank_you_and_the_paper_says_it(
    key: str, tablet: Tablet, therapist: Staff
):
    walks(tablet, PEOPLE[key])
    assert tablet.page.heading == ("Gracias" if key.startswith("p7") else "Thank you")
    record = tablet.clinic.record(tablet.intake_id)
    assert {flag.key for flag in record.flags} == PEOPLE[key].rules
    assert_in_print_order(record)
    assert_said(record, PEOPLE[key].answers)
    for holds in ALSO.get(key, ()):
        holds(tablet, record)
    paper = therapist.prints(tablet.intake_id)
    stops = [flag.flag for flag in record.flags if flag.severity == "stop_and_ask"]
    missing = [words for words in (*stops, *on_paper(key)) if words not in paper]
    assert not missing, missing


def assert_in_print_order(record: Record) -> None:
    order = sorted(RULES, key=lambda rule: SEVERITIES.index(rule.severity))
    fired = [flag.key for flag in record.flags]
    assert fired == [rule.key for rule in order if rule.key in fired]


def assert_said(record: Record, said: Mapping[str, Any]) -> None:
    """What was asked was kept as it was said; what was left alone is open."""
    for key, answer in record.answers.items():
        starts_on = getattr(CATALOGUE.question(key), "starts_on", "") or None
        assert in_any_order(answer) == in_any_order(said.get(key, starts_on)), key


def in_any_order(answer: Any) -> Any:
    """Choices and marks are kept in catalogue order, however they were told."""
    if not isinstance(answer, list):
        return answer
    return sorted(str(sorted(part.items())) if isinstance(part, dict) else part for part in answer)


@pytest.mark.paper
def test_a_private_word_is_on_the_paper_without_its_reason(tablet: Tablet, therapist: Staff):
    walks(tablet, PEOPLE["p1_anxious_new-3"])
    paper = therapist.prints(tablet.intake_id)
    assert "Wants to tell you something in private" in paper
    assert CATALOGUE.question("private_word").prompt not in paper


def bigger_words_and_stronger_colours_begin_on_the_second_screen(tablet: Tablet, _: Record) -> None:
    (_step, welcome), *later = tablet.seen
    assert welcome.display == ("", "")
    in_the_walk = [page for step, page in later if step]
    assert len(in_the_walk) > 15
    assert {page.display for page in in_the_walk} == {("contrast", "l")}


def a_walk_in_spanish_is_spanish_on_every_page(tablet: Tablet, record: Record) -> None:
    in_the_walk = [page for step, page in tablet.seen if step]
    assert {page.language for page in in_the_walk} == {"es"}
    told = {step: page.heading for step, page in tablet.seen if step and step not in ASIDE}
    assert told == {key: title(CATALOGUE.step(key), "es") for key in told}
    assert len(told) > 15
    assert (record.language, record.said.language, record.told.language) == ("es", "es", "en")
    assert {said.language for said in record.agreements} == {"es"}


def a_grown_up_agrees_and_signs_for_a_young_person(_: Tablet, record: Record) -> None:
    assert (record.is_minor, record.age, record.signer) == (True, 15, "guardian")
    guardian = next(said for said in record.agreements if said.key == "consent_guardian")
    assert guardian.answer == "agree"
    assert record.answers["own_say"] == "yes"


def a_drawn_signature_is_kept_as_it_was_given(_: Tablet, record: Record) -> None:
    drawn = PEOPLE["p6_caregiver"].answers["signature"]
    assert (drawn["method"], record.signature) == ("drawn", drawn)


def a_typed_signature_is_kept_with_who_helped(_: Tablet, record: Record) -> None:
    typed = PEOPLE["p8_low_vision_tremor"].answers["signature"]
    assert (typed["method"], record.signature) == ("typed", typed)
    assert record.signature_helper == "Kim Nguyen"


ALSO: dict[str, tuple[Callable[[Tablet, Record], None], ...]] = {
    "p4_minor": (a_grown_up_agrees_and_signs_for_a_young_person,),
    "p6_caregiver": (a_drawn_signature_is_kept_as_it_was_given,),
    "p7_spanish": (a_walk_in_spanish_is_spanish_on_every_page,),
    "p8_low_vision_tremor": (
        bigger_words_and_stronger_colours_begin_on_the_second_screen,
        a_typed_signature_is_kept_with_who_helped,
    ),
}
"""What a walk shows besides, so that nobody walks it twice."""


@pytest.mark.parametrize(
    "key", [pytest.param("p3_pregnant", marks=pytest.mark.torture), "p7_spanish"]
)
def test_a_persona_walks_on_either_database(key: str, either_clinic: Clinic):
    tablet = Tablet(either_clinic)
    walks(tablet, PEOPLE[key])
    assert set(either_clinic.fired(tablet.intake_id)) == PEOPLE[key].rules
    assert either_clinic.is_whole()

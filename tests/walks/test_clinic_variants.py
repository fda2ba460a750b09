"""Personas in clinics that are set otherwise: exactly the steps and rules that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kiosk.demo.personas import Persona, personas
from kiosk.usecases.change_setting import change_setting
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet

PEOPLE = {each.key: each for each in personas()}
ANXIOUS, CAREGIVER = PEOPLE["p1_anxious_new"], PEOPLE["p6_caregiver"]
GROWN_UP = {
    key: PEOPLE["p4_minor"].answers[key]
    for key in (
        *("guardian_name", "guardian_relation", "guardian_phone", "guardian_presence"),
        *("own_say", "consent_guardian", "signer"),
    )
}
SIGNED = {"signature": {"method": "typed", "name": "A. Client"}}


def walked(tablet: Tablet, person: Persona, **instead: Any) -> list[str]:
    """A new client's walk to the end: the steps that were shown, in order."""
    said = {**person.answers, **instead}
    tablet.starts(**{k: said[k] for k in ("language", "visit_kind", "access_needs") if k in said})
    return _to_the_end(tablet, said)


def _to_the_end(tablet: Tablet, said: Mapping[str, Any]) -> list[str]:
    steps = []
    while tablet.step:
        steps += [tablet.step] if tablet.step not in steps else []
        tablet.goes_on(said)
    return steps


def fired(tablet: Tablet) -> set[str]:
    return set(tablet.clinic.fired(tablet.intake_id))


@pytest.fixture
def usual(clinic: Clinic) -> list[str]:
    """The steps of the anxious client in a clinic as it is set at first."""
    tablet = Tablet(clinic)
    steps = walked(tablet, ANXIOUS)
    assert fired(tablet) == ANXIOUS.rules
    return steps


def test_majority_at_nineteen(clinic: Clinic, tablet: Tablet, usual: list[str]):
    eighteen = {"birth_date": "2007-05-14", **GROWN_UP}
    change_setting(clinic.store, "majority_age", 19, "ada")
    steps = walked(tablet, ANXIOUS, **eighteen)
    at = usual.index("about_you") + 1
    assert steps == [*usual[:at], "guardian", *usual[at:]]
    assert fired(tablet) == ANXIOUS.rules | {"r_minor"}
    assert clinic.record(tablet.intake_id).is_minor
    of_age = Tablet(clinic)
    change_setting(clinic.store, "majority_age", 18, "ada")
    assert walked(of_age, ANXIOUS, birth_date="2007-05-14") == usual
    assert fired(of_age) == ANXIOUS.rules


@pytest.mark.parametrize(("months", "due"), [(12, False), (3, True)])
def test_validity_of_three_months(clinic: Clinic, tablet: Tablet, months: int, due: bool):
    change_setting(clinic.store, "valid_months", months, "ada")
    was_here(clinic, last_visit_of(ATHLETE), days_ago=100)
    dana = Staff(clinic).signs_in("Dana Desk")
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    cards = dict.fromkeys(_cards(), "agree")
    steps = _to_the_end(tablet, {**cards, **ATHLETE.answers, **SIGNED})
    short = [
        *("hello_again", "changes", "body_map", "today", "today_check", "sensitive", "still_true")
    ]
    asked = [*short[:-1], "agree", "still_true", "sign"] if due else short
    assert steps == asked
    assert fired(tablet) == ATHLETE.rules


def _cards() -> list[str]:
    return [key for key, said in ANXIOUS.answers.items() if said == "agree"]


def test_breast_work_on(clinic: Clinic, tablet: Tablet):
    before = Tablet(clinic)
    usual = walked(before, CAREGIVER)
    assert fired(before) == CAREGIVER.rules
    change_setting(clinic.store, "breast_work", True, "ada")
    steps = walked(tablet, CAREGIVER, sensitive_breast="yes")
    assert steps == usual
    assert fired(tablet) == CAREGIVER.rules | {"r_sensitive_breast"}
    assert clinic.record(tablet.intake_id).answers["sensitive_breast"] == "yes"
    assert "sensitive_breast" not in clinic.record(before.intake_id).answers


@pytest.mark.parametrize(("until", "open_"), [("2026-03-09", False), ("2026-03-10", True)])
def test_gentle_release_with_a_training_that_has_passed(
    clinic: Clinic, tablet: Tablet, usual: list[str], until: str, open_: bool
):
    theo = id_of(clinic, "Theo Hands")
    change_setting(clinic.store, "gentle_release", True, "ada")
    change_setting(clinic.store, "release_since", "2025-03-01", "ada", theo)
    change_setting(clinic.store, "release_until", until, "ada", theo)
    style = ["slow", "gentle_release"] if open_ else ["slow"]
    assert walked(tablet, ANXIOUS, style=style) == usual
    assert fired(tablet) == ANXIOUS.rules
    assert clinic.record(tablet.intake_id).answers["style"] == style
    fresh = Tablet(clinic)
    assert ("gentle_release" in fresh.is_at("touch").choices("style")) is open_

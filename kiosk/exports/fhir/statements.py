"""Allergies and medicines: what a client said, and nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...catalogue import CATALOGUE
from ...intake.record import what_stands
from ...intake.wording import in_words
from ..exported import Exported
from .names import Resource, choices_of, coding, id_of, terminology
from .people import author, subject

SOFT = frozenset({"none", "unsure", "not_sure"})
"""Choices that name nothing."""


def allergies(one: Exported) -> Iterator[Resource]:
    """One unconfirmed statement for each allergy that was said."""
    says = _says(one)
    for said in _picked("allergies", says):
        note = [says["allergy_note"]] if said == "other" and says.get("allergy_note") else []
        yield {
            "resourceType": "AllergyIntolerance",
            "id": id_of("AllergyIntolerance", f"{one.kept['id']}/{said}"),
            "clinicalStatus": terminology("allergyintolerance-clinical", "active", "Active"),
            "verificationStatus": terminology(
                "allergyintolerance-verification", "unconfirmed", "Unconfirmed"
            ),
            "code": _concept("allergies", said, one.kept["language"]),
            "patient": subject(one),
            "recordedDate": one.kept["signed_at"],
            "asserter": author(one),
            **_noted([*note, *_reaction(says, one.kept["language"])]),
        }


def medicines(one: Exported) -> Iterator[Resource]:
    """One statement for each kind of medicine that was said, and one for the names as typed."""
    says, language = _says(one), one.kept["language"]
    for said in _picked("medicine_kinds", says):
        yield _statement(one, said, _concept("medicine_kinds", said, language))
    if says.get("medicine_names"):
        yield _statement(one, "names", {"text": says["medicine_names"]})


def _statement(one: Exported, key: str, what: Resource) -> Resource:
    """Said by a client: whether it is taken today is not known."""
    return {
        "resourceType": "MedicationStatement",
        "id": id_of("MedicationStatement", f"{one.kept['id']}/{key}"),
        "status": "unknown",
        "medicationCodeableConcept": what,
        "subject": subject(one),
        "dateAsserted": one.kept["signed_at"],
        "informationSource": author(one),
    }


def _says(one: Exported) -> dict[str, Any]:
    return what_stands(one.kept.get("carried"), one.kept["answers"])


def _picked(key: str, says: Mapping[str, Any]) -> list[str]:
    return [said for said in says.get(key) or () if said not in SOFT]


def _concept(key: str, said: str, language: str) -> Resource:
    question = CATALOGUE.question(key)
    words = in_words(question, said, language)
    return {"coding": [coding(choices_of(question), said, words)], "text": words or said}


def _reaction(says: Mapping[str, Any], language: str) -> Iterator[str]:
    if says.get("allergy_reaction"):
        yield str(_concept("allergy_reaction", says["allergy_reaction"], language)["text"])


def _noted(words: list[str]) -> Resource:
    return {"note": [{"text": each} for each in words]} if words else {}

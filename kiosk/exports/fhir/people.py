"""Whose visit it was, and who answered for them: Patient and RelatedPerson."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...catalogue import CATALOGUE
from ...intake.record import what_stands
from ...intake.wording import in_words
from ..exported import Exported
from .names import CLIENT, Resource, coding, id_of, identifier, reference, terminology

RELATIONS = {
    "parent": coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "PRN", "parent"),
    "legal_guardian": coding(
        "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "GUARD", "guardian"
    ),
}
"""Of a guardian, as HL7 calls it, where it has a word for that."""


def subject(one: Exported) -> Resource:
    """A reference to whose visit it is."""
    return reference("Patient", _client_id(one))


def author(one: Exported) -> Resource:
    """A reference to who signed."""
    if one.kept["signer"] == "guardian" and _says(one).get("guardian_name"):
        return reference("RelatedPerson", _guardian_id(one))
    return subject(one)


def client(one: Exported) -> Resource:
    """Whose visit it is, as they said it at this visit."""
    says = _says(one)
    found = {
        "resourceType": "Patient",
        "id": id_of("Patient", _client_id(one)),
        "identifier": [identifier(CLIENT, _client_id(one))],
        "name": list(_names(says)),
        "telecom": list(_reached(says, "phone", "email")),
        "birthDate": says.get("birth_date"),
        "contact": list(_contacts(says)),
        "communication": [_speaks(one.kept["language"])],
    }
    return {name: part for name, part in found.items() if part}


def guardian(one: Exported) -> Resource | None:
    """Who agreed for them, where somebody did."""
    says = _says(one)
    if not says.get("guardian_name"):
        return None
    relation = says.get("guardian_relation")
    found = {
        "resourceType": "RelatedPerson",
        "id": id_of("RelatedPerson", _guardian_id(one)),
        "patient": subject(one),
        "relationship": [_relation(relation)] if relation else [],
        "name": [{"text": says["guardian_name"]}],
        "telecom": list(_reached(says, "guardian_phone")),
    }
    return {name: part for name, part in found.items() if part}


def _client_id(one: Exported) -> str:
    return one.client or str(one.kept["id"])


def _guardian_id(one: Exported) -> str:
    return f"{_client_id(one)}/{_says(one)['guardian_name']}"


def _says(one: Exported) -> dict[str, Any]:
    return what_stands(one.kept.get("carried"), one.kept["answers"])


def _names(says: dict[str, Any]) -> Iterator[Resource]:
    if says.get("full_name"):
        yield {"use": "official", "text": says["full_name"]}
    if says.get("preferred_name"):
        yield {"use": "usual", "text": says["preferred_name"]}


def _reached(says: dict[str, Any], *keys: str) -> Iterator[Resource]:
    for key in keys:
        if says.get(key):
            yield {"system": "email" if key == "email" else "phone", "value": says[key]}


def _contacts(says: dict[str, Any]) -> Iterator[Resource]:
    if says.get("emergency_contact"):
        emergency = terminology("v2-0131", "C", "Emergency Contact")
        yield {"relationship": [emergency], "name": {"text": says["emergency_contact"]}}


def _speaks(language: str) -> Resource:
    return {"language": {"coding": [coding("urn:ietf:bcp:47", language)]}, "preferred": True}


def _relation(said: str) -> Resource:
    words = in_words(CATALOGUE.question("guardian_relation"), said, "en")
    known = {"coding": [RELATIONS[said]]} if said in RELATIONS else {}
    return {**known, "text": words or said}

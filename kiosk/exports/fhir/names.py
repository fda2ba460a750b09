"""What things are called in FHIR: ids that are the same at each export, code systems, addresses."""

from __future__ import annotations

from typing import Any, TypeAlias
from uuid import UUID, uuid5

from ...catalogue.questions import PickOne, Question

Resource: TypeAlias = dict[str, Any]
"""One resource, or a part of one, as plain JSON."""

OURS = "urn:x-massage-intake"
"""In front of every name that is ours: no host, for a clinic's kiosk has none that others reach."""

QUESTIONNAIRE = f"{OURS}:questionnaire"
STATEMENT = f"{OURS}:statement"
RECORD, CLIENT = f"{OURS}:record", f"{OURS}:client"

GIVEN_ON = f"{OURS}:given-on"
"""Of an item that was carried: on which earlier day it was answered; of one that was put right or
taken back, on which day that was."""
VISIT_NUMBER = f"{OURS}:visit-number"
SAID = f"{OURS}:answer"
"""Of a consent: which choice was made."""
TEXT_HASH = f"{OURS}:sha-256"

MASKED = {
    "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "valueCode": "masked",
}
"""Stands where an answer is for the therapist alone."""

_NAMESPACE = UUID("6f0f3c1e-5f4e-5a6b-8b0e-3d2d9a5c7f10")


def id_of(kind: str, key: str) -> str:
    """The id of a resource: of the same thing always the same, and of nothing else."""
    return str(uuid5(_NAMESPACE, f"{kind}/{key}"))


def reference(kind: str, key: str) -> Resource:
    """A reference to a resource of ours."""
    return {"reference": f"{kind}/{id_of(kind, key)}"}


def identifier(system: str, value: str) -> Resource:
    """An identifier: what the kiosk itself calls something."""
    return {"system": system, "value": value}


def choices_of(question: Question) -> str:
    """The code system of a question's choices."""
    among = question.among if isinstance(question, PickOne) else ""
    return system(among or question.key)


def system(what: str) -> str:
    """A code system of ours."""
    return f"{OURS}:choices:{what}"


def coding(system_: str, code: str, display: str = "") -> Resource:
    """One code, with its words where they are known."""
    return {"system": system_, "code": code} | ({"display": display} if display else {})


def terminology(system_: str, code: str, display: str = "") -> Resource:
    """A concept of HL7's own lists."""
    address = f"http://terminology.hl7.org/CodeSystem/{system_}"
    return {"coding": [coding(address, code, display)]}

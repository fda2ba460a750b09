"""What the therapist was shown: a rule's word about what a client said, and no diagnosis.

A DetectedIssue is what FHIR has for a possible trouble with something that is about to be done to
somebody, here a massage. Nobody has confirmed it: it stays ``preliminary`` whatever came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..exported import Exported
from .names import OURS, RECORD, Resource, coding, id_of, identifier, reference
from .people import subject

FLAGS = f"{OURS}:flags"

SEVERITY = {"stop_and_ask": "high", "caution": "moderate", "info": "low"}
"""By ours, how urgent FHIR calls it."""

HOW_URGENT = f"{OURS}:severity"
"""Our own word for it, beside."""


def flags(one: Exported) -> Iterator[Resource]:
    """Each flag that stands, in the order in which it prints."""
    for flag in one.kept["flags"]:
        yield _issue(one, flag)


def _issue(one: Exported, flag: Mapping[str, Any]) -> Resource:
    key = f"{one.kept['id']}/{flag['key']}"
    return {
        "resourceType": "DetectedIssue",
        "id": id_of("DetectedIssue", key),
        "extension": [{"url": HOW_URGENT, "valueCode": flag["severity"]}],
        "identifier": [identifier(RECORD, key)],
        "status": "preliminary",
        "code": {"coding": [coding(FLAGS, flag["key"], flag["flag"])], "text": flag["flag"]},
        "severity": SEVERITY[flag["severity"]],
        "patient": subject(one),
        "identifiedDateTime": one.kept["signed_at"],
        "evidence": [{"detail": [reference("QuestionnaireResponse", one.kept["id"])]}],
        **({"detail": flag["note"]} if flag.get("note") else {}),
    }

"""Who signed, who helped, what was put right since, and the paper: Provenance and its document."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..exported import Exported
from .names import Resource, coding, id_of, reference, terminology
from .people import author, subject

SIGNATURE = coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1", "Author's Signature")

ANSWERS = "74465-6"
"""LOINC: questionnaire response document."""


def provenance(one: Exported) -> Resource:
    """Who said it and signed, and how: strokes are numbers, never a picture."""
    kept = one.kept
    agents = [_agent("author", author(one)), *_helpers(kept)]
    cards = (f"{kept['id']}/{card['key']}" for card in kept["agreements"])
    signed = kept.get("signature")
    return {
        "resourceType": "Provenance",
        "id": id_of("Provenance", kept["id"]),
        "target": [_response(one), *(reference("Consent", card) for card in cards)],
        "recorded": kept["signed_at"],
        "agent": agents,
        **({"signature": [_signature(one, signed)]} if signed else {}),
    }


def made_by(key: str, at: str, who: Resource) -> Resource:
    """Who wrote the response of this key, and when: what is no part of what was signed."""
    return {
        "resourceType": "Provenance",
        "id": id_of("Provenance", key),
        "target": [reference("QuestionnaireResponse", key)],
        "recorded": at,
        "agent": [_agent("author", who)],
    }


def corrections(one: Exported) -> Iterator[Resource]:
    """One Provenance for each answer that staff put right, with the reason."""
    for number, made in enumerate(one.kept.get("put_right", ())):
        yield {
            "resourceType": "Provenance",
            "id": id_of("Provenance", f"{one.kept['id']}/{number}"),
            "target": [_response(one)],
            "recorded": made["at"],
            "reason": [{"text": made["reason"]}],
            "activity": terminology("v3-DataOperation", "UPDATE", "revise"),
            "agent": [_agent("enterer", {"display": made["by"]})],
        }


def document(one: Exported) -> Resource | None:
    """The paper as it was drawn; None where there is none to go with it."""
    if one.paper is None:
        return None
    return {
        "resourceType": "DocumentReference",
        "id": id_of("DocumentReference", one.kept["id"]),
        "status": "current",
        "type": {"coding": [coding("http://loinc.org", ANSWERS)]},
        "subject": subject(one),
        "content": [{"attachment": _pdf(one.paper)}],
        "context": {
            "encounter": [reference("Encounter", one.kept["id"])],
            "related": [_response(one)],
        },
    }


def _response(one: Exported) -> Resource:
    return reference("QuestionnaireResponse", one.kept["id"])


def _pdf(paper: bytes) -> Resource:
    sha1 = hashlib.sha1(paper, usedforsecurity=False).digest()
    return {
        "contentType": "application/pdf",
        "data": base64.b64encode(paper).decode(),
        "size": len(paper),
        "hash": base64.b64encode(sha1).decode(),
    }


def _signature(one: Exported, signed: Mapping[str, Any]) -> Resource:
    written = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "type": [SIGNATURE],
        "when": one.kept["signed_at"],
        "who": author(one),
        "sigFormat": "application/json",
        "data": base64.b64encode(written.encode()).decode(),
    }


def _helpers(kept: Mapping[str, Any]) -> Iterator[Resource]:
    if kept.get("assisted_by"):
        yield _agent("enterer", {"display": kept["assisted_by"]})
    if kept.get("signature_helper"):
        yield _agent("attester", {"display": kept["signature_helper"]})


def _agent(part: str, who: Resource) -> Resource:
    return {"type": terminology("provenance-participant-type", part), "who": who}

"""One Consent for each card: the exact text, its hash, what was said, and whether it holds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ..exported import Exported
from .names import (
    RECORD,
    SAID,
    STATEMENT,
    TEXT_HASH,
    Resource,
    coding,
    id_of,
    identifier,
    system,
    terminology,
)
from .people import author, subject

STATUS = {
    "agree": "active",
    "yes": "active",
    "over_cover": "active",
    "no": "rejected",
    "talk_first": "proposed",
    "ask": "proposed",
}
"""By the choice that was made, what a Consent is called; what was taken back is inactive."""


def consents(one: Exported) -> Iterator[Resource]:
    """A Consent for each card that was shown at this visit."""
    back = {each["card"]: each for each in one.kept.get("withdrawn", ())}
    for card in one.kept["agreements"]:
        yield _consent(one, card, back.get(_question(card["key"])))


def _question(statement: str) -> str:
    """The id of a card's question: that of a private area lacks the word in front."""
    area = statement.removeprefix("consent_")
    return area if area.startswith("sensitive_") else statement


def _consent(
    one: Exported, card: Mapping[str, Any], taken_back: Mapping[str, Any] | None
) -> Resource:
    key = f"{one.kept['id']}/{card['key']}"
    return {
        "resourceType": "Consent",
        "id": id_of("Consent", key),
        "extension": [_said(card)],
        "identifier": [identifier(RECORD, key)],
        "status": "inactive" if taken_back else STATUS[card["answer"]],
        "scope": terminology("consentscope", "treatment", "Treatment"),
        "category": [_document()],
        "patient": subject(one),
        "dateTime": card["answered_at"],
        "performer": [author(one)],
        "sourceAttachment": _text(card),
        "policy": [{"uri": f"{STATEMENT}:{card['key']}:{card['version']}"}],
        "provision": _provision(card, taken_back),
    }


def _said(card: Mapping[str, Any]) -> Resource:
    said = coding(system(_question(card["key"])), card["answer"], card["answer_label"])
    return {"url": SAID, "valueCoding": said}


def _document() -> Resource:
    return {"coding": [coding("http://loinc.org", "59284-0", "Consent Document")]}


def _text(card: Mapping[str, Any]) -> Resource:
    """The words as they were shown. FHIR's own hash is a SHA-1; ours stands beside it."""
    words = card["text"].encode()
    return {
        "extension": [{"url": TEXT_HASH, "valueString": card["text_hash"]}],
        "contentType": "text/plain; charset=utf-8",
        "language": card["language"],
        "data": base64.b64encode(words).decode(),
        "size": len(words),
        "hash": base64.b64encode(hashlib.sha1(words, usedforsecurity=False).digest()).decode(),
        "title": card["title"],
    }


def _provision(card: Mapping[str, Any], taken_back: Mapping[str, Any] | None) -> Resource:
    """Permitted only by a yes that holds; until when, where it was taken back."""
    if taken_back:
        return {"type": "permit", "period": {"end": taken_back["at"]}}
    return {"type": "permit" if STATUS[card["answer"]] == "active" else "deny"}

"""One Consent for each card: the exact text, its hash, what was said, and whether it holds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ...intake.treatment import ASKED_AGAIN
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
    """A Consent for each card that was shown at this visit, and for each that was signed anew."""
    back = {each["card"]: each for each in one.kept.get("withdrawn", ())}
    anew = list(_signed_anew(one))
    since = {_question(card["key"]): card["answered_at"] for card in anew}
    for card in one.kept["agreements"]:
        area = _question(card["key"])
        over = back.get(area) or ({"at": since[area]} if area in since else None)
        yield _consent(one, card, over or _over_with_the_visit(one, area))
    for card in anew:
        area = _question(card["key"])
        over = back.get(area) or _over_with_the_visit(one, area)
        yield _consent(one, card, over, anew=True)


def _signed_anew(one: Exported) -> Iterator[Mapping[str, Any]]:
    """The private areas as they were chosen before the session, the last word of each."""
    last = {
        card["key"]: {**card, "key": f"consent_{card['key']}", "answered_at": signing.at}
        for signing in one.session.signings
        for card in signing.cards
    }
    yield from last.values()


def _over_with_the_visit(one: Exported, area: str) -> Mapping[str, Any] | None:
    """Of the visit alone is a yes to a private area, or to being watched while moving: it ends with
    a no in the room, else with the session; None while it holds, and for every other card."""
    if area not in ASKED_AGAIN:
        return None
    refused = (each.at for each in one.session.answers if (each.area, each.answer) == (area, "no"))
    at = next(refused, "") or one.session.ended_at
    return {"at": at} if at else None


def _question(statement: str) -> str:
    """The id of a card's question: that of a private area lacks the word in front."""
    area = statement.removeprefix("consent_")
    return area if area.startswith("sensitive_") else statement


def _consent(
    one: Exported,
    card: Mapping[str, Any],
    over: Mapping[str, Any] | None,
    *,
    anew: bool = False,
) -> Resource:
    key = f"{one.kept['id']}/{card['key']}" + ("/anew" if anew else "")
    return {
        "resourceType": "Consent",
        "id": id_of("Consent", key),
        "extension": [_said(card)],
        "identifier": [identifier(RECORD, key)],
        "status": "inactive" if over and not _is_no(card) else STATUS[card["answer"]],
        "scope": terminology("consentscope", "treatment", "Treatment"),
        "category": [_document()],
        "patient": subject(one),
        "dateTime": card["answered_at"],
        "performer": [author(one)],
        "sourceAttachment": _text(card),
        "policy": [{"uri": f"{STATEMENT}:{card['key']}:{card['version']}"}],
        "provision": _provision(card, over),
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


def _is_no(card: Mapping[str, Any]) -> bool:
    return STATUS[card["answer"]] != "active"


def _provision(card: Mapping[str, Any], over: Mapping[str, Any] | None) -> Resource:
    """Permitted only by a yes that holds; until when, where it was taken back, chosen anew, refused
    in the room, or of the visit alone."""
    if _is_no(card):
        return {"type": "deny"}
    return {"type": "permit"} | ({"period": {"end": over["at"]}} if over else {})

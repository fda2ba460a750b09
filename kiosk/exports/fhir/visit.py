"""All resources of one visit, and those of a person, who may have been here more than once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ..exported import Exported
from .after import after
from .consents import consents
from .flags import flags
from .names import RECORD, VISIT_NUMBER, Resource, coding, id_of, identifier
from .people import client, guardian, subject
from .proof import corrections, document, provenance
from .response import response
from .statements import allergies, medicines

ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def of_a_person(one: Exported) -> Iterator[Resource]:
    """Whose visit it is, and who agreed for them, as of this visit."""
    if one.is_readable:
        yield client(one)
        if grown_up := guardian(one):
            yield grown_up


def of_a_visit(one: Exported) -> Iterator[Resource]:
    """What was said, agreed, signed and printed. Of one that cannot be read, that it cannot."""
    if not one.is_readable:
        yield _unreadable(one)
        return
    yield encounter(one)
    yield response(one)
    yield from consents(one)
    yield provenance(one)
    yield from corrections(one)
    yield from allergies(one)
    yield from medicines(one)
    yield from flags(one)
    yield from after(one)
    if paper := document(one):
        yield paper


def encounter(one: Exported) -> Resource:
    """The visit itself: when on the clinic's clock, where, and whose session."""
    kept = one.kept
    signed = datetime.fromisoformat(kept["signed_at"]).astimezone(ZoneInfo(kept["time_zone"]))
    number = one.visit_number
    found = {
        "resourceType": "Encounter",
        "id": id_of("Encounter", kept["id"]),
        "extension": [{"url": VISIT_NUMBER, "valueInteger": number}] if number else [],
        "identifier": [identifier(RECORD, kept["id"])],
        "status": "finished" if one.session.state == "done" else "arrived",
        "class": coding(ACT, "AMB", "ambulatory"),
        "subject": subject(one),
        "participant": [{"individual": {"display": one.therapist}}] if one.therapist else [],
        "period": {"start": signed.isoformat()},
        "location": [{"location": {"display": one.site}}] if one.site else [],
        "serviceProvider": {"display": one.clinic} if one.clinic else None,
    }
    return {name: part for name, part in found.items() if part}


def _unreadable(one: Exported) -> Resource:
    said = f"The record {one.kept['id']} cannot be read."
    return {
        "resourceType": "OperationOutcome",
        "id": id_of("OperationOutcome", str(one.kept["id"])),
        "issue": [{"severity": "error", "code": "exception", "diagnostics": said}],
    }

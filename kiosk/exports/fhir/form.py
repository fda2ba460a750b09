"""The form: all that is asked, as other systems read it and fill it in."""

from __future__ import annotations

from functools import partial

from ...catalogue import CATALOGUE
from ...languages import N_, SOURCE, translate
from . import facts
from .items import group_of, is_an_item
from .names import QUESTIONNAIRE, Resource, id_of
from .translated import worded

PROFILE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"

SIGNED = {
    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired",
    "valueCodeableConcept": {
        "coding": [
            {
                "system": "urn:iso-astm:E1762-95:2013",
                "code": "1.2.840.10065.1.12.1.7",
                "display": "Consent Signature",
            }
        ]
    },
}
"""Whoever fills it in signs the response."""


def form(majority_age: int = 18) -> Resource:
    """What is asked today: steps as groups, with when each is asked, in every language."""
    steps = (step for step in CATALOGUE.steps if any(map(is_an_item, step.questions)))
    return {
        "resourceType": "Questionnaire",
        "id": id_of("Questionnaire", CATALOGUE.version),
        "meta": {"profile": [PROFILE]},
        "language": SOURCE,
        "extension": [SIGNED],
        "url": QUESTIONNAIRE,
        "version": CATALOGUE.version,
        "name": "MassageIntake",
        **worded("title", partial(translate, N_("Massage intake"))),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [facts.group(majority_age), *map(group_of, steps)],
    }

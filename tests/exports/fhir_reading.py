"""FHIR read back: the answers of a visit, from its QuestionnaireResponse and its Provenance."""

from __future__ import annotations

import base64
import json

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany
from kiosk.exports.fhir.names import QUESTIONNAIRE


def answers_of(resources):
    """What stands by question id: left open is None, not asked is absent."""
    (response,) = intakes_in(of_kind(resources, "QuestionnaireResponse"))
    said = said_in(response)
    for proof in of_kind(resources, "Provenance"):
        for signature in proof.get("signature", ()):
            said["signature"] = json.loads(base64.b64decode(signature["data"]))
    return said


def intakes_in(responses):
    """Those of the intake's own form, without what was written after the session."""
    return [each for each in responses if each["questionnaire"].startswith(f"{QUESTIONNAIRE}|")]


def written_in(resources, step):
    """The note or the reflection of a visit: its answers, when, by whom, and what was added."""
    (response,) = (
        each
        for each in of_kind(resources, "QuestionnaireResponse")
        if each["questionnaire"] == f"{QUESTIONNAIRE}:{step.key}"
    )
    said, added = {}, ()
    for group in response["item"]:
        if group["linkId"] == "added":
            added = tuple(map(value_of, group["answer"]))
            continue
        for item in group["item"]:
            if "item" in item:
                said.setdefault(item["linkId"], []).append(mark_of(item))
            else:
                said[item["linkId"]] = answer_of(item, {q.key: q for q in step.questions})
    return said, response["authored"], response["author"].get("display", ""), added


def said_in(response):
    """What a response says, without its facts."""
    said = {}
    for group in response["item"]:
        for item in group["item"] if group["linkId"] != "facts" else ():
            if item["linkId"] == "body_marks" and "item" in item:
                said.setdefault("body_marks", []).append(mark_of(item))
            else:
                said[item["linkId"]] = answer_of(item)
    return said


def by_kind(bundle):
    """The resources of a Bundle by kind, and by how they are referred to."""
    kinds = {}
    for entry in bundle["entry"]:
        one = entry["resource"]
        kinds.setdefault(one["resourceType"], {})[entry["fullUrl"]] = one
    return kinds


def said_by_record(kinds):
    """What stands, by record id; each visit is of somebody who is there."""
    found = {}
    for url, response in kinds["QuestionnaireResponse"].items():
        if not intakes_in([response]):
            continue
        proofs = kinds["Provenance"].values()
        mine = [each for each in proofs if each["target"][0]["reference"] == url]
        found[response["identifier"]["value"]] = answers_of([response, *mine])
        assert response["subject"]["reference"] in kinds["Patient"]
    return found


def of_kind(resources, kind):
    return [each for each in resources if each["resourceType"] == kind]


def answer_of(item, known=None):
    values = [value_of(answer) for answer in item.get("answer", ())]
    if not values:
        return None
    key = item["linkId"]
    question = CATALOGUE.question(key) if known is None else known.get(key)
    return values if isinstance(question, PickMany) else values[0]


def value_of(answer):
    (value,) = answer.values()
    return value["code"] if isinstance(value, dict) else value


def mark_of(item):
    return {part["linkId"].partition(".")[2]: answer_of_part(part) for part in item["item"]}


def answer_of_part(part):
    return value_of(part["answer"][0])

"""FHIR: what stands, whole, under steady ids; two programs that are not ours find no error."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.demo.personas import personas, variants
from kiosk.exports.exported import Exported, Written, exported
from kiosk.exports.fhir.files import bulk, bundle
from kiosk.exports.fhir.visit import of_a_person, of_a_visit
from kiosk.exports.how import How
from kiosk.exports.json_lines import json_rows
from kiosk.intake.record_json import as_json
from tests.builders.records import DRAWN, a_record, a_return, signed, the_record
from tests.exports.fhir_reading import answers_of, of_kind, written_in
from tests.exports.papers import ticked
from tests.exports.whole_visits import note_of
from tests.trial import examples

HOW = How("en", (), datetime(2026, 3, 12, 9, tzinfo=UTC))
CHECKER = Path(".cache/front/node_modules/fhir/index.js")
TEXT = some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
KEPT = as_json(a_record())
PEOPLE = personas()
NOTE = Written(
    {**note_of(a_record()), "note_next_on": "2026-03-24", "note_gone": "Asked once"},
    "2026-03-10T11:40:00+00:00",
    "Mei Tanaka",
    ("2026-03-12T09:05:00+00:00: Well since.",),
)
REFLECTED = Written(
    {
        "feel_now": ["calm", "tired"],
        "pain_after": 0,
        "reflect_words": "Thank you",
        "listened": None,
    },
    "2026-03-10T12:00:00+00:00",
)


def record_of(person):
    if person.path == "new":
        return the_record(signed(person.answers))
    return a_return(person)


def resources_of(one):
    return [*of_a_person(one), *of_a_visit(one)]


def said_by(**answers):
    return resources_of(exported(a_record(**answers)))


@cache
def everything():
    visits = [exported(record_of(person)) for person in PEOPLE]
    whole = exported(ticked())
    more = replace(whole, visit_number=3, therapist="Mei Tanaka", paper=b"%PDF-1.7 a paper")
    return [*visits, replace(more, note=NOTE, reflection=REFLECTED), unreadable()]


def unreadable():
    return Exported({"id": "torn", "signed_at": KEPT["signed_at"], "unreadable": True})


def entries(visits):
    return json.loads(b"".join(bundle(visits, HOW)))["entry"]


def test_every_resource_is_what_pydantic_has_for_r4():
    pytest.importorskip("fhir.resources", reason="what reads FHIR is not installed")
    for entry in entries(everything()):
        kind = entry["resource"]["resourceType"]
        model = getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
        model.model_validate(entry["resource"])


@pytest.mark.skipif(not CHECKER.exists(), reason="the FHIR checker is not installed")
def test_another_validator_finds_no_error(tmp_path):
    file = tmp_path / "bundle.json"
    file.write_bytes(b"".join(bundle(everything(), HOW)))
    script = (
        "const {Fhir} = require(process.argv[1]);"
        "const whole = JSON.parse(require('fs').readFileSync(process.argv[2]));"
        "const found = new Fhir().validate(whole, {errorOnUnexpected: true}).messages;"
        "const bad = found.filter((one) => ['error', 'fatal'].includes(one.severity));"
        "console.log(JSON.stringify(bad));"
    )
    said = subprocess.run(
        ["node", "-e", script, CHECKER.resolve(), file], capture_output=True, check=True
    )
    assert json.loads(said.stdout) == []


@pytest.mark.parametrize("person", [*PEOPLE, *variants()], ids=lambda person: person.key)
def test_what_stands_is_rebuilt_from_either_format(person):
    record = record_of(person)
    stands = {key: None if said == [] else said for key, said in record.says.items()}
    assert answers_of(resources_of(exported(record))) == stands
    row = json.loads(*json_rows([exported(record)]))
    carried = {key: was["said"] for key, was in row.get("carried", {}).items()}
    assert carried | row["answers"] == record.says


@settings(max_examples=examples(25))
@given(TEXT)
def test_words_come_back_exactly(typed):
    one = Exported({**KEPT, "answers": {**KEPT["answers"], "respect_note": typed}})
    assert answers_of(list(of_a_visit(one)))["respect_note"] == typed


def test_the_same_visit_has_the_same_ids_at_every_export():
    assert entries([exported(a_record())]) == entries([exported(a_record())])


def test_everything_that_is_referred_to_is_in_the_bundle():
    whole = entries(everything())
    there = {entry["fullUrl"] for entry in whole}
    assert set(references(whole)) <= there


def references(part):
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        if "reference" in part:
            yield part["reference"]
        for each in part.values():
            yield from references(each)


def test_a_person_with_two_visits_is_one_patient_as_of_the_last():
    first = replace(exported(a_record(phone="555-0100")), client="c1")
    second = Exported({**as_json(a_record(phone="555-0199")), "id": "later"}, client="c1")
    (patient,) = (
        e["resource"]
        for e in entries([first, second])
        if e["resource"]["resourceType"] == "Patient"
    )
    assert patient["telecom"] == [{"system": "phone", "value": "555-0199"}]


def test_bulk_files_hold_what_the_bundle_holds():
    visits = everything()
    folder = zipfile.ZipFile(BytesIO(b"".join(bulk(visits, HOW))))
    kinds = sorted(e["resource"]["resourceType"] for e in entries(visits))
    lines = [line for name in folder.namelist() for line in folder.read(name).splitlines()]
    assert sorted(json.loads(line)["resourceType"] for line in lines) == kinds
    for name in folder.namelist():
        found = {json.loads(line)["resourceType"] for line in folder.read(name).splitlines()}
        assert found == {name.partition("-")[0]}


def test_a_consent_has_the_exact_words_and_their_hash():
    record = a_record(consent_story="yes")
    for card, consent in zip(
        record.agreements, of_kind(said_by(consent_story="yes"), "Consent"), strict=True
    ):
        words = base64.b64decode(consent["sourceAttachment"]["data"])
        assert words.decode() == card.text
        assert consent["sourceAttachment"]["extension"][0]["valueString"] == card.text_hash
        assert hashlib.sha256(words).hexdigest() == card.text_hash
        assert consent["policy"][0]["uri"].endswith(f"{card.key}:{card.version}")


def status_of(resources, card):
    return next(
        consent["status"]
        for consent in of_kind(resources, "Consent")
        if consent["identifier"][0]["value"].endswith(card)
    )


def test_a_consent_says_how_it_was_answered():
    resources = said_by(consent_story="yes", consent_treatment="talk_first")
    assert status_of(resources, "consent_story") == "active"
    assert status_of(resources, "consent_treatment") == "proposed"
    assert status_of(resources, "consent_clinician") == "rejected"


def test_a_consent_that_was_taken_back_is_inactive_from_then_on():
    back = {"card": "consent_story", "said": "yes", "asked_by": "client", "how": "in_person"}
    kept = as_json(a_record(consent_story="yes"))
    one = Exported({**kept, "withdrawn": [{**back, "at": "2026-04-01T08:00:00+00:00", "by": "a"}]})
    resources = list(of_a_visit(one))
    assert status_of(resources, "consent_story") == "inactive"
    assert status_of(resources, "consent_treatment") == "active"


def test_the_signature_is_in_the_provenance_as_it_was_made():
    (proof,) = of_kind(said_by(signature=DRAWN), "Provenance")
    assert json.loads(base64.b64decode(proof["signature"][0]["data"])) == DRAWN


def test_what_was_put_right_is_amended_and_says_why():
    right = {"question": "phone", "before": "555-0100", "now": "555-0199", "reason": "misheard"}
    kept = {**KEPT, "put_right": [{**right, "at": "2026-04-01T08:00:00+00:00", "by": "Theo"}]}
    resources = list(of_a_visit(Exported(kept)))
    assert of_kind(resources, "QuestionnaireResponse")[0]["status"] == "amended"
    assert of_kind(resources, "Provenance")[1]["reason"] == [{"text": "misheard"}]


def test_allergies_and_medicines_are_nothing_but_unconfirmed_statements():
    resources = said_by(
        allergies=["nuts"],
        allergy_reaction="skin",
        medicine_kinds=["other"],
        medicine_names="Zyrtec",
    )
    (allergy,) = of_kind(resources, "AllergyIntolerance")
    assert allergy["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
    statements = of_kind(resources, "MedicationStatement")
    assert {each["status"] for each in statements} == {"unknown"}
    assert statements[-1]["medicationCodeableConcept"]["text"] == "Zyrtec"
    assert not of_kind(said_by(allergies=["none"]), "AllergyIntolerance")


def test_the_paper_goes_with_it_where_it_may():
    one = replace(exported(a_record()), paper=b"%PDF-1.7 a paper")
    (document,) = of_kind(list(of_a_visit(one)), "DocumentReference")
    assert base64.b64decode(document["content"][0]["attachment"]["data"]) == one.paper
    assert not of_kind(said_by(), "DocumentReference")


def test_what_is_for_the_therapist_alone_is_masked():
    one = replace(exported(a_record()), withheld=frozenset({"cancer"}))
    (response,) = of_kind(list(of_a_visit(one)), "QuestionnaireResponse")
    item = next(i for group in response["item"] for i in group["item"] if i["linkId"] == "cancer")
    assert item["extension"][0]["valueCode"] == "masked"


@pytest.mark.parametrize(("step", "said"), [(SESSION_NOTE, NOTE), (REFLECT, REFLECTED)])
def test_what_was_written_after_the_session_is_rebuilt_from_either_format(step, said):
    one = replace(exported(a_record()), note=NOTE, reflection=REFLECTED)
    found, *beside = written_in(resources_of(one), step)
    assert found == said.answers
    assert beside == [said.at, said.by, said.added]
    row = json.loads(*json_rows([one]))["note" if step is SESSION_NOTE else "reflection"]
    assert (row["answers"], row["at"]) == (said.answers, said.at)
    proofs = [
        each for each in of_kind(resources_of(one), "Provenance") if each["recorded"] == said.at
    ]
    assert len(proofs) == 1


def test_what_was_not_asked_for_is_nowhere():
    one = exported(a_record())
    (response,) = of_kind(resources_of(one), "QuestionnaireResponse")
    assert response["identifier"]["value"] == one.kept["id"]


def test_a_flag_is_a_preliminary_issue_and_no_diagnosis():
    record = a_record(warning_signs=["chest_breath"])
    issues = of_kind(resources_of(exported(record)), "DetectedIssue")
    row = json.loads(*json_rows([exported(record)]))
    assert [each["code"]["coding"][0]["code"] for each in issues] == row["flags"]
    assert row["flags"]
    assert {each["status"] for each in issues} == {"preliminary"}
    urgent = {each["extension"][0]["valueCode"]: each["severity"] for each in issues}
    assert urgent["stop_and_ask"] == "high"
    assert not of_kind(resources_of(exported(record)), "Condition")

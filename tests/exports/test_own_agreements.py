"""Agreements of a clinic's own in every export: key, title, version, answer, time, how shown."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import Any

import pytest

from kiosk.catalogue.questions import InOwnWords
from kiosk.exports.exported import exported
from kiosk.exports.fhir.visit import of_a_visit
from kiosk.exports.json_lines import json_rows
from kiosk.exports.tabular import csv_answers, csv_for_people, csv_rows
from kiosk.intake.agreed import title_of
from kiosk.intake.agreement_words import AgreementWords, Published
from kiosk.intake.draft import Draft
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.freeze import Signing, record_of
from kiosk.intake.record import Record, Withdrawn
from kiosk.intake.visit import Visit
from tests.builders.records import MINIMUM, VISIT_DAY

OWN, AT = "consent_own_2", "2026-03-10T10:08:00+00:00"
WORDS = (InOwnWords("en", "No recording", "Nobody records in the room unless I say yes."),)
SHOWN = {"at": AT, "seconds": 12, "helped_by": "Dana Desk", "read_by": "Mei Tanaka"}


@pytest.fixture(scope="module")
def record() -> Record:
    """A visit with an own card that was read aloud and agreed to, and taken back later."""
    words = AgreementWords((Published(OWN, 3, "2026-03-01", WORDS),))
    facts = ClinicFacts("en", words=words)
    signing = Signing(
        *("q3Zk8fXw2LrT5vPyB7nD1g", "Quiet Hands", "en", "Europe/London", "Tablet 1"),
        therapist="Mei Tanaka",
        started_at="2026-03-10T10:00:00+00:00",
        signed_at="2026-03-10T10:12:00+00:00",
        app_version="0.1.0",
    )
    draft = Draft(answers={**MINIMUM, OWN: "yes"}, shown={OWN: SHOWN}, said_at={OWN: AT})
    signed = record_of(Visit(facts, VISIT_DAY), draft, signing)
    back = Withdrawn(OWN, "yes", "client", "by_phone", "2026-03-12T09:00:00+00:00", "dana")
    return replace(signed, fingerprint="4c1e09ab77d2f00d" * 4, withdrawn=(back,))


def row(lines: Any, encoding: str = "utf-8") -> dict[str, str]:
    text = b"".join(lines).decode(encoding)
    return next(csv.DictReader(text.splitlines()))


def test_programs_find_its_answer_in_a_column_of_its_own_with_title_version_and_time(
    record: Record,
):
    said = row(csv_rows([exported(record)]))
    assert said[OWN] == "yes"
    assert said["consent_own_1"] == ""
    assert said["consent_own_1.missing"] == "not_asked"
    assert said["own_agreements"] == f"{OWN}:No recording"
    assert f"{OWN}:3:yes:{AT}" in said["consents"].split("; ")
    assert said["withdrawn"] == f"{OWN}:2026-03-12"
    assert said["cards_shown"] == f"{OWN}:3:en:12:Dana Desk:Mei Tanaka:{AT}"
    assert said["other_answers"] == "", "it is no question of before"
    answers = b"".join(csv_answers([exported(record)])).decode()
    assert f'"{OWN}","yes"' in answers


def test_people_read_its_title_wherever_it_stands(record: Record):
    said = row(csv_for_people([exported(record)], "en"), "utf-8-sig")
    assert said["The clinic's own agreement 2"] == "No recording: Yes"
    assert said["The clinic's own agreements"] == "No recording"
    assert "No recording 3: Yes (2026-03-10)" in said["Agreements"]
    assert said["Taken back"] == "No recording: 2026-03-12"
    shown = "No recording 3, English: shown at 10:08 am, open for 0:12 min"
    by = "with Dana Desk beside; read aloud by Mei Tanaka"
    assert said["How agreements were shown"] == f"{shown}; {by}"
    spanish = row(csv_for_people([exported(record)], "es"), "utf-8-sig")
    assert any(cell == "No recording: Sí" for cell in spanish.values())


def test_json_lines_say_its_title_and_how_it_was_shown(record: Record):
    [said] = [json.loads(line) for line in json_rows([exported(record)])]
    assert said["answers"][OWN] == "yes"
    [card] = [each for each in said["agreements"] if each["key"] == OWN]
    assert (card["title"], card["version"], card["answer"]) == ("No recording", 3, "yes")
    assert card["answered_at"] == AT
    assert card["shown"] == SHOWN
    assert "shown" not in said["agreements"][0], "of that one nobody noted it"


def test_fhir_has_it_as_an_answer_and_as_a_consent(record: Record):
    found = list(of_a_visit(exported(record)))
    [response] = [each for each in found if each["resourceType"] == "QuestionnaireResponse"]
    [group] = [each for each in response["item"] if each["linkId"] == "own-agreements"]
    assert group["item"] == [
        {"linkId": OWN, "text": "No recording", "answer": [{"valueString": "yes"}]}
    ]
    assert not [each for each in response["item"] if each["linkId"] == "no-longer-asked"]
    [consent] = [
        each
        for each in found
        if each["resourceType"] == "Consent" and each["sourceAttachment"]["title"] == "No recording"
    ]
    assert (consent["status"], consent["dateTime"]) == ("inactive", AT)
    assert consent["policy"][0]["uri"].endswith(f":{OWN}:3")


def test_whoever_reads_what_was_taken_back_reads_its_title(record: Record):
    assert title_of(OWN, record, "en") == "No recording"
    assert title_of("consent_story", record, "en") == "Sharing your story"
    assert title_of("sensitive_breast", record, "en")

"""JSON Lines and the record as JSON: exact, in both directions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.exports.exported import Exported, exported
from kiosk.exports.json_lines import json_rows
from kiosk.intake.record_json import as_json, from_json
from tests.builders.records import DRAWN, a_record
from tests.exports.papers import NEW, record_of, ticked

KEPT = as_json(a_record())
TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=60)


def test_a_row_has_exactly_the_promised_parts():
    record = a_record(today_signs=["fever"])
    row = json.loads(*json_rows([exported(record)]))
    assert list(row) == [
        *("id", "signed_at", "language", "catalogue_version", "answers", "flags", "agreements"),
        *("visit_day", "visit_time", "clinic", "site", "state", "signed_by"),
    ]
    assert row["flags"] == [flag.key for flag in record.flags]
    assert row["answers"] == record.answers


def test_unanswered_is_null_and_not_asked_is_absent():
    answers = json.loads(*json_rows([exported(a_record())]))["answers"]
    assert answers["allergies"] is None
    assert "allergy_reaction" not in answers


def test_a_signature_keeps_its_strokes():
    assert json.loads(*json_rows([exported(a_record())]))["answers"]["signature"] == DRAWN


def test_agreements_name_the_statement_the_answer_and_the_words_hash():
    record = a_record(consent_story="yes")
    said = json.loads(*json_rows([exported(record)]))["agreements"][-1]
    assert (said["key"], said["version"], said["answer"]) == ("consent_story", 1, "yes")
    assert said["text_hash"] == record.agreements[-1].text_hash


def test_one_record_is_one_line():
    (row,) = json_rows([exported(a_record(respect_note="two\nlines\u2028three"))])
    assert row.count(b"\n") == 1


@given(TEXT)
def test_words_come_back_exactly(typed):
    kept = {**KEPT, "answers": {"respect_note": typed}}
    assert json.loads(*json_rows([Exported(kept)]))["answers"] == {"respect_note": typed}


@pytest.mark.parametrize("record", [record_of(person.key) for person in NEW], ids=lambda r: r.id)
def test_a_record_comes_back_equal(record):
    back = from_json(json.loads(json.dumps(as_json(record))))
    assert back == record
    assert back.fingerprint == record.fingerprint
    assert as_json(back) == as_json(record)


def test_a_record_in_two_languages_comes_back_equal():
    record = ticked()
    assert record.said != record.told
    assert from_json(as_json(record)) == record

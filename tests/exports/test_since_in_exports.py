"""What was put right or taken back since is dated by that, in every export and by its clock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from kiosk.exports.beside_visits import SHEETS
from kiosk.exports.cells import InWords
from kiosk.exports.columns import columns
from kiosk.exports.exported import Exported, Written
from kiosk.exports.fhir.names import GIVEN_ON
from kiosk.exports.fhir.response import response
from kiosk.exports.json_lines import json_rows
from kiosk.exports.values import value, values
from kiosk.intake.corrected import corrected
from kiosk.intake.record import PutRight, Record, Withdrawn
from kiosk.intake.record_json import as_json
from tests.builders.records import a_record, comes_back

FIRST = date(2026, 2, 3)
LATE = "2026-03-19T23:30:00+00:00"
"""Past midnight on the clinic's clock."""
CARD, ASKED = "consent_story", "inside"


@pytest.fixture
def again() -> Record:
    """A second visit that carried an answer and an agreement of the first, both moved since."""
    first = replace(a_record(inside=["lungs"], consent_story="yes"), visit_day=FIRST.isoformat())
    signed = comes_back([first], {"visit_kind": "returning"})
    stands = corrected(signed, {ASKED: ["kidney"], CARD: "no"}, 18)
    return replace(
        stands,
        time_zone="Europe/Madrid",
        put_right=(PutRight(ASKED, ["lungs"], ["kidney"], "misheard", LATE, "mei"),),
        withdrawn=(Withdrawn(CARD, "yes", "client", "by_phone", LATE, "mei"),),
    )


def test_json_lines_say_since_when(again: Record):
    [row] = [json.loads(line) for line in json_rows([Exported(as_json(again))])]
    assert row["carried"][ASKED] == {"said": ["kidney"], "on": "2026-02-03", "since": "2026-03-20"}
    assert row["carried"][CARD] == {"said": "no", "on": "2026-02-03", "since": "2026-03-20"}
    assert row["carried"]["consent_treatment"] == {"said": "agree", "on": "2026-02-03"}


def test_fhir_dates_it_by_that_and_calls_the_answers_amended(again: Record):
    said = response(Exported(as_json(again)))
    on = {
        item["linkId"]: item["extension"][0]["valueDate"]
        for group in said["item"]
        for item in group["item"]
        if item.get("extension", [{}])[0].get("url") == GIVEN_ON
    }
    assert (on[ASKED], on[CARD], on["consent_treatment"]) == (
        *("2026-03-20", "2026-03-20", "2026-02-03"),
    )
    assert said["status"] == "amended"
    taken_back = replace(again, put_right=())
    assert response(Exported(as_json(taken_back)))["status"] == "amended"
    signed = replace(taken_back, withdrawn=())
    assert response(Exported(as_json(signed)))["status"] == "completed"


def test_a_sheet_of_agreements_says_what_was_given_and_its_days_are_days(again: Record):
    one = Exported(as_json(again))
    words = InWords(one, "en")
    rows = {sheet.title: list(sheet.rows(one, words, {})) for sheet in SHEETS}
    [story] = [row for row in rows["Agreements"] if row[2] == "Sharing your story"]
    assert (story[4], story[-1]) == ("Yes", FIRST)
    [back] = [row for row in rows["Corrections"] if row[2] == "Sharing your story"]
    assert (back[3], back[4]) == ("Yes", "No")
    assert {row[1] for each in rows.values() for row in each} == {date(2026, 3, 10)}


def test_what_was_added_to_a_note_is_on_the_clinics_clock(again: Record):
    note = Written({}, LATE, "Mei Tanaka", (f"{LATE}: Slept: well.",))
    one = Exported(as_json(again), note=note)
    [column] = [each for each in columns() if each.key == "note_added"]
    said = InWords(one, "en").cell(column, value(column, values(one)))
    assert said == "2026-03-20 00:30: Slept: well."


@pytest.mark.parametrize(
    ("began", "hour"),
    [
        ("2026-03-10T08:05:00+00:00", "09:05"),
        ("2026-03-08T20:40:00+00:00", "10:10"),
        ("2026-03-09T22:59:00+00:00", "10:10"),
        ("2026-03-09T23:01:00+00:00", "00:01"),
    ],
)
def test_the_day_and_the_hour_of_a_visit_are_of_one_moment(again: Record, began: str, hour: str):
    signed = replace(again, started_at=began, signed_at="2026-03-10T09:10:00+00:00")
    assert signed.visit_day == "2026-03-10"
    assert values(Exported(as_json(signed)))["visit_time"] == hour

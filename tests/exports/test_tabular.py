"""CSV: steady columns, nothing a spreadsheet would compute, and every word to be had back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.exports.columns import columns, split
from kiosk.exports.exported import Exported, Written, exported
from kiosk.exports.tabular import as_typed, csv_answers, csv_for_people, csv_rows
from kiosk.intake.record_json import as_json
from tests.builders.records import DRAWN, a_record
from tests.exports.papers import ticked

TRIGGERS = "=+-@\t\r\n\0＝＋－＠"
"""What a spreadsheet takes for the start of a formula (OWASP)."""

TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=60)

KEPT = as_json(a_record())


def said(**answers):
    """A visit that says this as well."""
    return Exported({**KEPT, "answers": {**KEPT["answers"], **answers}})


def read(lines, encoding="utf-8"):
    text = b"".join(lines).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows(*records):
    return read(csv_rows(map(exported, records)))


def test_a_row_says_what_was_said():
    marks = [
        {"region": "scalp", "mark": "work", "feel": "tight", "level": 6, "since": "new"},
        {"region": "abdomen", "mark": "avoid"},
    ]
    record = a_record(goals=["pain", "sleep"], today_signs=["fever"], body_marks=marks)
    (row,) = rows(record)
    assert row["id"] == record.id
    assert row["goals"] == "pain; sleep"
    assert row["body_marks"] == "scalp:work:tight:6:new; abdomen:avoid::"
    assert row["birth_date"] == "1996-05-14"
    assert row["consent_privacy"] == "agree"
    assert row["visit_day"] == "2026-03-10"
    assert "r_fever" in row["flags"].split("; ")


def test_left_open_and_not_asked_are_told_apart_in_a_column_of_their_own():
    (row,) = rows(a_record())
    assert (row["pain_now"], row["pain_now.missing"]) == ("", "not_asked")
    assert (row["allergies"], row["allergies.missing"]) == ("", "not_answered")
    assert (row["full_name"], row["full_name.missing"]) == ("Maya Lindqvist", "")


def test_a_signature_is_only_how_it_was_made():
    (row,) = rows(a_record(signature=DRAWN))
    assert row["signature"] == "drawn"


def test_every_cell_is_quoted_and_there_is_no_mark_in_front():
    first, second = csv_rows([exported(a_record())])
    assert first.startswith(b'"id","signed_at"')
    assert second.endswith(b'"\r\n')
    assert len(second.split(b'","')) == len(columns())


def test_rows_are_made_one_by_one():
    taken = []
    made = csv_rows(taken.append(n) or exported(a_record()) for n in range(3))
    next(made)
    assert taken == []
    next(made)
    assert taken == [0]


def test_people_read_words_and_a_spreadsheet_is_told_how_they_are_written():
    record = a_record(goals=["pain"], respect_note="Ñandú — piñata", language="es")
    whole = b"".join(csv_for_people([exported(record)], "es"))
    assert whole.startswith(b"\xef\xbb\xbf")
    (row,) = read([whole], "utf-8-sig")
    assert row["¿En qué quiere que le ayudemos?: Menos dolor"] == "Sí"
    assert row["¿En qué quiere que le ayudemos?: Dormir mejor"] == "No"
    assert "Ñandú — piñata" in row.values()
    assert row["Firmado"] == "2026-03-10 10:12"
    assert len(row) == len(split())


def test_an_old_visit_reads_as_it_was_worded_when_it_was_signed():
    kept = as_json(a_record(pressure="p2_light"))
    for section in kept["said"]["sections"]:
        for line in section["lines"]:
            line["labels"] = ["Feather"] if line["key"] == "pressure" else line["labels"]
    (row,) = read(csv_for_people([Exported(kept)], "en"), "utf-8-sig")
    assert row["How firm?"] == "Feather"
    (row,) = read(csv_for_people([Exported(kept)], "es"), "utf-8-sig")
    assert row["¿Qué tan firme?"] != "Feather", "it was never worded in this language"


def test_one_row_an_answer_counts_each_choice_and_what_was_left_open():
    lines = read(csv_answers([exported(a_record(goals=["pain", "sleep"]))]))
    goals = [line["value"] for line in lines if line["column"] == "goals"]
    assert goals == ["pain", "sleep"]
    left = {line["column"] for line in lines if line["value"] == "not_answered"}
    assert "allergies.missing" in left
    assert "pregnancy_weeks.missing" not in {line["column"] for line in lines}
    assert {line["id"] for line in lines} == {KEPT["id"]}


def test_what_is_written_beside_a_visit_stands_in_its_row():
    note = Written({"note_pressure": "p2", "note_text": "softened"}, "2026-03-10T12:00:00+00:00")
    reflection = Written({"pain_after": 2}, "2026-03-10T13:00:00+00:00")
    one = replace(exported(a_record()), note=note, reflection=reflection, visit_number=3)
    (row,) = read(csv_rows([one]))
    assert (row["note_text"], row["pain_after"], row["visit_number"]) == ("softened", "2", "3")
    (row,) = read(csv_rows([exported(a_record())]))
    assert (row["note_text"], row["note_signed_at"], row["pain_after"]) == ("", "", "")


def test_answers_to_what_is_asked_no_more_are_not_lost():
    (row,) = read(csv_rows([said(old_question="ja", goals=["pain", "retired"])]))
    assert json.loads(row["other_answers"]) == {"old_question": "ja", "goals": ["retired"]}


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_formula_is_only_words(trigger):
    (row,) = read(csv_rows([said(respect_note=f"{trigger}cmd|' /C calc'!A0")]))
    assert row["respect_note"] == f"'{trigger}cmd|' /C calc'!A0"


@given(TEXT)
def test_no_cell_begins_like_a_formula_and_each_can_be_had_back(typed):
    (row,) = read(csv_rows([said(respect_note=typed)]))
    assert not row["respect_note"].startswith(tuple(TRIGGERS))
    assert as_typed(row["respect_note"]) == typed


@given(some.sampled_from(TRIGGERS), some.integers(0, 3), TEXT)
def test_not_even_behind_apostrophes(trigger, apostrophes, rest):
    typed = "'" * apostrophes + trigger + rest
    (row,) = read(csv_rows([said(full_name=typed)]))
    assert row["full_name"].startswith("'")
    assert as_typed(row["full_name"]) == typed


def test_every_kind_of_answer_has_words_and_a_code():
    (row,) = rows(ticked())
    (worded,) = read(csv_for_people([exported(ticked())], "en"), "utf-8-sig")
    filled = [key for key, cell in row.items() if cell and not key.endswith(".missing")]
    assert len(filled) > 120
    assert sum(1 for cell in worded.values() if cell) > len(filled)
    assert list(islice(row, 4)) == ["id", "signed_at", "language", "catalogue_version"]

"""CSV: steady columns, nothing a spreadsheet would compute, and every word to be had back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.catalogue import CATALOGUE
from kiosk.exports.tabular import NOT_ANSWERED, as_typed, csv_rows, headings
from kiosk.intake.record_json import as_json
from tests.builders.records import DRAWN, a_record
from tests.exports.papers import ticked

TRIGGERS = "=+-@\t\r\n\0＝＋－＠"
"""What a spreadsheet takes for the start of a formula (OWASP)."""

TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=60)


KEPT = as_json(a_record())


def said(**answers):
    """A kept record with these answers as well."""
    return {**KEPT, "answers": {**KEPT["answers"], **answers}}


def read(*records):
    text = b"".join(csv_rows(records)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_columns_are_the_record_the_questions_in_order_and_the_flags():
    columns = headings()
    assert columns[:4] == ("id", "signed_at", "language", "catalogue_version")
    assert columns[-3:] == ("flags", "carried", "corrected")
    keys = [q.key for q in CATALOGUE.questions if q.key != "language"]
    assert list(columns[4:-3]) == keys
    assert len(set(columns)) == len(columns)


def test_a_row_says_what_was_said():
    marks = [
        {"region": "scalp", "mark": "work", "feel": "tight", "level": 6, "since": "new"},
        {"region": "abdomen", "mark": "avoid"},
    ]
    record = a_record(goals=["pain", "sleep"], today_signs=["fever"], body_marks=marks)
    (row,) = read(record)
    assert row["id"] == record.id
    assert row["goals"] == "pain; sleep"
    assert row["body_marks"] == "scalp:work:tight:6:new; abdomen:avoid::"
    assert row["birth_date"] == "1996-05-14"
    assert row["consent_privacy"] == "agree"
    assert "r_fever" in row["flags"].split("; ")


def test_left_open_and_not_asked_are_told_apart():
    (row,) = read(a_record())
    assert row["allergies"] == NOT_ANSWERED
    assert row["allergy_reaction"] == ""


def test_a_signature_is_only_how_it_was_made():
    (row,) = read(a_record(signature=DRAWN))
    assert row["signature"] == "drawn"


def test_a_kept_record_needs_no_unpacking():
    record = ticked()
    assert read(as_json(record)) == read(record)


def test_every_cell_is_quoted_and_there_is_no_mark_in_front():
    first, second = csv_rows([a_record()])
    assert first.startswith(b'"id","signed_at"')
    assert second.endswith(b'"\r\n')
    assert len(second.split(b'","')) == len(headings())


def test_rows_are_made_one_by_one():
    taken = []
    rows = csv_rows(taken.append(n) or a_record() for n in range(3))
    next(rows)
    assert taken == []
    next(rows)
    assert taken == [0]


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_formula_is_only_words(trigger):
    (row,) = read(said(respect_note=f"{trigger}cmd|' /C calc'!A0"))
    assert row["respect_note"] == f"'{trigger}cmd|' /C calc'!A0"


@given(TEXT)
def test_no_cell_begins_like_a_formula_and_each_can_be_had_back(typed):
    (row,) = read(said(respect_note=typed))
    assert not row["respect_note"].startswith(tuple(TRIGGERS))
    assert as_typed(row["respect_note"]) == typed


@given(some.sampled_from(TRIGGERS), some.integers(0, 3), TEXT)
def test_not_even_behind_apostrophes(trigger, apostrophes, rest):
    typed = "'" * apostrophes + trigger + rest
    (row,) = read(said(full_name=typed))
    assert row["full_name"].startswith("'")
    assert as_typed(row["full_name"]) == typed

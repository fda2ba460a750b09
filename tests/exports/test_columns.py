"""One definition of columns: derived from the catalogue, told in the dictionary, never shifting."""

from __future__ import annotations

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.after import REFLECT, SESSION_NOTE
from kiosk.catalogue.questions import PickMany, Scale
from kiosk.exports import columns as told
from kiosk.exports.columns import columns, read_lines, split
from kiosk.exports.dictionary import dictionary
from kiosk.exports.exported import Exported, exported
from kiosk.exports.groups import chosen, group_of, groups, in_words
from kiosk.exports.headings import headings
from kiosk.exports.values import values
from kiosk.intake.record_json import as_json
from kiosk.languages import REVIEWED
from tests.builders.records import a_record
from tests.spoken import EACH_LANGUAGE


def test_every_question_has_its_column_and_one_a_choice_where_many_can_be_picked():
    whole, parts = ({column.key for column in every()} for every in (columns, split))
    asked = (*CATALOGUE.questions, *SESSION_NOTE.questions, *REFLECT.questions)
    for question in asked:
        assert question.key in whole
        if isinstance(question, PickMany):
            assert {f"{question.key}.{choice.key}" for choice in question.choices} <= parts


def test_a_column_of_numbers_holds_numbers_alone():
    scales = {q.key for q in CATALOGUE.questions if isinstance(q, Scale)}
    assert scales <= {column.key for column in columns() if column.kind == "number"}
    row = values(exported(a_record(goals=["pain"])))
    assert not scales & row.keys()
    assert {row[f"{key}.missing"] for key in scales} == {"not_answered", "not_asked"}


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_no_two_headings_read_alike(language: str):
    for every in (columns(), split()):
        found = headings(every, language)
        assert len(set(found)) == len(every)


def test_the_dictionary_says_of_every_column_what_it_means_and_since_when():
    lines = list(dictionary("en", [("abc", "2026-01-01", "2026-03-01")]))
    by_key = {line.column: line for line in lines}
    assert by_key.keys() >= {each.key for each in (*columns(), *split())}
    assert all(line.means and line.since and line.kind for line in lines)
    assert "p2_light = Light" in by_key["pressure"].choices
    assert by_key["catalogue_version"].choices == "abc: 2026-01-01 – 2026-03-01"
    assert "version 2" in by_key["consent_feelings"].means
    assert "not_answered = Asked and not answered" in by_key["pain_now.missing"].choices


def test_what_moved_is_told_and_its_answers_stand_under_the_new_id(
    monkeypatch: pytest.MonkeyPatch,
):
    lines = "\n".join(f"0.1.0 {each.key}" for each in (*columns(), *split()))
    old = read_lines(f"0.0.1 firmness until 0.1.0 now pressure\n{lines}")
    told.moved.cache_clear()
    monkeypatch.setattr(told, "known", lambda: old)
    monkeypatch.setattr("kiosk.exports.dictionary.known", lambda: old)
    kept = as_json(a_record())
    kept["answers"].pop("pressure")
    row = values(Exported({**kept, "answers": {**kept["answers"], "firmness": "p2_light"}}))
    assert row["pressure"] == "p2_light"
    assert "other_answers" not in row
    first = next(dictionary("en"))
    assert (first.column, first.until) == ("firmness", "0.1.0")
    assert "pressure" in first.means
    told.moved.cache_clear()


def test_groups_are_chosen_with_the_id_and_why_each_of_their_answers_is_empty():
    found = chosen(columns(), ["comfort", "missing"])
    assert found[0].key == "id"
    assert {group_of(column) for column in found[1:]} == {"comfort", "missing"}
    assert "pressure" not in {each.key for each in found} or "pressure.missing" in {
        each.key for each in found
    }
    assert chosen(columns(), ()) == columns()
    for language in REVIEWED:
        assert all(in_words(group, language) for group in groups())

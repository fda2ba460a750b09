"""A record with what was put right: all that hangs on an answer follows it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne
from kiosk.intake.corrected import corrected, is_drawn, may_be_corrected
from kiosk.intake.record import Record
from tests.builders.records import a_record, comes_back, the_record, ticks_everything


def fired(record: Record) -> list[str]:
    return [flag.key for flag in record.flags]


def right(record: Record, **now: Any) -> Record:
    return corrected(record, now, 18)


def test_a_stop_and_ask_put_right_is_flagged_and_shown_in_both_languages():
    record = a_record(clinic_language="es", cancer="never")
    now = right(record, cancer="now")
    assert "r_cancer_now" not in fired(record)
    assert "r_cancer_now" in fired(now)
    for told in (now.told, now.said):
        line = told.line("cancer")
        assert line
        assert (line.answer, line.severity) == ("now", "stop_and_ask")
    assert now.said.line("cancer") != now.told.line("cancer")


def test_a_flag_falls_with_the_answer_it_came_from():
    record = a_record(cancer="now", medicine_kinds=["blood_thinner"])
    now = right(record, cancer="never")
    assert set(fired(record)) - set(fired(now)) >= {"r_cancer_now"}
    assert "r_bleeding" in fired(now), "which came from another answer"
    line = now.told.line("cancer")
    assert line
    assert line.severity == ""


@pytest.mark.parametrize(("born", "age", "minor"), [("1980-05-14", 45, False), ("", None, False)])
def test_a_birth_year_put_right_takes_the_child_off_the_page(
    born: str, age: int | None, minor: bool
):
    record = a_record(birth_date="2015-05-14", signer="client")
    assert {"r_minor", "r_guardian_gap"} <= set(fired(record))
    now = right(record, birth_date=born or None)
    assert (now.age, now.is_minor) == (age, minor)
    assert not {"r_minor", "r_guardian_gap"} & set(fired(now))
    assert now.agreements == record.agreements, "what was agreed to is the client's alone"


def test_an_adult_who_turns_out_to_be_a_child_has_signed_alone():
    now = right(a_record(birth_date="1996-05-14"), birth_date="2013-05-14")
    assert now.is_minor
    assert {"r_minor", "r_guardian_gap"} <= set(fired(now))


def test_what_the_corrected_answer_closes_is_gone_from_every_reading():
    record = a_record(pregnancy="yes", pregnancy_weeks="w28_plus")
    now = right(record, pregnancy="no")
    assert "pregnancy_weeks" not in now.says
    assert now.told.line("pregnancy_weeks") is None
    assert not [key for key in fired(now) if "preg" in key]


@pytest.mark.parametrize(
    "put_right", [{"pregnancy": "no"}, {"cancer": "never"}, {"allergies": ["none"]}]
)
def test_what_the_corrected_answer_closes_was_not_passed_over(put_right: dict[str, Any]):
    (record,) = PEOPLE
    now = right(record, **put_right)
    closed = record.answers.keys() - now.answers.keys()
    assert any(CATALOGUE.question(key).required for key in closed)
    assert "r_not_answered" not in {*fired(record), *fired(now)}


def test_a_safety_question_put_right_to_nothing_is_not_answered():
    assert "r_not_answered" in fired(right(a_record(cancer="now"), cancer=None))


def test_an_answer_taken_back_was_asked_and_is_not_answered():
    now = right(a_record(health_note="old injury"), health_note=None)
    assert now.answers["health_note"] is None
    line = now.told.line("health_note")
    assert line
    assert line.answer is None


def test_what_was_carried_is_put_right_where_it_stands():
    first = a_record(inside=["lungs"])
    again = comes_back([first], {"visit_kind": "returning", "changed": ["nothing"]})
    assert again.carried["inside"]["said"] == ["lungs"]
    now = right(again, inside=["kidney"])
    assert now.says["inside"] == ["kidney"]
    assert "inside" not in now.answers, "it was not asked that day"
    assert fired(now) != fired(again)


def test_a_change_that_turns_out_to_be_none_is_no_change():
    first = a_record(phone="555 0101")
    again = comes_back(
        [first],
        {"visit_kind": "returning", "changed": ["contact"], "phone": "555 0199"},
    )
    assert "phone" in [change.key for change in again.told.changes]
    now = right(again, phone="555 0101")
    assert "phone" not in [change.key for change in now.told.changes]


def test_nothing_put_right_changes_nothing():
    record = a_record()
    assert corrected(record, {}, 18) is record


PEOPLE = [the_record({k: v for k, v in ticks_everything().items() if v is not None})]
STAFF_MAY = [q for q in CATALOGUE.questions if may_be_corrected(q.key) and not is_drawn(q)]


CHOSEN = [q for q in STAFF_MAY if isinstance(q, PickOne | PickMany) and q.key in PEOPLE[0].answers]


@settings(max_examples=60)
@given(st.data())
def test_no_choice_put_right_makes_an_answered_safety_question_unanswered(data: st.DataObject):
    (record,) = PEOPLE
    assert "r_not_answered" not in fired(record)
    question = data.draw(st.sampled_from(CHOSEN))
    choice = data.draw(st.sampled_from(sorted(question.offered)))
    answer = choice if isinstance(question, PickOne) else [choice]
    assert "r_not_answered" not in fired(right(record, **{question.key: answer}))


@settings(max_examples=60)
@given(st.data())
def test_putting_right_and_back_again_is_the_record_as_it_was_signed(data: st.DataObject):
    record = data.draw(st.sampled_from(PEOPLE))
    question = data.draw(st.sampled_from([q for q in STAFF_MAY if q.key in record.answers]))
    now = right(record, **{question.key: record.answers[question.key]})
    assert now == record, "the same answer again"
    assert right(record, **{question.key: None}).agreements == record.agreements

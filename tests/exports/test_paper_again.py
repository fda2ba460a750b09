"""The paper of a client who comes back: what is new, and from when the rest is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from kiosk.exports.paper.again import changes
from kiosk.exports.paper.html import paper_html
from kiosk.exports.paper.told import Told
from kiosk.intake.record import Record
from tests.builders.records import (
    LAST_VISIT,
    a_record,
    a_return,
    comes_back,
    last_visit_of,
    the_record,
)
from tests.exports.papers import EACH_SIZE, RETURNING, Paper, paper
from tests.exports.test_paper_languages import OTHERS, left_in_english
from tests.exports.test_paper_words import read

pytestmark = pytest.mark.paper


BEFORE_THAT = date(2025, 10, 3)


@cache
def athlete(size: str = "A4") -> Paper:
    return paper(a_return(RETURNING), size)


def first_visit(day: date = LAST_VISIT, **said: Any) -> Record:
    """The athlete's first visit, with this said besides."""
    start = {"language": "en", "visit_kind": "new", "any_sensitive": "no"}
    return the_record({**start, **last_visit_of(RETURNING), **said}, day=day)


def third_visit(**said: Any) -> Record:
    """Back for the second time: at the first return the map was drawn anew."""
    first = first_visit(BEFORE_THAT)
    second = comes_back([first], dict(RETURNING.answers), day=LAST_VISIT)
    answers = {**RETURNING.answers, "changed": ["nothing"], "body_marks": None, **said}
    return comes_back([first, second], answers)


@pytest.mark.parametrize("size", EACH_SIZE)
def test_page_one_of_a_return_is_one_page_and_tagged(size: str):
    drawn = athlete(size)
    assert [page for _, page in drawn.headings][:11] == [1] * 10 + [2]
    assert drawn.reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Table" in {tag for tag, _ in drawn.tags()}
    assert not drawn.drawn.remarks


@pytest.mark.parametrize("size", EACH_SIZE)
def test_the_athlete_finds_what_a_therapist_must_know(size: str):
    first = athlete(size).first
    for words in (
        *("RETURNING, changed: Where it hurts. Yes, all still true.", "Kept from 20 January 2026"),
        *("W Calf (right), Tight 5", "W Back of thigh (right), Ache 4", "? Knee (left)"),
        *("Pain now: 4.", "Last massage: Better for days", "4 Firm", "CAUTION nothing reported"),
        "Stress: not asked this visit; last: 3, 20 January 2026.",
        *("Agreements still valid since 20 January 2026", "Movement check: not asked this visit"),
        "Said on 10 March 2026 that all is still true",
    ):
        assert words in first, words


@pytest.mark.parametrize("size", EACH_SIZE)
def test_old_and_new_marks_stand_side_by_side(size: str):
    first = athlete(size).first
    start = first.index("Question Before Now")
    row = first[start : first.index("Today", start)]
    old, _, new = row.partition("20 January 2026")
    assert "Work here: Calf (right) (Tight, 6) Be gentle: Low back (left)" in old
    assert "Work here: Calf (right) (Tight, 5) Work here: Back of thigh (right) (Ache, 4)" in new


def test_an_answer_kept_from_the_one_day_needs_no_date_of_its_own():
    text = read(a_return(RETURNING))
    assert "How active are you? Hard training Do you" in text
    assert "Nothing reported for (20 January 2026): Heart and blood" in text


def test_answers_kept_from_several_days_have_their_dates():
    text = read(third_visit())
    assert "RETURNING: Nothing has changed. Yes, all still true" in text
    assert "Kept from 3 October 2025 to 20 January 2026." in text
    assert "How active are you? Hard training (3 October 2025)" in text
    assert "What has changed" in text
    assert "Question Before Now" not in text


def test_what_was_put_right_while_looking_over_is_not_called_unchanged():
    changed = a_return(RETURNING).told.changes
    record = a_return(RETURNING, changed=["nothing"])
    text = read(replace(record, told=replace(record.told, changes=changed)))
    assert "RETURNING: New answers on page 2: 1. Yes, all still true" in text


def test_what_was_not_asked_is_told_as_last_time_and_never_as_a_fact():
    first = first_visit(night_waking="most", pain_week=6, good_visit="To run again")
    text = read(comes_back([first], dict(RETURNING.answers)))
    assert "wake you at night? not asked this visit; last: Most nights, 20 January 2026" in text
    assert "7 days not asked this visit; last: 6, 20 January 2026" in text
    assert "a good visit? not asked this visit; last: “To run again”, 20 January 2026" in text
    assert "Pain now: 4." in text


def test_the_newest_of_two_older_numbers_is_told():
    first = first_visit(BEFORE_THAT)
    second = comes_back([first], {**RETURNING.answers, "today_stress": 7}, day=LAST_VISIT)
    text = read(comes_back([first, second], dict(RETURNING.answers)))
    assert "Stress: not asked this visit; last: 7, 20 January 2026." in text


def test_stress_asked_today_is_told_as_it_is():
    assert "Stress: 8." in read(a_return(RETURNING, today_stress=8))


def test_what_is_said_in_private_is_in_no_change():
    first = first_visit(mind=["anxiety", "in_private"], cancer="past")
    answers = {**RETURNING.answers, "changed": ["health"], "mind": ["anxiety"], "cancer": "never"}
    told = Told(comes_back([first], answers))
    assert {change.key for change in told.record.told.changes} >= {"mind", "cancer"}
    assert {change.key for change in told.changes} & {"mind", "cancer"} == {"cancer"}


def test_a_client_s_own_words_are_quoted_old_and_new():
    answers = {**RETURNING.answers, "changed": ["new_problem"], "complaint_words": "Now my back"}
    html = paper_html(comes_back([first_visit()], answers))
    assert "<p>“<bdi>Calf tightens after long runs</bdi>”</p>" in html
    assert "<p>“<bdi>Now my back</bdi>”</p>" in html


def test_a_card_that_is_due_is_counted_apart_from_those_that_hold():
    past = first_visit(consent_privacy="talk_first")
    record = comes_back([past], {**RETURNING.answers, "consent_privacy": "agree"})
    text = read(record)
    assert "1 of 1 card agreed. Others still valid since 20 January 2026." in text
    assert "“No” since 20 January 2026: Talking with your doctor" in text


def test_what_brought_the_tension_back_stands_with_the_changes():
    record = a_return(RETURNING, brought_back=["sport", "sleep"])
    (said,) = [p for p in changes(Told(record)).block.pairs if "tension back" in p.prompt]
    assert said.said[0].text == "Sport; Sleep"


def test_a_first_visit_says_nothing_of_an_earlier_one():
    text = read(a_record())
    for words in ("Kept from", "last:", "What has changed", "still valid"):
        assert words not in text


@pytest.mark.parametrize("clinic", ["a_return", "comes_back"])
@pytest.mark.parametrize("language", OTHERS)
def test_a_return_is_in_another_language_throughout(clinic: str, language: str):
    def record(code: str) -> Record:
        if clinic == "a_return":
            return a_return(RETURNING, code, brought_back=["sport"])
        first = first_visit(night_waking="most", consent_privacy="talk_first")
        answers = {**RETURNING.answers, "consent_privacy": "agree"}
        return comes_back([first], answers, code)

    assert left_in_english(record(language), record("en")) == []

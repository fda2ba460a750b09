"""A client's copy says which answers are not as they were signed, and tells nothing private."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.exports.client_copy import copy_of
from kiosk.intake.corrected import corrected
from kiosk.intake.record import PutRight, Record
from tests.builders.records import a_record
from tests.exports.test_paper_written import AT, put_right


def lines(record: Record) -> dict[str, str]:
    return {prompt: words for part in copy_of(record).parts for prompt, words in part.lines}


def test_an_answer_that_was_put_right_says_so_and_what_was_signed():
    record = put_right(a_record(massage_before="never"), massage_before="few")
    before, after = lines(a_record(massage_before="never")), lines(record)
    (asked,) = {key for key in after if after[key] != before.get(key)}
    assert after[asked] == (
        f"A few times (put right on 11 March 2026; when it was signed, it said: {before[asked]})"
    )


def test_an_answer_that_was_taken_away_is_still_on_it():
    record = put_right(a_record(good_visit="To sleep"), good_visit=None)
    assert [words for words in lines(record).values() if "To sleep" in words] == [
        "not answered (put right on 11 March 2026; when it was signed, it said: To sleep)"
    ]


def test_what_was_put_right_back_is_as_it_was_signed():
    record = put_right(a_record(massage_before="never"), massage_before="never")
    assert lines(record) == lines(a_record(massage_before="never"))


@pytest.mark.parametrize(
    ("key", "before", "now"),
    [
        ("private_word", "yes", None),
        ("inside", ["in_private"], ["lungs"]),
        ("after_release", "talk", "quiet"),
    ],
)
def test_what_is_for_a_private_talk_is_not_told_by_it_either(key: str, before: object, now: object):
    said = a_record(**{key: now} if now else {})
    right = PutRight(key, before, now, "misheard", AT, "mei")
    assert lines(replace(said, put_right=(right,))) == lines(said)


def test_an_answer_that_fell_with_another_is_told_by_what_was_asked():
    said = a_record(allergies=["other"], allergy_note="figs")
    right = PutRight("allergy_note", "figs", "plums", "misheard", AT, "mei")
    stands = corrected(said, {"allergy_note": "plums", "allergies": ["none"]}, 18)
    told = list(lines(replace(stands, put_right=(right,))).values())
    assert "put right on 11 March 2026; when it was signed, it said: figs" in told
    assert "figs" not in str(lines(stands))

"""A Spanish clinic's paper: every word in Spanish but the client's own."""

from __future__ import annotations

import re

import pytest

from kiosk.exports.paper import paper_html
from kiosk.intake.history import NO_HISTORY, History
from kiosk.intake.record import Record
from tests.exports.papers import NEW, record_of, ticked
from tests.records import a_record

PIECE = re.compile(r">([^<]+)<")
SAME_IN_BOTH = re.compile(
    r"[\W\d]*|consent_\w+, \d+, \w\w|[WGX?]|(NO|No|Diabetes)\W*"  # ids, letters, words of both
)


def pieces(record: Record, history: History = NO_HISTORY) -> set[str]:
    """The texts between the tags of a paper, without the client's own words."""
    html = re.sub(r"<bdi>.*?</bdi>", "", paper_html(record, history), flags=re.DOTALL)
    return {piece.strip() for piece in PIECE.findall(html) if piece.strip()}


def left_in_english(in_spanish: Record, in_english: Record) -> list[str]:
    same = pieces(in_spanish) & pieces(in_english)
    return sorted(piece for piece in same if not SAME_IN_BOTH.fullmatch(piece))


@pytest.mark.parametrize("person", [person.key for person in NEW])
def test_a_spanish_paper_keeps_no_english(person):
    assert left_in_english(record_of(person, "es"), record_of(person)) == []


@pytest.mark.parametrize("minor", [False, True])
def test_not_even_where_everything_is_ticked(minor):
    assert left_in_english(ticked(minor, "es"), ticked(minor)) == []


def test_nor_where_everything_is_skipped():
    assert left_in_english(a_record("es", ""), a_record("en", "")) == []


def test_a_return_is_spanish_too():
    said = {"visit_kind": "returning", "changed": ["nothing"], "still_true_ok": "yes"}
    gone = {"signature": None, "full_name": None}
    assert left_in_english(a_record("es", **said, **gone), a_record("en", **said, **gone)) == []


def test_the_clients_words_stay_as_typed_and_the_days_are_spanish():
    html = paper_html(record_of("p6_caregiver", "es"))
    assert "“<bdi>Deep hip pain, wakes me at night</bdi>”" in html
    assert "10 de marzo de 2026" in html
    assert 'lang="es"' in html

"""A paper in another language: every word in it but the client's own."""

from __future__ import annotations

import re

import pytest

from kiosk.exports.paper.html import paper_html
from kiosk.intake.history import NO_HISTORY, History
from kiosk.intake.record import Record
from kiosk.languages import SOURCE
from kiosk.languages.words import words
from tests.builders.records import a_record
from tests.exports.papers import NEW, record_of, ticked
from tests.spoken import QUICK

pytestmark = pytest.mark.paper


PIECE = re.compile(r">([^<]+)<")
NO_WORDS = re.compile(r"[\W\d]*|\d+, \w+|[WGX?]")
"""Numbers, letters, and the version of a statement in the language it was read in."""
OTHERS = [code for code in QUICK if code != SOURCE]


def pieces(record: Record, history: History = NO_HISTORY) -> set[str]:
    """The texts between the tags of a paper, without the client's own words."""
    html = re.sub(r"<bdi>.*?</bdi>", "", paper_html(record, history), flags=re.DOTALL)
    return {piece.strip() for piece in PIECE.findall(html) if piece.strip()}


def left_in_english(theirs: Record, in_english: Record) -> list[str]:
    """What a paper says as the English one does, though the language has other words for it."""
    alike = {
        english for (_, english), said in words(theirs.told.language).items() if said[0] == english
    }
    same = pieces(theirs) & pieces(in_english)
    return sorted(
        piece
        for piece in same
        if not NO_WORDS.fullmatch(piece) and piece.strip(" .,;:") not in alike
    )


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("person", [person.key for person in NEW])
def test_a_paper_in_another_language_keeps_no_english(person: str, language: str):
    assert left_in_english(record_of(person, language), record_of(person)) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("minor", [False, True])
def test_not_even_where_everything_is_ticked(minor: bool, language: str):
    assert left_in_english(ticked(minor, language), ticked(minor)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_nor_where_everything_is_skipped(language: str):
    assert left_in_english(a_record(language, ""), a_record("en", "")) == []


@pytest.mark.parametrize("language", OTHERS)
def test_nor_on_a_return(language: str):
    said = {"visit_kind": "returning", "changed": ["nothing"], "still_true_ok": "yes"}
    gone = {"signature": None, "full_name": None}
    theirs, ours = (a_record(code, **said, **gone) for code in (language, "en"))
    assert left_in_english(theirs, ours) == []


def test_the_clients_words_stay_as_typed_and_the_days_are_spanish():
    html = paper_html(record_of("p6_caregiver", "es"))
    assert '«<bdi lang="en">Deep hip pain, wakes me at night</bdi>»' in html
    assert "10 de marzo de 2026" in html
    assert 'lang="es"' in html

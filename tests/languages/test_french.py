"""French: spoken to formally, with its spaces, days and times as people who speak it write them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kiosk.languages import (
    NightOrDay,
    countries,
    day_order,
    format_birthday,
    format_day,
    format_number,
    format_short_day,
    format_weekday,
    paper_size_of,
    read_day,
    read_number,
    read_time,
    translate,
    translate_count,
)
from tests.languages.sayings import sayings

MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
]
NARROW = "\u202f"

pytestmark = pytest.mark.usefixtures("every_folder_whole")


def test_everybody_is_spoken_to_formally():
    familiar = re.compile(r"\b(tu|toi|te|ton|ta|tes)\b|(?<!-)\bt’", re.I)
    assert [words for words in sayings("fr") if familiar.search(words)] == []


def test_nobodys_sex_is_told_by_a_sign_inside_a_word():
    inside = re.compile(r"\w(\(e\)|·e|\.e\b|/e\b)")
    assert [words for words in sayings("fr") if inside.search(words)] == []


def test_a_mark_of_two_parts_has_its_narrow_space_before_it():
    glued = re.compile(rf"[^{NARROW}\d\W][;:!?»]|[ \u00a0][;:!?»]|«(?!{NARROW})")
    links = re.compile(r"https?:|%\(\w+\)d:%")
    assert [words for words in sayings("fr") if glued.search(links.sub("", words))] == []


def test_quotation_marks_and_apostrophes_are_the_french_ones():
    assert [words for words in sayings("fr") if re.search("[\"'“”]", words)] == []
    assert [words for words in sayings("fr") if words.count("«") != words.count("»")] == []


def test_the_same_english_is_told_apart_by_its_key():
    assert translate("Back", "fr", "text.back") == "Retour"
    assert translate("Back", "fr", "c.keep_covered.back") == "Dos"
    assert translate("Back", "fr", "c.night_position.back") == "Sur le dos"


@pytest.mark.parametrize(("count", "words"), [(0, "an"), (1, "an"), (2, "ans")])
def test_none_is_counted_like_one(count: int, words: str):
    years = translate_count("%(count)d year", "%(count)d years", count, "fr")
    assert years % {"count": count} == f"{count} {words}"


@pytest.mark.parametrize(("number", "month"), [*enumerate(MONTHS, 1)])
def test_a_day_is_printed_and_read_again(number: int, month: str):
    day = date(2026, number, 9)
    printed = format_day(day, "fr"), format_short_day(day.isoformat(), "fr")
    assert printed[0] == f"9 {month} 2026"
    assert format_birthday(day.isoformat(), "fr") == f"9 {month}"
    for typed in (*printed, f"{format_weekday(day, 'fr')} {printed[0]}", f"9/{number}/2026"):
        assert read_day(typed) == day, typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(("10 mars 2026", "2026-03-10"), ("le mardi 10 mars 2026", "2026-03-10")),
        *(("10/03/2026", "2026-03-10"), ("10.3.2026", "2026-03-10"), ("10-3-2026", "2026-03-10")),
        *(("1er janvier 2026", "2026-01-01"), ("le 1er août 2026", "2026-08-01")),
        *(("3 fevrier 2026", "2026-02-03"), ("3 AOUT 2026", "2026-08-03")),
        *(("25 dec. 2026", "2026-12-25"), ("14 juil. 2026", "2026-07-14")),
    ],
)
def test_a_day_is_taken_as_people_write_it(typed: str, day: str):
    assert read_day(typed).isoformat() == day


@pytest.mark.parametrize(("typed", "number"), [("Février", 2), ("fevr.", 2), ("juin", 6)])
def test_a_month_is_taken_without_its_accents(typed: str, number: int):
    assert read_number(typed) == number


def test_how_two_months_begin_alike_is_asked_back():
    with pytest.raises(ValueError, match="jui"):
        read_number("jui")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("14 h 30", "14:30"), ("14h30", "14:30"), ("14:30", "14:30"), ("14 h", "14:00")),
        *(("14\u202fh\u202f30", "14:30"), ("14H30", "14:30"), ("9 heures", "09:00")),
        *(("14 heures 30", "14:30"), ("2 h 30", "14:30"), ("2:30 am", "02:30")),
    ],
)
def test_a_time_is_taken_as_people_write_it(typed: str, meant: str):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["02 h 30", "0h15"])
def test_what_may_be_the_night_is_asked_back(typed: str):
    with pytest.raises(NightOrDay):
        read_time(typed)


@pytest.mark.parametrize("typed", ["midi", "heures", "25 h", "14 h 5", "14 heures et quart"])
def test_what_is_no_time_is_none(typed: str):
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)


def test_a_number_has_a_comma():
    assert format_number(7.5, "fr") == "7,5"


def test_countries_are_named_and_write_the_day_first():
    named = dict(countries("fr"))
    assert [named[code] for code in ("FR", "BE", "CH")] == ["France", "Belgique", "Suisse"]
    assert day_order("FR") == day_order("BE") == ("day", "month", "year")
    assert (paper_size_of("FR"), paper_size_of("CA")) == ("A4", "Letter")


def test_countries_stand_under_their_letter_whatever_its_accent():
    names = [name for _, name in countries("fr")]
    assert names.index("Danemark") < names.index("Égypte") < names.index("Finlande")
    assert names.index("Hongrie") < names.index("Îles Féroé") < names.index("Italie")

"""German: spoken to formally, with days and times as people who speak it write them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kiosk.exports.paper.html import LONG
from kiosk.languages import (
    NightOrDay,
    format_birthday,
    format_day,
    format_short_day,
    format_weekday,
    read_day,
    read_number,
    read_time,
    translate,
)
from kiosk.languages.folders import HOME
from kiosk.languages.po_file import read
from tests.languages.sayings import sayings

FILE = HOME / "de" / "kiosk.po"
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

pytestmark = pytest.mark.usefixtures("every_folder_whole")


def test_everybody_is_spoken_to_formally():
    familiar = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.I)
    assert [words for words in sayings("de") if familiar.search(words)] == []


def test_nobodys_sex_is_told_by_a_sign_inside_a_word():
    inside = re.compile(r"\w[*:_·]in(nen)?\b|/-?in(nen)?\b|\w(?<![A-Z])In(nen)?\b")
    assert [words for words in sayings("de") if inside.search(words)] == []


def test_quotation_marks_are_the_german_ones():
    assert [words for words in sayings("de") if re.search("[\"'«»”]", words)] == []
    assert [words for words in sayings("de") if words.count("„") != words.count("“")] == []


def test_no_word_of_an_answer_is_so_long_that_a_paper_breaks_it():
    printed = [words for message in read(FILE) if message.key for words in message.said]
    assert [found for words in printed for found in LONG.findall(words)] == []


def test_the_same_english_is_told_apart_by_its_key():
    assert translate("Back", "de", "text.back") == "Zurück"
    assert translate("Back", "de", "text.map_back") == "Hinten"
    assert translate("Back", "de", "c.keep_covered.back") == "Rücken"


@pytest.mark.parametrize(("number", "month"), [*enumerate(MONTHS.split(), 1)])
def test_a_day_is_printed_and_read_again(number: int, month: str):
    day = date(2026, number, 9)
    printed = format_day(day, "de"), format_short_day(day.isoformat(), "de")
    assert printed[0] == f"9. {month} 2026"
    assert format_birthday(day.isoformat(), "de") == f"9. {month}"
    for typed in (*printed, f"{format_weekday(day, 'de')}, {printed[0]}", f"9.{number}.2026"):
        assert read_day(typed) == day, typed


@pytest.mark.parametrize(
    "typed",
    [
        *("10.3.2026", "10.03.2026", "10. März 2026", "10. MÄRZ 2026", "10 März 2026"),
        *("10. Maerz 2026", "10. Mrz. 2026", "Dienstag, 10. März 2026", "Di., 10.3.2026"),
        *("am 10. März 2026", "Dienstag, den 10. März 2026", "2026-03-10"),
    ],
)
def test_a_day_is_taken_as_people_write_it(typed: str):
    assert read_day(typed) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "number"), [("Jänner", 1), ("Jaenner", 1), ("Feber", 2), ("Mrz", 3), ("Dez.", 12)]
)
def test_a_month_has_the_names_it_has_elsewhere(typed: str, number: int):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("14:30", "14:30"), ("14.30", "14:30"), ("14.30 Uhr", "14:30"), ("14:30 Uhr", "14:30")),
        *(("14 Uhr 30", "14:30"), ("14 Uhr", "14:00"), ("9 UHR", "09:00"), ("14.30Uhr.", "14:30")),
        *(("2.30 Uhr", "14:30"), ("2:30 am", "02:30"), ("14:30:00 Uhr", "14:30")),
    ],
)
def test_a_time_is_taken_as_people_write_it(typed: str, meant: str):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["02:30 Uhr", "0 Uhr 15"])
def test_what_may_be_the_night_is_asked_back(typed: str):
    with pytest.raises(NightOrDay):
        read_time(typed)


@pytest.mark.parametrize("typed", ["Uhr", "25 Uhr", "14 Uhr 5", "Uhr 14", "halb drei"])
def test_what_is_no_time_is_none(typed: str):
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)

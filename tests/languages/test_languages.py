"""Words, days and times in the languages of the kiosk."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from kiosk.languages import LANGUAGES, Untranslated, direction, format_day, format_time, translate


def test_english_says_itself():
    assert translate("Less pain", "en", "c.goals.pain") == "Less pain"


def test_a_sentence_without_translation_stays_english(new_words: None):
    assert translate("Nobody has put this into Spanish", "es", "text.nothing") == (
        "Nobody has put this into Spanish"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_tests_a_sentence_without_translation_is_a_mistake(language: str):
    with pytest.raises(Untranslated, match="es has no words for 'Nobody has"):
        translate("Nobody has put this into Spanish", language)


def test_every_language_is_named_in_itself():
    assert LANGUAGES == {"en": "English", "es": "Español"}


def test_a_language_says_which_way_it_is_written():
    assert [direction(language) for language in ("en", "es", "ar", "he")] == [
        *("ltr", "ltr"),
        *("rtl", "rtl"),
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "10 March 2026"), ("es", "10 de marzo de 2026")]
)
def test_a_day_is_said_in_words(language, words):
    assert format_day(date(2026, 3, 10), language) == words
    assert format_day("2026-03-10", language) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_its_name(language):
    names = {format_day(date(2026, month, 1), language) for month in range(1, 13)}
    assert len(names) == 12


@pytest.mark.parametrize(
    ("hour", "minute", "english", "spanish"),
    [
        (0, 5, "12:05 am", "12:05 a. m."),
        (11, 59, "11:59 am", "11:59 a. m."),
        (12, 0, "12:00 pm", "12:00 p. m."),
        (14, 7, "2:07 pm", "2:07 p. m."),
    ],
)
def test_a_time_is_said_as_a_clock_shows_it(hour, minute, english, spanish):
    moment = datetime(2026, 1, 10, hour, minute, tzinfo=UTC)
    assert format_time(moment, "UTC", "en") == english
    assert format_time(moment, "UTC", "es") == spanish


def test_a_time_is_told_in_the_time_zone_of_the_clinic():
    moment = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)
    assert format_time(moment, "America/New_York", "en") == "7:30 pm"


def test_words_that_nobody_has_asked_for_yet_are_not_read():
    """Starting in English must not pay for Spanish."""
    program = (
        "import sys; from kiosk.languages import translate; translate('Skip', 'en', 'text.skip'); "
    )
    check = "sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program + check], check=False).returncode == 0

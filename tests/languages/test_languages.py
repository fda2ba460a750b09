"""Words, days and times in the languages of the kiosk."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.languages import (
    LANGUAGES,
    REVIEWED,
    Untranslated,
    direction,
    folders,
    format_time,
    translate,
)
from kiosk.languages.words import missing


def test_english_says_itself():
    assert translate("Less pain", "en", "c.goals.pain") == "Less pain"


def test_a_sentence_without_translation_stays_english(new_words: None):
    assert translate("Nobody has put this into Spanish", "es", "text.nothing") == (
        "Nobody has put this into Spanish"
    )


@pytest.mark.parametrize("language", REVIEWED)
def test_in_tests_a_sentence_without_translation_is_a_mistake(language: str):
    with pytest.raises(Untranslated, match=r"^\w+ has no words for 'Nobody has"):
        translate("Nobody has put this into Spanish", language)


@pytest.mark.parametrize("language", [code for code in folders.folders() if code != "en"])
def test_no_sentence_is_said_in_some_languages_only(language: str):
    lacks = [f"{text.key}: {text.english}" for text in missing(language)]
    mend = f"word these in kiosk/languages/{language}/kiosk.po, where `make words` puts them, empty"
    assert not lacks, mend


def test_every_language_is_named_in_itself():
    assert (LANGUAGES["en"], LANGUAGES["es"]) == ("English", "Español")
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


def test_a_language_says_which_way_it_is_written(monkeypatch: pytest.MonkeyPatch):
    english = folders.language_of("en")
    two = {"en": english, "ar": replace(english, code="ar", region="ar", name="العربية")}
    monkeypatch.setattr(folders, "folders", lambda: two)
    assert [direction(code) for code in ("en", "ar")] == ["ltr", "rtl"]


def test_words_that_nobody_has_asked_for_yet_are_not_read():
    """Starting in English must not pay for Spanish."""
    program = (
        "import sys; from kiosk.languages import translate; translate('Skip', 'en', 'text.skip'); "
    )
    check = "sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program + check], check=False).returncode == 0


@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_clock_has_24_hours_where_people_read_it_so(language: str):
    moment = datetime(2026, 3, 10, 6, 5, tzinfo=UTC)
    assert format_time(moment, "UTC", language) == "06:05"
    assert format_time(moment.replace(hour=14), "UTC", language) == "14:05"

"""How many there are is said in the plural form that each language has for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.languages import translate_count, words
from kiosk.languages.words import plurals

VISITS = ("%(n)d visit", "%(n)d visits")


@pytest.mark.parametrize(
    ("count", "english", "spanish"),
    [(0, "0 visits", "0 visitas"), (1, "1 visit", "1 visita"), (2, "2 visits", "2 visitas")],
)
def test_one_is_one_and_all_others_are_many(count: int, english: str, spanish: str):
    assert translate_count(*VISITS, count, "en") % {"n": count} == english
    assert translate_count(*VISITS, count, "es") % {"n": count} == spanish


def test_a_language_has_as_many_forms_as_its_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / "kiosk.po").write_text(
        'msgid ""\nmsgstr ""\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "\n'
        '"(n%100<12 || n%100>14) ? 1 : 2);\\n"\n'
    )
    monkeypatch.setattr(words, "HOME", tmp_path)
    forms, which = plurals("pl")
    assert (forms, [which(count) for count in (1, 2, 5, 12, 22)]) == (3, [0, 1, 2, 2, 1])


def test_without_words_a_count_is_said_in_english(new_words: None):
    assert translate_count("%(n)d bed", "%(n)d beds", 1, "es") == "%(n)d bed"
    assert translate_count("%(n)d bed", "%(n)d beds", 3, "es") == "%(n)d beds"

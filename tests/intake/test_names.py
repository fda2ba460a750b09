"""Names are found as people look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.names import folded, goes_by, letters, same_name
from kiosk.intake.showing import HIDDEN, without_hidden

CLIENTS = ("Zoë Ångström-Łukasz", "Coco", "Sean O’Brien")


@pytest.mark.parametrize(
    "looked_for",
    ["zoe", "ZOË", "angstrom", "Łuk", "luka zoe", "coco", "o'brien", "OBrien", "sean zoe", "  zo "],
)
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(looked_for: str):
    assert goes_by(CLIENTS, folded(looked_for))


@pytest.mark.parametrize("looked_for", ["oe", "zoe smith", "brien", "kasz"])
def test_the_middle_of_a_word_or_another_word_finds_nobody(looked_for: str):
    assert not goes_by(CLIENTS, folded(looked_for))


@pytest.mark.parametrize(
    ("name", "looked_for"),
    [
        *(("李小龍", "小龍"), ("محمد علي", "علي"), ("Straße", "strasse"), ("Þóra", "thora")),
        *(("Kaʻiulani", "Ka'iulani"), ("Oʼneil", "oneil"), ("O'Neil", "Oʼneil")),
    ],
)
def test_names_of_other_scripts_are_found(name: str, looked_for: str):
    assert goes_by([name], folded(looked_for))


def test_somebody_without_a_name_is_never_found():
    assert not goes_by((), folded("a"))


TWINS = [
    ("たなか だいき", "たなか たいき"),
    ("मीना शर्मा", "मोना शर्मा"),
    ("สุดา ใจดี", "สดา ใจดี"),
    ("דָּנִי", "דָּנָי"),
    ("Zoë Lund", "Zoe Lund"),
    ("Сергей Ким", "Сергеи Ким"),
    ("வேலன்", "வாலன்"),
    ("Paʻu Lee", "Pau Lee"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_one_letter_apart_are_two_people(one: str, other: str):
    assert not same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [TWINS[0], TWINS[1], TWINS[2], TWINS[6]])
def test_voicing_marks_and_vowel_signs_are_letters_that_are_looked_for(one: str, other: str):
    assert goes_by([one], folded(one))
    assert not goes_by([other], folded(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann  Example", "ANN EXAMPLE"),
        ("Ma\u200bria Lund", "Maria\u2060 Lund\ufe0f"),
        ("Sean O’Brien", "Sean O'Brien"),
        *(("Sean O’Brien", f"Sean O{typed}Brien") for typed in "‘`´′＇"),
        ("ﾀﾞｲｷ", "ダイキ"),
        ("た\u3099いき", "だいき"),
        ("た\u309bいき", "だいき"),
        ("Jose\u0301", "José"),
        ("Ａｎｎ", "ann"),
        ("김\u3164민수", "김 민수"),
    ],
)
def test_capitals_widths_and_what_does_not_show_make_nobody_another(one: str, other: str):
    assert same_name(one, other)
    assert goes_by([one], folded(other))


def test_no_name_is_nobodys_name():
    assert not same_name("", "\u200b")


@pytest.mark.parametrize(("name", "part"), [("山田だいき", "だい"), ("김민수", "민수")])
def test_names_without_spaces_are_looked_through(name: str, part: str):
    assert goes_by([name], folded(part))


def test_whatever_shows_nothing_is_no_letter_of_a_name():
    """One list says what shows nothing: at the edge, in names, and so on every card."""
    hidden = [chr(code) for code in range(0x110000) if HIDDEN.match(chr(code))]
    assert len(hidden) > 4000
    assert [c for c in hidden if not same_name(f"An{c}na", "Anna")] == []
    assert [c for c in hidden if folded(f"An{c}na") != "anna"] == []
    joins_nothing = [c for c in hidden if without_hidden(f"An{c}na") == "Anna"]
    assert "\U0001d159" in joins_nothing, "what the old lists differed in was never kept in a name"


@given(st.text(st.characters(max_codepoint=127)))
def test_a_name_in_ascii_is_folded_as_one_with_an_accent_is(name: str):
    assert folded(f"{name} é").split() == [*folded(name).split(), "e"]
    assert letters(f"{name} é").split() == [*letters(name).split(), "é"]

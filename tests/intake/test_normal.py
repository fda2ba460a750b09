"""Typed words: safe to keep and print, and still what was typed."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.intake.normal import LINES, one_line, tidy

anything = st.text(st.characters(codec=None), max_size=400)

NOTHING = (
    *("\u200b", "\u200d", "\u3164", "\u2800", "\u115f", "\u1160", "\uffa0", "\u00ad", "\u2060"),
    *("\ufe0f", "\u0301", "\u180e", "\u034f", "\u17b5", "\ufff9", "\ue000", "\u2063", "\u206a"),
    *("\U000e0041", "\U000e0101", "\U0001d159", "\U0001d173", "\u061c", "\u200f", "\ufeff"),
)
"""Characters that show nothing: joiners, fillers, blanks, marks without a letter, tags."""

JOINED = (
    *("\U0001f469\U0001f3fd\u200d\u2695\ufe0f", "\u2764\ufe0f\u200d\U0001f525", "1\ufe0f\u20e3"),
    *("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0647\u200d", "\u845b\U000e0100"),
    *("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0915\u094d\u200d", "\u0915\u094d\u200c\u0937"),
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)
"""A health worker, a heart on fire, a keycap, Persian, Sinhala, Hindi, a kanji's form, a flag."""


@given(anything)
def test_what_is_kept_can_be_written_and_read_back(typed):
    assert tidy(typed).encode("utf-8").decode("utf-8") == tidy(typed)


@given(anything)
def test_tidying_twice_changes_nothing_more(typed):
    assert tidy(tidy(typed)) == tidy(typed)
    assert one_line(one_line(typed)) == one_line(typed)


@given(anything)
def test_no_control_character_and_no_turned_direction_is_left(typed):
    for char in tidy(typed):
        assert char == "\n" or char == "\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert not "\u202a" <= char <= "\u202e"
        assert not "\u2066" <= char <= "\u2069"


@given(st.lists(st.sampled_from(["words", "", "  ", "more"]), max_size=60))
def test_at_most_twenty_lines_are_kept_and_no_word_is_lost(lines):
    kept = tidy("\n".join(lines))
    assert len(kept.split("\n")) <= LINES
    assert kept.split() == "\n".join(lines).split()


def test_blank_lines_are_folded():
    assert tidy("one\n\n \n\n\ntwo\r\nthree") == "one\n\ntwo\nthree"


def test_letters_are_composed():
    assert one_line("Lucı\u0301a  Ferna\u0301ndez") == "Lucı\u0301a Fernández"


def test_a_short_answer_stands_on_one_line():
    assert one_line(" Knee,\n3 weeks\tago ") == "Knee, 3 weeks ago"


@pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
def test_words_of_which_nothing_shows_are_no_words(nothing: str):
    assert tidy(nothing) == ""
    assert tidy(f"{nothing} {nothing}\n{nothing}") == ""


@pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
def test_what_hides_in_a_name_goes(nothing: str):
    assert one_line(f"Mari{nothing}") in ("Mari", "Mar\u00ed", "Mari\ue000")


@pytest.mark.parametrize("words", JOINED, ids=ascii)
def test_joiners_stay_where_they_join(words: str):
    assert tidy(words) == words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ma\u200dria", "Maria"),
        ("\u200c\u0645\u06cc\u200c", "\u0645\u06cc"),
        ("O\u00adle", "Ole"),
        ("M\ufe0faria", "Maria"),
        ("2\ufe0f3", "23"),
        ("Ann\u3164Lee", "Ann Lee"),
        ("\U000e0067Ann", "Ann"),
    ],
    ids=ascii,
)
def test_joiners_go_where_they_join_nothing(typed: str, kept: str):
    assert tidy(typed) == kept


@given(st.text(st.sampled_from([*"aZ1 .", *"".join(NOTHING), *"".join(JOINED)]), max_size=12))
@example("Z\u0301\u200d")
@example("Z\u200b\u0301\u200d")
def test_hidden_characters_are_tidied_once_and_for_all(typed: str):
    assert tidy(tidy(typed)) == tidy(typed)

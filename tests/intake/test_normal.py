"""Typed words: safe to keep and print, and still what was typed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.normal import LINES, one_line, tidy

anything = st.text(st.characters(codec=None), max_size=400)


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

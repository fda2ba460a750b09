"""The words helper: taps become one sentence, to take, to change or to leave."""

from __future__ import annotations

import pytest

from tests.walks.tablet import Tablet

MARKS = [{"region": "calf_left", "mark": "work", "feel": "tight"}]


def at_story(tablet: Tablet, **said: object) -> None:
    tablet.is_at("story", goals=["pain"], **said)


def words_of(tablet: Tablet) -> str:
    return tablet.page.form["complaint_words"][0]


def test_the_taps_of_the_map_and_of_this_page_become_one_sentence(tablet: Tablet):
    at_story(tablet, body_marks=MARKS)
    assert words_of(tablet) == "", "nothing is filled in that was not asked for"
    page = tablet.presses("words", complaint_worse=["desk"], complaint_onset="years")
    assert tablet.step == "story"
    assert (
        words_of(tablet) == "Tight, left calf, for more than a year, worse at the desk or driving"
    )
    assert "This is from your taps" in page.words
    assert page.summary == [], "nothing is asked for before Next"
    tablet.presses("skip")
    assert tablet.draft.answers["complaint_words"].startswith("Tight, left calf")


def test_more_taps_make_another_sentence_and_own_words_stay(tablet: Tablet):
    at_story(tablet, body_marks=MARKS)
    tablet.presses("words", complaint_worse=["desk"])
    tablet.presses("words", complaint_worse=["mornings"])
    assert words_of(tablet) == "Tight, left calf, worse in the mornings"
    page = tablet.presses("words", complaint_words="It began at the fair", complaint_worse=["desk"])
    assert words_of(tablet) == "It began at the fair"
    assert "Your own words stay" in page.words
    tablet.presses("words", complaint_words="")
    assert words_of(tablet) == "Tight, left calf, worse at the desk or driving"


def test_it_speaks_the_language_of_the_client(tablet: Tablet):
    at_story(tablet, body_marks=MARKS, language="es")
    tablet.presses("words")
    assert words_of(tablet) == "Tensión, la pantorrilla izquierda"


@pytest.mark.parametrize("step", ["reason", "feelings"])
def test_it_is_offered_where_the_main_problem_is_asked_and_nowhere_else(tablet: Tablet, step: str):
    at_story(tablet)
    assert "Then we can write a sentence" in tablet.presses("words").words
    tablet.is_at(step)
    assert tablet.sends(tablet.fills("words")).status_code == 400

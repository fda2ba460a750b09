"""A question of choices is drawn once for everybody who picked the same, and never with words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, g
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.pages import page_of, paged
from kiosk.catalogue.questions import BodyMarks, Card, InOwnWords, PickMany, PickOne, Question
from kiosk.languages import LANGUAGES
from kiosk.web.questions import drawn_once
from kiosk.web.questions.drawn_once import choices_view, drawn, page_view
from kiosk.web.questions.field_views import as_typed
from tests.catalogue.answering import an_answer

PAGES = paged(CATALOGUE)
CHOSEN = [
    (page_of(PAGES, step.key), question)
    for step in CATALOGUE.steps
    for question in step.questions
    if not isinstance(question, BodyMarks)
]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40)
@given(data=st.data())
def test_what_is_kept_is_what_would_be_drawn_anew(app: Flask, language: str, data: st.DataObject):
    step, question = data.draw(st.sampled_from(CHOSEN))
    typed = as_typed(question, data.draw(st.none() | an_answer(question)))
    marked = data.draw(st.booleans())
    picked = typed.get(question.key, [])
    with app.test_request_context():
        g.language = language
        for _ in range(2):
            kept = choices_view(question, picked, step, language, marked=marked)
            anew = page_view(question, typed, step, language, marked=marked)
            assert kept in (None, anew)
            assert kept is None or drawn(kept) == drawn(anew)


def question(key: str) -> Question:
    return CATALOGUE.question(key)


@pytest.mark.parametrize("key", ["full_name", "birth_date", "good_visit", "signature"])
def test_what_is_typed_is_never_kept(key: str):
    assert choices_view(question(key), ["Hal Brook"], "about_you", "en", marked=False) is None


@pytest.mark.parametrize("picked", [[], [""]])
def test_an_empty_field_for_words_is_kept(picked: list[str]):
    where = ("about_you", "en")
    view = choices_view(question("full_name"), picked, *where, marked=False)
    assert view is not None
    assert view is choices_view(question("full_name"), [], *where, marked=False)
    assert view.value == ""


@pytest.mark.parametrize("key", ["goals", "filling_for", "stress_level"])
def test_words_in_the_place_of_a_choice_are_not_kept(key: str):
    assert choices_view(question(key), ["my own words"], "reason", "en", marked=False) is None


def test_a_card_in_the_clinics_own_words_is_not_kept():
    card = question("consent_privacy")
    assert isinstance(card, Card)
    own = InOwnWords("en", "Ours", "We keep nothing.")
    worded = replace(card, statement=replace(card.statement, own=own))
    assert choices_view(worded, ["agree"], "agree", "en", marked=False) is None
    assert choices_view(card, ["agree"], "agree", "en", marked=False) is not None


def test_fewer_choices_are_another_view():
    whole = question("style")
    assert isinstance(whole, PickOne | PickMany)
    fewer = replace(whole, choices=whole.choices[:2])
    views = [choices_view(each, [], "touch", "en", marked=False) for each in (whole, fewer)]
    assert [len(view.choices) for view in views if view] == [len(whole.choices), 2]


def test_a_view_that_is_changed_is_drawn_anew(app: Flask):
    with app.test_request_context():
        g.language = "en"
        view = choices_view(question("goals"), ["pain"], "reason", "en", marked=False)
        assert view
        assert "sorry" not in drawn(view)
        assert "sorry" in drawn(replace(view, error="sorry"))


def test_no_more_is_kept_than_there_is_room_for():
    assert drawn_once._view.cache_info().maxsize == drawn_once.KEPT

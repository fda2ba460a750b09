"""In pictures: drawings beside the words, never in their place; and a person to read with."""

from __future__ import annotations

import re

import pytest

from tests.walks.tablet import Tablet

PICT = re.compile(r'<svg class="pict[^>]*aria-hidden="true"><use href="[^"]*pictures.svg#([\w-]+)"')


@pytest.fixture
def shown(tablet: Tablet) -> Tablet:
    tablet.starts()
    tablet.presses("shows:pictures")
    return tablet


def drawn(tablet: Tablet) -> list[str]:
    return PICT.findall(tablet.page.source)


def test_each_choice_has_its_drawing_beside_its_words(shown: Tablet):
    shown.is_at("experience")
    shown.presses("shows:pictures")
    assert {"massage-0", "massage-1", "massage-2"} <= set(drawn(shown))
    assert "A few times" in shown.page.words
    shown.presses("shows:words")
    assert drawn(shown) == []


def test_a_group_of_health_shows_every_choice_at_once(shown: Tablet):
    shown.is_at("health")
    shown.presses("shows:pictures")
    assert {"lungs", "kidney", "pacemaker", "no"} <= set(drawn(shown))
    assert "Yes, some" not in shown.page.words


@pytest.mark.parametrize("step", ["agree", "review"])
def test_what_must_be_read_offers_a_person_to_read_it_with(shown: Tablet, step: str):
    shown.is_at(step)
    shown.presses("shows:pictures")
    assert "Ask someone to read this with me" in shown.page.words
    shown.presses("person")
    assert shown.step == "person"
    shown.presses("next")
    assert shown.step == step


def test_an_agreement_keeps_its_whole_text(shown: Tablet):
    shown.is_at("agree")
    shown.presses("shows:pictures")
    assert "It does not replace a doctor" in shown.page.words


def test_a_place_on_the_body_shows_where_it_is(shown: Tablet):
    shown.is_at("body_map")
    shown.presses("shows:pictures")
    places = re.findall(r'<use class="spot" href="[^"]*bodymap.svg#', shown.page.source)
    assert len(places) == 53
    assert {"mark-work", "mark-gentle", "mark-avoid", "mark-ask"} <= set(drawn(shown))


def test_nothing_of_it_is_loaded_where_nobody_asks(tablet: Tablet):
    tablet.starts()
    assert "pictures.svg" not in tablet.page.source
    assert "pictures.css" not in tablet.page.source

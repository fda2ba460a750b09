"""The handout: one page to take home, clean by both standards, with no name and no health."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from kiosk.catalogue.home_care import HANDOUT, IDEAS
from kiosk.catalogue.regions import REGION
from kiosk.demo.personas import personas
from kiosk.exports.drawn import Drawn
from kiosk.exports.handout import HandoutSheet, draw_handout, handout_html
from kiosk.intake.comfort_card import comfort_card
from kiosk.intake.handout import AREA_PLACES, Handout, OfClinic, handout_of
from kiosk.languages import translate
from kiosk.web.http.qr_code import qr_drawing
from tests.exports import verapdf
from tests.pdf_words import holds, words_of
from tests.spoken import EACH_LANGUAGE, LEFT_TO_RIGHT, QUICK

PEOPLE = {person.key: {**person.carried, **person.answers} for person in personas()}
NOTE = {
    "note_home_care": ["breathe_slow", "foot_ball", "jaw_soft"],
    "home_areas": ["back", "feet"],
    "home_minutes": "m10",
    "home_times": "thrice",
    "home_moment": "bedtime",
    "home_tools": ["soft_ball", "hands"],
    "home_leave_out": "Zebrafinch",
    "note_next": "w2",
    "note_next_reason": "Zebrafinch",
    "note_text": "Zebrafinch",
}
DAY = "2026-03-10"
CLINIC = OfClinic("Quiet Hands", "en", "555 0100", "Talk Line 555 0123\nElm Street 12")


CODE = qr_drawing("https://forms.quiet-hands.example.org/once/" + "x" * 43)
ASKS = (CODE.size, CODE.dark)


def a_handout(language: str = "en", who: str = "p6_caregiver") -> Handout:
    other = next(each for each in QUICK if each != language)
    card = comfort_card(PEOPLE[who], (language, other))
    return handout_of(language, NOTE, CLINIC, visit_day=DAY, with_people=True, card=card)


def sides(drawn: Drawn) -> int:
    with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
        return len(pdf.pages)


@pytest.mark.paper
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_it_fits_its_page_with_the_card_on_the_back(language: str, size: str):
    drawn = draw_handout(HandoutSheet(a_handout(language), asks=ASKS), size)
    assert (sides(drawn), drawn.remarks, drawn.unreadable) == (2, (), ())


@pytest.mark.paper
@verapdf.needs_verapdf
def test_it_is_clean_by_every_rule_of_both_standards(tmp_path: Path):
    drawn = {
        f"{language}-{large}": draw_handout(HandoutSheet(a_handout(language), large, ASKS)).pdf
        for language in QUICK
        for large in (False, True)
    }
    assert verapdf.says(drawn, tmp_path) == []


@pytest.mark.paper
@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_it_says_all_that_is_taken_home_and_nothing_of_the_note_besides(language: str):
    drawn = draw_handout(HandoutSheet(a_handout(language), large=True, asks=ASKS))
    assert sides(drawn) == 3, "large print takes a second side, and the card its own"
    words = words_of(drawn.pdf)
    for number, line in enumerate(HANDOUT):
        assert holds(words, translate(line, language, f"handout.{number}"))
    for idea in IDEAS:
        text = translate(idea.text, language, f"home.{idea.key}.text")
        assert holds(words, text) == (idea.key in NOTE["note_home_care"])
    for said in ("Quiet Hands", "555 0100", "Talk Line", "Elm Street"):
        assert said in words
    assert "Zebrafinch" not in words, "a therapist's own words may name health"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"note_next": "w2"}, "2 weeks, around 24 March 2026"),
        ({"note_next": "w2", "note_next_on": "2026-03-27"}, "27 March 2026"),
        ({"note_next": "open"}, "When the client wants"),
        ({}, ""),
    ],
)
def test_the_next_visit_is_a_day(said: dict[str, str], words: str):
    assert handout_of("en", said, CLINIC, visit_day=DAY).next_visit == words


def test_each_drawing_says_where():
    page = handout_html(HandoutSheet(a_handout()))
    assert "<title>Where: Soft jaw</title>" in page
    for places in (*AREA_PLACES.values(), *(idea.places for idea in IDEAS)):
        figures = {REGION[place].figure for place in places}
        assert len(figures) <= 1, places
        assert not any(REGION[place].sensitive for place in places), places


def test_the_list_of_people_is_promised_only_where_there_is_one():
    bare = handout_of("en", NOTE, OfClinic("Quiet Hands", "en"), visit_day=DAY, with_people=True)
    assert bare.people == ""
    assert not any("list" in line for line in (*bare.lines, *bare.scope))
    how = ("en", NOTE, CLINIC)
    asked, unasked = (handout_of(*how, visit_day=DAY, with_people=on) for on in (True, False))
    assert unasked.people == ""
    assert "Talk Line" in asked.people
    assert any("list of people to talk to" in line for line in unasked.lines)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_card_has_boundaries_signal_and_plan_twice_and_neither_name_nor_yes(who: str):
    says = {**PEOPLE[who], "touch_avoid": ["feet"], "pause_signal": "raise_hand"}
    card = comfort_card({**says, "feelings_avoid": ["in_private"]}, ("es", "en", "es"))
    assert [side.language for side in card.sides] == ["es", "en"]
    lines = [f"{asked} {words}" for asked, words in card.sides[1].lines]
    assert any("Feet" in line for line in lines)
    assert any("I raise a hand" in line for line in lines)
    assert "Private areas No, unless I say yes that day." in lines
    assert len(card.sides[0].lines) == len(lines)
    said = " ".join(lines)
    names = (says.get("full_name"), says.get("preferred_name"), says.get("phone"))
    assert not any(str(name) in said for name in names if name)
    assert "person" not in said, "what is told in person alone is on no card"

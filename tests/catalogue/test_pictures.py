"""Pictures: whatever must be answered can be answered by them, and each is drawn once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.agreements import OWN
from kiosk.catalogue.pictures import AGREEMENT, GROUPS, MAP, NO_PICTURE, PICTURES, TURNS, picture_of
from kiosk.catalogue.questions import Day, PickMany, PickOne, Question, Scale, Signature, Words
from kiosk.catalogue.regions import FEELS, MARKS, SINCE

STATIC = Path(__file__).parents[2] / "static"
SPRITE = (STATIC / "pictures.svg").read_text("utf-8")
SYMBOLS = re.findall(r'<symbol id="([^"]+)"', SPRITE)
PARTS = re.findall(r'<g id="([^"]+)"', SPRITE)
TYPED = (Words, Day, Signature)
"""Answered by a keyboard or a finger, whoever asks: a name, a number, a date, a signature."""

REQUIRED = [q for q in (*CATALOGUE.questions, *OWN) if q.required or q.forced]
LEVELS = {f"level-{number}" for number in range(11)}


def choices_of(question: Question) -> list[str]:
    if isinstance(question, Scale):
        return [str(number) for number in range(11)]
    assert isinstance(question, PickOne | PickMany), question
    return [choice.key for choice in question.choices]


@pytest.mark.parametrize("question", REQUIRED, ids=lambda question: question.key)
def test_whatever_must_be_answered_has_a_picture_of_each_choice(question: Question):
    if isinstance(question, TYPED) or question.key in NO_PICTURE or question.key == "body_marks":
        return
    without = [choice for choice in choices_of(question) if not picture_of(question, choice)]
    assert not without, (
        f"{question.key}: {without} cannot be answered by pictures. Name a drawing of each in "
        "kiosk/catalogue/pictures, or say in NO_PICTURE why there is none."
    )


def test_every_choice_of_the_body_map_has_a_picture():
    for kind, choices in (("mark", MARKS), ("feel", FEELS), ("since", SINCE)):
        assert set(MAP[kind]) == {choice.key for choice in choices}, kind


def test_no_picture_is_of_a_choice_that_is_not_asked():
    for key, drawn in PICTURES.items():
        assert set(drawn) <= set(choices_of(CATALOGUE.question(key))), key
    for key in (*GROUPS, *NO_PICTURE):
        CATALOGUE.question(key)


def named() -> set[str]:
    tables = (*PICTURES.values(), *MAP.values(), AGREEMENT, GROUPS)
    return {name for table in tables for name in table.values()} | LEVELS


def test_every_picture_that_is_named_is_drawn_and_every_drawing_is_named():
    files = {name for name in named() if "/" in name}
    assert [name for name in files if not (STATIC / f"{name}.svg").is_file()] == []
    assert named() - files == set(SYMBOLS), "draw it in static/pictures.svg, or take it out there"
    assert set(SYMBOLS) >= TURNS


def test_a_drawing_uses_only_parts_that_are_there_and_is_no_two():
    used = set(re.findall(r'<use href="#([^"]+)"', SPRITE))
    assert used == set(PARTS)
    assert len({*SYMBOLS, *PARTS}) == len(SYMBOLS) + len(PARTS)


def test_two_choices_of_a_question_never_look_alike():
    for key, drawn in PICTURES.items():
        assert len(set(drawn.values())) == len(drawn), key


def test_a_drawing_takes_its_colours_from_the_page():
    said = set(re.findall(r'(?:fill|stroke)="([^"]+)"', SPRITE))
    assert said <= {"none", "currentColor", "var(--body)", "var(--sheet)", "var(--surface)"}

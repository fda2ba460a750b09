"""A word wider than its column is broken: nothing leaves the page, nothing lies on anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import takewhile
from string import ascii_letters
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Words
from kiosk.exports.blank_form import Form, draw_blank
from kiosk.exports.client_copy import draw_copy
from kiosk.exports.drawing import draw
from kiosk.exports.paper.html import pieces
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.record import Record
from tests.builders.records import a_record, the_record, ticks_everything
from tests.exports.papers import EACH_SIZE, SHORT_NAMES
from tests.pdf_words import holds, words_of

pytestmark = [
    pytest.mark.paper,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler says where words are"),
]

WIDE = f"{'W' * 20}{'x' * 40}"
TYPED = f"https://example.com/{'a' * 40} {WIDE} somebody.with.a.long.name@{'host.' * 6}example.com"
EDGE = 24
"""Points of every page that stay white at both sides: 8 mm."""
BOX = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word')
Box = tuple[float, float, float, float, str]


def typed() -> dict[str, str]:
    lines = [each for each in CATALOGUE.questions if isinstance(each, Words)]
    return {line.key: TYPED[: line.longest] for line in lines}


def record() -> Record:
    young = ticks_everything(**typed(), birth_date="2012-01-31", language="en")
    made = the_record(young, therapist=WIDE)
    return replace(made, signature_helper=WIDE, assisted_by=WIDE, clinic=WIDE)


def pages(pdf: bytes) -> list[tuple[float, list[Box]]]:
    """Each page: how wide it is, and where its words are."""
    said = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True)
    found = []
    for page in said.stdout.decode().split("<page ")[1:]:
        width = float(re.findall(r'width="([\d.]+)"', page)[0])
        boxes = [(*map(float, box[:4]), box[4]) for box in BOX.findall(page)]
        found.append((width, boxes))
    return found


def lie_on_each_other(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1.5 and down > min(one[3] - one[1], other[3] - other[1]) / 2


def faults(pdf: bytes) -> list[str]:
    out = []
    for width, boxes in pages(pdf):
        out += [box[4] for box in boxes if box[0] < EDGE or box[2] > width - EDGE]
        boxes.sort(key=lambda box: box[1])
        for number, one in enumerate(boxes):
            near = takewhile(lambda box, end=one[3]: box[1] < end, boxes[number + 1 :])
            out += [f"{one[4]} on {box[4]}" for box in near if lie_on_each_other(one, box)]
    return out


def test_no_word_leaves_its_place_on_the_paper():
    assert faults(draw(record()).pdf) == []


def test_nor_on_what_is_handed_out():
    assert faults(draw_copy(record()).pdf) == []
    assert faults(draw_blank(Form("en", WIDE, ClinicFacts("en"))).pdf) == []


def test_a_word_that_fits_is_never_broken():
    assert pieces("Tightness, shoulders and neck") == [("Tightness, shoulders and neck", False)]
    assert pieces(f"by {WIDE}, she said") == [
        ("by ", False),
        (f"{WIDE},", True),
        (" she said", False),
    ]


FIELDS = [
    question
    for question in CATALOGUE.questions
    if isinstance(question, Words) and question.key != "find_phone_end"
]
LONGEST = {
    question.key: letter * (question.longest or 120)
    for question, letter in zip(FIELDS, ascii_letters, strict=False)
}
"""By field a word of its own, as long as it may be."""

OPENS = {
    "goals": ["pain"],
    "massage_before": "few",
    "recent_events": ["surgery"],
    "old_injuries": ["bone"],
    "medicine_kinds": ["other"],
    "allergies": ["other"],
}
"""What shows the fields that stand behind another answer."""

ALONE = ("respect_note", "allergy_note", "complaint_words", "liked_disliked", "recent_details")
"""One of each place of the paper; every other field is tried in the torture tier."""


def lost(record: Record, size: str, *fields: str) -> list[str]:
    """The fields whose words are not all there, and words that leave their place."""
    pdf = draw(record, size).pdf
    text = words_of(pdf)
    gone = [key for key in fields if key in record.answers and not holds(text, LONGEST[key])]
    return [*gone, *faults(pdf)]


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize("few", [True, False], ids=["as they fit", "on the fullest paper"])
def test_the_longest_words_of_every_field_are_all_on_the_paper(size: str, few: bool):
    said: dict[str, Any] = {**OPENS, **LONGEST} if few else ticks_everything(**LONGEST)
    assert lost(a_record(**said), size, *LONGEST) == []


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize(
    "field",
    [
        pytest.param(key, marks=[] if key in ALONE else pytest.mark.torture)
        for key in LONGEST
        if key not in SHORT_NAMES
    ],
)
def test_one_long_word_is_broken_wherever_it_stands(field: str, size: str):
    record = a_record(**{**OPENS, field: LONGEST[field]})
    assert lost(record, size, field) == []

"""A word wider than its column is broken: nothing leaves the page, nothing lies on anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import takewhile

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Words
from kiosk.exports.blank_form import Form, draw_blank
from kiosk.exports.client_copy import draw_copy
from kiosk.exports.drawing import draw
from kiosk.exports.paper.html import pieces
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.record import Record
from tests.builders.records import the_record, ticks_everything

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

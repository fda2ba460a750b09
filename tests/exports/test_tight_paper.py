"""The tightest setting of page 1: nothing that a signature or a sign says is lost for its room."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import Any

import pytest

from kiosk.exports.drawing import draw
from kiosk.languages import LANGUAGES
from tests.builders.records import the_record, ticks_everything
from tests.exports.papers import SHORT_NAMES, WORDY
from tests.exports.test_paper_fits import FOOT_STARTS

pytestmark = pytest.mark.paper

DOTS = 100
"""Dots of an inch: a stroke of the pen is seen, and a page is quickly drawn."""

WAVE = [[20, 90, 60, 30, 90, 100], [120, 40, 180, 80, 240, 20]]
POINT = [[20, 90, 21, 90]]
"""As good as nothing, where the wave is."""

HEAVY = ["en", *({"ar"} & LANGUAGES.keys())]


def heavy(language: str, strokes: list[list[int]]) -> Any:
    """Somebody who ticks every box, and signs with these strokes."""
    drawn = {"method": "drawn", "w": 320, "h": 140, "strokes": strokes}
    said = ticks_everything(**SHORT_NAMES, **WORDY, language=language, signature=drawn)
    return the_record(said, language)


@cache
def first_page(language: str, tail: bool) -> tuple[int, bytes]:
    """The width of page 1 in dots, and how light each is; with the wave or without it."""
    pdf = draw(heavy(language, WAVE if tail else POINT)).pdf
    command = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", "1", "-l", "1"]
    picture = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    _, shape, _, pixels = picture.split(b"\n", 3)
    return int(shape.split()[0]), pixels


@pytest.mark.parametrize("language", HEAVY)
def test_the_drawn_signature_is_seen_beside_its_words(language: str):
    (width, wave), (_, point) = first_page(language, True), first_page(language, False)
    other = [at for at, (one, two) in enumerate(zip(wave, point, strict=True)) if one < two - 60]
    assert len(other) > 60, "strokes"
    columns, rows = [at % width for at in other], [at // width for at in other]
    assert (max(columns) - min(columns), max(rows) - min(rows)) < (width // 2, 60)
    assert max(columns) - min(columns) > 20
    assert max(rows) < FOOT_STARTS["A4"] * len(wave) / width, "above the number of the page"

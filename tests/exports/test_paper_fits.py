"""A paper fits both ways: it fills its pages, and sends behind only what has no room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.exports import drawing
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.paper.fitting import NATURAL, Amount, ways
from kiosk.exports.paper.setting import Setting
from kiosk.intake.record import Record
from tests.builders.records import a_record, a_return, signed, the_record
from tests.exports.papers import (
    EACH_SIZE,
    NEW,
    RETURNING,
    SIZES,
    Paper,
    by_key,
    everything,
    paper,
    paper_of,
    ticked,
)
from tests.exports.test_history import visits
from tests.exports.test_paper_again import athlete
from tests.pdf_words import pages_of

pytestmark = pytest.mark.paper

EIGHT = [*(person.key for person in NEW), RETURNING.key]
FOOT_STARTS = {"A4": 1 - 15 / 297, "Letter": 1 - 15 / 279.4}
"""How far down the page its foot is."""


def of(person: str, size: str) -> Paper:
    return athlete(size) if person == RETURNING.key else paper_of(person, size)


def blank_foot(drawn: Drawn, size: str) -> float:
    """How much of page 1 is blank above its foot, as the ink on it shows."""
    if not shutil.which("pdftoppm"):
        pytest.skip("no pdftoppm here to look at a page with")
    command = ["pdftoppm", "-gray", "-r", "30", "-f", "1", "-l", "1"]
    picture = subprocess.run(command, input=drawn.pdf, capture_output=True, check=True).stdout
    _, shape, _, pixels = picture.split(b"\n", 3)
    width, height = map(int, shape.split())
    foot = int(FOOT_STARTS[size] * height)
    inked = [y for y in range(foot) if min(pixels[y * width : (y + 1) * width]) < 200]
    return (foot - max(inked)) / height


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize("person", EIGHT)
def test_two_pages_hold_it_and_the_first_is_full(person: str, size: str):
    drawn = of(person, size)
    assert len(drawn.reader.pages) == 2
    assert blank_foot(drawn.drawn, size) < 0.08
    assert "+ " not in drawn.first


def test_the_heaviest_first_page_is_full_as_well():
    assert blank_foot(everything().drawn, "A4") < 0.08


@pytest.mark.parametrize("count", [2, 30])
def test_so_is_that_of_a_client_who_comes_back(count: int):
    drawn = Paper(draw(a_return(RETURNING), "Letter", history=visits(count)))
    first = [heading for heading, page in drawn.headings if page == 1]
    assert {"What has changed", "Over the visits"} <= set(first)
    assert len(drawn.reader.pages) == 2
    assert blank_foot(drawn.drawn, "Letter") < 0.08


def test_the_notes_never_have_a_page_of_their_own():
    assert "Agreement" in pages_of(everything().drawn.pdf)[-1]
    assert pages_of(everything().drawn.pdf)[-1].find("Notes") > 0


def test_even_the_heaviest_page_is_laid_out_at_most_twice(monkeypatch: pytest.MonkeyPatch):
    layouts: list[str] = []
    rendered = drawing._rendered

    def counted(html: str, sheet: str) -> Any:
        layouts.append(sheet)
        return rendered(html, sheet)

    monkeypatch.setattr(drawing, "_rendered", counted)
    draw(ticked(minor=True), "Letter")
    assert len(layouts) <= 2


@pytest.mark.parametrize("size", SIZES)
def test_a_page_that_was_reckoned_wrong_is_mended_by_what_was_drawn(size: str):
    setting = Setting(ticked(), size)
    setting.fit = NATURAL
    assert setting.learn([{"one": 250.0}, {"one": 150.0}])
    assert setting.fit.tight


OFF = st.floats(0.5, 1.6)


@settings(max_examples=60)
@given(st.integers(0, 200), OFF, OFF)
def test_whatever_was_reckoned_a_way_that_spilled_is_never_what_is_printed(
    first: int, loose: float, tight: float
):
    """``first``: the roomiest way that really fits; the tightest always does.

    The others: how far off each kind of way was reckoned.
    """
    setting = Setting(heavy(), "Letter")
    every = ways(setting._amount())

    def drawn() -> list[dict[str, float]]:
        room = setting._sheet.down(setting.fit)
        off = tight if setting.fit.tight else loose
        each = {
            name.split()[0]: off * tall for name, tall in setting._reckoned(setting.fit).items()
        }
        over = min(first, len(every) - 1) - every.index(replace(setting.fit, dense=False))
        if over > 0:
            return [{"one": room, **each}, {"one": 4.0}]
        return [{"one": max(room + 5 * over, 60.0), **each}, {}]

    for _ in range(drawing.TRIES):
        if not setting.learn(drawn()):
            break
    else:
        setting.fall_back()
    assert "one" not in drawn()[1]


def heavy(**more: Any) -> Record:
    """With seven stops, fourteen cautions and no mark on the map."""
    said = {
        **by_key("p5_anticoagulant").answers,
        "warning_signs": ["limb_swelling", "chest_breath", "new_lump", "weight_night"],
        "recent_events": ["surgery", "injection", "blood_clot", "fracture"],
        "today_signs": ["fever", "open_skin", "new_injury"],
        "private_word": "yes",
        "body_marks": [],
        **more,
    }
    return the_record(signed(said))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"warning_signs": ["limb_swelling"], "recent_events": ["none"], "today_signs": ["none"]},
        {"today_signs": ["fever"], "recent_events": ["none"], "warning_signs": ["none"]},
    ],
)
def test_no_caution_is_behind_while_the_page_has_room(size: str, more: dict[str, Any]):
    record = heavy(**more)
    drawn = paper(record, size)
    assert [page for _, page in drawn.headings[:9]] == [1] * 9
    first = " ".join(drawn.first.split())
    cautions = [flag.flag for flag in record.flags if flag.severity == "caution"]
    assert [flag for flag in cautions if flag not in first] == []


def test_a_page_with_room_grows_its_letters_and_its_map():
    fit = Setting(a_record(), "A4").fit
    assert (fit.letters, fit.figure) == (12, 80)


def test_ways_grow_only_the_shorter_what_is_shown():
    every = ways(Amount(30, 50, 50, comes_back=True, touch_saves=True))
    shown = [fit for fit in every if not fit.tight and fit.letters == NATURAL.letters]
    assert NATURAL in every
    for one, next_ in pairwise(shown):
        assert next_.stop_notes <= one.stop_notes
        assert next_.caution_notes <= one.caution_notes
        assert next_.cautions <= one.cautions
        assert next_.map_lines <= one.map_lines


def test_few_stop_flags_keep_their_notes_whatever_is_shortened():
    every = ways(Amount(7, 50, 50, comes_back=True, touch_saves=True))
    assert {fit.stop_notes for fit in every} == {NATURAL.stop_notes}


def test_what_is_reckoned_is_what_is_drawn():
    record = a_return(RETURNING)
    setting = Setting(record, "A4", visits(5))
    reckoned = setting._reckoned(setting.fit)
    html = drawing.html_of(setting.paper(), size="A4", asset=drawing.address, watermark="")
    drawn = drawing._heights(drawing._rendered(html, drawing.SHEET).pages[0])
    off = {key: high / drawn[key] for key, high in reckoned.items() if drawn[key] > 10}
    assert [key for key, ratio in off.items() if not 0.85 < ratio < 1.18] == []


@pytest.mark.parametrize("draw_it", [lambda: paper_of("p6_caregiver"), everything])
def test_a_loose_page_belongs_to_somebody(draw_it: Callable[[], Paper]):
    pages = pages_of(draw_it().drawn.pdf)
    for number, page in enumerate(pages, start=1):
        for words in (
            *("Quiet Hands", "10 March 2026", "Record q3Zk8fXw2LrT5vPyB7nD1g", "born "),
            *(f"Page {number} of {len(pages)}", "Dee" if len(pages) == 2 else "Billie"),
        ):
            assert words in page, (number, words)


def test_a_long_name_is_cut_in_the_running_head_and_whole_on_page_one():
    long = "Wilhelmina Anna Sophia " * 8
    pages = pages_of(paper(a_record(full_name=long.strip())).drawn.pdf)
    assert long.strip() in pages[0]
    assert "Wilhelmina Anna Sophia Wilhelmina" in pages[1]
    assert "…" in pages[1]


def test_a_page_without_a_name_says_so():
    record = a_record()
    nobody = replace(record, told=replace(record.told, sections=()))
    assert "name not given" in pages_of(draw(nobody).pdf)[1]

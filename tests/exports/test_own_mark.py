"""The clinic's mark on paper: drawn, named for whoever hears the page, and no longer lent after."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.exports.drawing import draw
from kiosk.exports.handout import HandoutSheet, draw_handout
from kiosk.exports.names import LOOK, NotOnTheTable, address, fetch, lent
from kiosk.exports.paper.html import paper_html
from kiosk.exports.press import Press
from kiosk.intake.handout import Handout, OfClinic, handout_of
from kiosk.intake.issue import UNNUMBERED, Mark
from tests.builders.records import a_record
from tests.exports import verapdf

SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    b'<path d="M0 0h10v10H0z" fill="#17513d"/></svg>'
)
MARK = Mark("0123456789abcdef01234567.svg", SQUARE)
SEEN_THROUGH = Mark(
    MARK.name,
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><defs><linearGradient id="a">'
    b'<stop offset="0" stop-color="#17513d"/><stop offset="1" stop-color="#d9c7ff"/>'
    b'</linearGradient></defs><circle cx="5" cy="5" r="5" fill="url(#a)" opacity=".6"/></svg>',
)
"""With a gradient, half seen through."""
OURS = replace(UNNUMBERED, mark=MARK)


def test_it_stands_beside_the_clinics_name():
    page = paper_html(a_record(), issue=OURS, asset=address)
    assert f'<img class="mark" src="{address(LOOK + MARK.name)}" alt="' in page
    assert "<img" not in paper_html(a_record(), asset=address)


def test_it_is_on_the_table_only_while_it_is_lent():
    with lent(MARK):
        assert fetch(address(LOOK + MARK.name)) == (SQUARE, "image/svg+xml")
    with pytest.raises(NotOnTheTable):
        fetch(address(LOOK + MARK.name))


def png(width: int = 40) -> bytes:
    """A picture in true colours that can be seen through, which no PDF/A takes lightly."""
    row = b"\0" + b"".join(bytes((23, 81, 61, 255 * x // width)) for x in range(width))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, width, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * width)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))
        for name, said in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG = Mark("0123456789abcdef01234567.png", png())


@verapdf.needs_verapdf
@pytest.mark.paper
def test_a_paper_with_a_mark_is_clean_by_both_standards(tmp_path: Path):
    said = draw(a_record(), issue=replace(UNNUMBERED, mark=PNG))
    assert said.remarks == ()
    assert verapdf.says({"png": said.pdf}, tmp_path) == []


@verapdf.needs_verapdf
@pytest.mark.paper
@pytest.mark.torture
def test_everything_with_a_mark_is_clean_by_both_standards(tmp_path: Path):
    printed = {}
    for kind, mark in (("svg", SEEN_THROUGH), ("png", PNG)):
        for size in ("A4", "Letter"):
            issue = replace(UNNUMBERED, mark=mark)
            printed[f"{kind}-{size}"] = draw(a_record(), size, issue=issue).pdf
            sheet = HandoutSheet(replace(a_handout(), mark=mark), large=size == "Letter")
            printed[f"{kind}-home-{size}"] = draw_handout(sheet, size).pdf
    assert verapdf.says(printed, tmp_path) == []


def a_handout() -> Handout:
    clinic = OfClinic("Quiet Hands", "en", "555-0190", "Night line 555-0197", "7 Elm Street")
    return handout_of("en", {"note_home_care": ["warm_pack"]}, clinic, visit_day="2026-03-10")


@pytest.mark.paper
def test_the_press_draws_it(press: Press):
    plain, marked = press.draw(a_record()), press.draw(a_record(), issue=OURS)
    assert marked.remarks == ()
    assert len(marked.pdf) > len(plain.pdf)

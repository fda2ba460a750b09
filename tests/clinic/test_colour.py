"""The accent colour: readable in both themes, or the nearest that is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clinic.colour import BEHIND, ENOUGH, contrast, is_colour, nearest, passes, sheet
from kiosk.clinic.look_kinds import Colour

TOKENS = (Path(__file__).parents[2] / "static" / "tokens.css").read_text("utf-8")
ANY = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(ANY)
def test_every_colour_has_one_near_it_that_can_be_read(colour: str):
    for theme, behind in BEHIND.items():
        near = nearest(colour, theme)
        assert is_colour(near)
        assert all(contrast(near, other) >= ENOUGH for other in behind)
        assert nearest(near, theme) == near


@given(ANY)
def test_a_colour_that_is_refused_names_one_that_is_not(colour: str):
    wrong = Colour().wrong(colour)
    if wrong:
        assert Colour().wrong(wrong.values["near"]) == ""  # type: ignore[attr-defined]
    else:
        assert passes(colour, "light")


@pytest.mark.parametrize("typed", ["red", "#fff", "#12345g", "#55265c;}", "url(x)", "#55265C0"])
def test_what_is_no_colour_is_said(typed: str):
    assert Colour().wrong(typed)


def test_what_stands_behind_is_what_the_stylesheet_says():
    """A colour changed there alone would make this rule a lie."""
    root = TOKENS.partition("\n:root {")[2].partition("}")[0]
    dark = TOKENS.partition('[data-theme="dark"] {')[2].partition("}")[0]
    for theme, said in (("light", root), ("dark", dark)):
        found = tuple(
            re.search(rf"--{name}: (#[0-9a-f]+)", said)[1]  # type: ignore[index]
            for name in ("ground", "surface", "on-primary")
        )
        assert found == BEHIND[theme]
        own = re.search(r"--primary: (#[0-9a-f]+)", said)
        assert own
        assert passes(own[1], theme)


PRINTED = ("printed", "handout", "blank-form", "handed-out", "review")
"""Stylesheets of what is printed, beside the summary's own."""

EDGES = (("line", "surface"), ("line", "ground"), ("primary", "surface"), ("ink", "ground"))
"""What tells a control, a chosen one and one with the focus from what is behind it (1.4.11)."""


@pytest.mark.parametrize("theme", [":root {", '[data-theme="dark"] {', '[data-theme="contrast"] {'])
def test_the_edge_of_a_control_can_be_told_from_what_is_behind_it(theme: str):
    said = TOKENS.partition(f"\n{theme}")[2].partition("}")[0]
    colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", said))
    for edge, behind in EDGES:
        assert contrast(colour[edge], colour[behind]) >= 3, (edge, behind)


def test_words_on_paper_are_as_dark_as_those_on_a_screen():
    static = Path(__file__).parents[2] / "static"
    sheets = [*static.glob("summary.css/*"), *(static / f"{one}.css" for one in PRINTED)]
    said = "".join(sheet.read_text("utf-8") for sheet in sheets)
    inks = set(re.findall(r"[^-]color: (#[0-9a-f]{3,6})\b", said)) - {"#fff"}
    assert inks
    assert {ink for ink in inks if contrast(ink, "#ffffff") < ENOUGH} == set()


def test_the_sheet_changes_the_accent_in_both_themes_and_leaves_the_bold_one():
    said = sheet("#3a2f7a")
    assert ":root{--primary:#3a2f7a}" in said
    assert said.count(f"--primary:{nearest('#3a2f7a', 'dark')}") == 2
    assert '[data-theme="contrast"]{--primary:#000}' in said

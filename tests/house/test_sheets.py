"""Stylesheets: one rule a line, in parts that can be read, naming only files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import HOUSE, files, text

SHEETS = files("static", ending=".css")
WIDEST, LONGEST = 120, 200
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NAMED = re.compile(r"url\([\"']?([^#\"')]+)")


def is_crowded(line: str) -> bool:
    """Whether a line begins two rules, or goes on after one has ended."""
    return line.count("{") > 1 or bool(re.search(r"}\s*[^\s}]", line))


def address_of(sheet: Path) -> Path:
    """What a browser calls it: a part has the address of the whole."""
    return sheet.parent if sheet.parent.suffix == ".css" else sheet


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_a_line_has_one_rule(sheet: Path):
    lines = COMMENT.sub(lambda said: "\n" * said[0].count("\n"), text(sheet)).splitlines()
    crowded = [n for n, line in enumerate(lines, 1) if is_crowded(line)]
    assert not crowded, (
        f"{sheet}, lines {crowded}: write each rule on a line of its own, also those inside @media "
        "and @supports. One too long for a line has each declaration on a line of its own."
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_a_line_can_be_read_without_scrolling(sheet: Path):
    wide = [n for n, line in enumerate(text(sheet).splitlines(), 1) if len(line) > WIDEST]
    assert not wide, (
        f"{sheet}, lines {wide}: over {WIDEST} characters. Put each declaration on a line of its "
        "own, and break a long list after a comma."
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_a_sheet_can_be_read_in_one_sitting(sheet: Path):
    long = text(sheet).count("\n")
    assert long <= LONGEST, (
        f"{sheet} has {long} lines, over {LONGEST}. Make it a folder of the same name with its "
        "parts in it, numbered in their order, as static/kiosk.css/ is: they are served as one."
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_every_file_a_stylesheet_names_is_there(sheet: Path):
    beside = HOUSE / address_of(sheet).parent
    gone = [name for name in NAMED.findall(text(sheet)) if not (beside / name).is_file()]
    assert not gone, (
        f"{sheet} names {gone}: correct the url(), which starts from static/ for a part of a "
        "folder too; or put the file there. A typeface is brought by `make setup`."
    )


@pytest.mark.parametrize("line", [".a { b: c } .d {", "@media print { .a { b: c } }", "} .a {"])
def test_two_rules_on_a_line_are_seen(line: str):
    assert is_crowded(line)


@pytest.mark.parametrize("line", [".a { b: c; d: e }", "@media print {", "  b: c", ".a,", "} }"])
def test_one_rule_on_a_line_is_let_be(line: str):
    assert not is_crowded(line)

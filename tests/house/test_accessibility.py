"""What docs/accessibility.md claims: every criterion is answered, each proof is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.each import for_each
from tests.house.test_standards import is_there, named_in
from tests.house.tree import files, text

PAGE = text(Path("docs/accessibility.md"))
SCRIPTS = files("static", ending=".js")
TEMPLATES = files("templates")
SHEETS = files("static", ending=".css")

ASKED = """
1.1.1 A
1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA
1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA, 1.3.5 AA
1.4.1 A, 1.4.2 A, 1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA, 1.4.13 AA
2.1.1 A, 2.1.2 A, 2.1.4 A
2.2.1 A, 2.2.2 A
2.3.1 A
2.4.1 A, 2.4.2 A, 2.4.3 A, 2.4.4 A, 2.4.5 AA, 2.4.6 AA, 2.4.7 AA, 2.4.11 AA
2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A, 2.5.7 AA, 2.5.8 AA
3.1.1 A, 3.1.2 AA
3.2.1 A, 3.2.2 A, 3.2.3 AA, 3.2.4 AA, 3.2.6 A
3.3.1 A, 3.3.2 A, 3.3.3 AA, 3.3.4 AA, 3.3.7 A, 3.3.8 AA
4.1.2 A, 4.1.3 AA
"""
"""WCAG 2.2, levels A and AA. 4.1.1 is no more: the standard itself took it out."""

SAID = {"Supports", "Partially supports", "Does not support", "Not applicable", "Not evaluated"}


def asked() -> list[list[str]]:
    return [one.split() for one in re.split(r",|\n", ASKED.strip()) if one.strip()]


def rows(start: str) -> list[list[str]]:
    """The rows of the page's tables that begin with a number of this kind, cell by cell."""
    lines = [line for line in PAGE.splitlines() if re.match(rf"\| {start} ", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


CRITERIA = rows(r"[1-4]\.\d\.\d+")
CLAUSES = rows(r"EN \d+")


def test_every_criterion_of_a_and_aa_stands_there_once():
    stands = [[number, level] for number, _, level, *_ in CRITERIA if level != "AAA"]
    assert len(asked()) == 55
    assert stands == asked(), "docs/accessibility.md: a row for each criterion, in their order"


def test_no_criterion_stands_there_twice():
    numbers = [row[0] for row in CRITERIA]
    assert len(numbers) == len(set(numbers))


@for_each(CRITERIA)
def test_a_claim_is_whole(row: list[str]):
    assert len(row) == 6, "number, name, level, conformance, how it was checked, remark"
    *_, said, checked, remark = row
    assert said in SAID, f"{said!r} is none of {SAID}"
    if said in ("Supports", "Partially supports"):
        assert named_in(checked), "name a test that shows it, or say that it is not evaluated"
    if said != "Supports":
        assert remark, "say why, or what is lacking"


@for_each(CLAUSES)
def test_a_clause_is_answered(row: list[str]):
    assert len(row) == 4, "clause, what it asks, conformance, remark"
    assert row[2] in SAID, f"{row[2]!r} is none of {SAID}"
    assert row[3], "say how, or why not"


@for_each(sorted(set(re.findall(r"tests/[\w/]+\.py(?:::\w+)?", PAGE))))
def test_every_test_that_it_cites_exists(test: str):
    assert is_there(test), f"docs/accessibility.md cites {test}: name a test that is there"


def found(pattern: str, *where: list[Path]) -> list[str]:
    """The files of these kinds that have it."""
    return [str(path) for paths in where for path in paths if re.search(pattern, text(path))]


def test_there_is_no_sound_and_no_film():
    assert found(r"<(audio|video|embed|marquee)\b|new Audio", TEMPLATES, SCRIPTS) == []


def test_nothing_shows_on_hover_alone():
    assert found(r":hover|mouseenter|mouseover", SHEETS, SCRIPTS) == []


def test_nothing_is_dragged_shaken_or_pinched():
    assert found(r"draggable|dragstart|devicemotion|deviceorientation|gesture", SCRIPTS) == []


def test_nothing_happens_as_the_focus_comes():
    assert found(r"""["'](focus|focusin|blur|focusout)["']""", SCRIPTS) == []


def test_no_letter_is_a_shortcut():
    assert found(r"accesskey", TEMPLATES) == []
    assert found(r"""\bkey === "\w"|\bkeyCode\b|\bcode === "Key""", SCRIPTS) == []


def test_nothing_flashes():
    lasts = [int(n) for path in SHEETS for n in re.findall(r"animation: \w+ (\d+)s", text(path))]
    assert lasts
    assert min(lasts) >= 60, "seconds for one round: what is quicker may flash"
    assert found(r"animation: \w+ [\d.]+ms|animation: \w+ \.", SHEETS) == []


def test_the_screen_turns_and_enlarges_as_its_holder_likes():
    assert "orientation" not in json.loads(text(Path("static/kiosk.webmanifest")))
    assert found(r"user-scalable|maximum-scale|minimum-scale", TEMPLATES) == []
    assert found(r"orientation\.lock", SCRIPTS) == []


def test_no_picture_of_ours_has_words_in_it():
    drawings = [path for path in files("static", ending=".svg") if "vendor" not in path.parts]
    assert drawings
    assert found(r"<text\b|<image\b", drawings) == []


def test_what_is_seen_on_a_control_is_its_name():
    """A name of its own would be another than the words that whoever speaks to it reads."""
    named = re.compile(r"<(?:a|button|input|select|textarea|summary)\b[^>]*\baria-label=[^>]*>")
    own = {path: named.findall(text(path)) for path in TEMPLATES}
    wordless = {Path("templates/parts/figure.html")}  # the places of the body map
    assert {path for path, controls in own.items() if controls} == wordless

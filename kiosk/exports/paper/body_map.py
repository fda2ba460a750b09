"""The body map on paper: two figures, one path for each mark, and the letters on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from ...frozen import dataclass
from ...intake.record import Mark
from ...languages import translate

DRAWING = Path(__file__).parents[3] / "static" / "bodymap.svg"
SVG = "{http://www.w3.org/2000/svg}"

LETTERS: Mapping[str, str] = {
    "work": "m-11-9l5.5 18 5.5-14 5.5 14 5.5-18",
    "gentle": "m8.5-5.5a10 10 0 1 0 1.5 6.5h-7.5",
    "avoid": "m-8-9l16 18m0-18l-16 18",
    "ask": "m-6-4a6.2 6.2 0 1 1 8.5 5.5q-2.5 1-2.5 4.5m0 5v.5",
}
"""W, G, X and ? drawn around a point: strokes cost less than text, and need no face."""

ROUND = "m-24 0a24 24 0 1 0 48 0a24 24 0 1 0-48 0"


@dataclass(frozen=True)
class Outline:
    """One figure of the drawing."""

    regions: Mapping[str, str]
    centres: Mapping[str, str]
    covered: str
    figure: str
    detail: str


@dataclass(frozen=True)
class Figure:
    """Front or back with its marks, as paths."""

    key: str
    """Names its patterns: front, back, or like no other figure of the page."""
    title: str
    caption: str
    """What the drawing shows, in words."""
    sides: tuple[str, str]
    """What is at the viewer's left and right: left and right are the client's own."""
    marked: tuple[tuple[str, str], ...]
    """Mark by mark: its key and one path over all its places."""
    rounds: str
    letters: str
    outline: Outline


@cache
def outlines() -> Mapping[str, Outline]:
    """Front and back as drawn in ``static/bodymap.svg``."""
    groups = ElementTree.parse(DRAWING).iter(f"{SVG}g")  # noqa: S314 - our own file
    return {group.get("id", ""): _outline(list(group.iter(f"{SVG}path"))) for group in groups}


def _outline(paths: Sequence[ElementTree.Element]) -> Outline:
    places = [path for path in paths if path.get("data-c")]
    rest = {path.get("data-is", ""): path.get("d", "") for path in paths}
    return Outline(
        {path.get("id", ""): path.get("d", "") for path in places},
        {path.get("id", ""): path.get("data-c", "").replace(",", " ") for path in places},
        rest["keep"],
        rest["figure"],
        rest["detail"],
    )


def figures(marks: Sequence[Mark], language: str) -> tuple[Figure, Figure]:
    """Front and back with these marks."""
    left, right = translate("Left", language), translate("Right", language)
    return (
        _figure("front", translate("Front", language), (right, left), marks, language),
        _figure("back", translate("Back", language), (left, right), marks, language),
    )


def _figure(
    key: Literal["front", "back"],
    title: str,
    sides: tuple[str, str],
    every: Sequence[Mark],
    language: str,
) -> Figure:
    outline = outlines()[key]
    marks = [mark for mark in every if mark.region in outline.regions]
    caption = translate("%(figure)s of the body; the marks are in the list", language)
    return Figure(
        key,
        title,
        caption % {"figure": title},
        sides,
        tuple((kind, d) for kind in LETTERS if (d := _all_of(kind, marks, outline))),
        "".join(f"M{outline.centres[mark.region]}{ROUND}" for mark in marks),
        "".join(f"M{outline.centres[mark.region]}{LETTERS[mark.mark]}" for mark in marks),
        outline,
    )


def _all_of(kind: str, marks: Sequence[Mark], outline: Outline) -> str:
    return "".join(outline.regions[mark.region] for mark in marks if mark.mark == kind)

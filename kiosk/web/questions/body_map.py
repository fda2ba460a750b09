"""The body map as a page draws it: shapes read from the drawing, marks from the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as Tree

from ...catalogue.body import Region
from ...catalogue.regions import FEELS, MARKS, OTHER_SIDE, REGIONS, SINCE
from ...intake.draft import Typed
from ...intake.wording import fixed
from ...languages import translate
from .answer_fields import MARK_PARTS
from .field_views import ChoiceView

SVG = "{http://www.w3.org/2000/svg}"
AllWords: TypeAlias = tuple[dict[str, str], ...]
"""The words of marks, feelings, levels and times, by key."""

DRAWING = Path(__file__).parents[3] / "static" / "bodymap.svg"
VIEW_BOX = "-228 3 456 910"

SMALL = frozenset(
    ("face_jaw", "neck_front", "neck_back", "sacrum", "thigh_front_left", "thigh_front_right")
)
"""Regions that a finger meets a little beyond their outline: no smaller than the others for it."""


@dataclass(frozen=True)
class Shapes:
    """One figure of the drawing: its regions' outlines, and what lies around them."""

    paths: dict[str, str]
    centres: dict[str, str]
    edges: frozenset[str]
    """Regions with a wide, unseen touch area around them."""
    covered_path: str
    figure_path: str
    detail_path: str


@dataclass(frozen=True)
class RegionView:
    """One region with its outline and its row."""

    key: str
    label: str
    path: str
    centre: str
    edge: bool
    small: bool
    mark: str
    feel: str
    level: str
    since: str
    both: bool
    """Whether "Both sides" stands ticked: typed, and not yet taken over."""
    mirrored: bool
    """Whether there is another side."""
    mark_label: str
    details: str
    """What to do there, how it feels, how much and since when, as one line."""


@dataclass(frozen=True)
class Figure:
    """Front or back."""

    key: str
    title: str
    left: str
    right: str
    view_box: str
    regions: tuple[RegionView, ...]
    covered_path: str
    figure_path: str
    detail_path: str


@dataclass(frozen=True)
class MapView:
    """Both figures, and the choices of a row."""

    figures: tuple[Figure, ...]
    marks: tuple[ChoiceView, ...]
    feels: tuple[ChoiceView, ...]
    levels: tuple[ChoiceView, ...]
    since: tuple[ChoiceView, ...]

    @property
    def marked(self) -> tuple[RegionView, ...]:
        """The marks so far."""
        return tuple(r for figure in self.figures for r in figure.regions if r.mark)


@cache
def shapes() -> dict[str, Shapes]:
    """The two figures of ``static/bodymap.svg``, read once."""
    drawing = Tree.parse(DRAWING).getroot()  # noqa: S314 - our own file
    return {
        figure: _shapes(drawing.find(f"{SVG}g[@id='{figure}']")) for figure in ("front", "back")
    }


def _shapes(group: Tree.Element | None) -> Shapes:
    if group is None:
        raise ValueError(f"{DRAWING} lacks a figure")
    named = {p.get("id", ""): p for p in group.iter(f"{SVG}path") if p.get("id")}
    halos = (use.get("href", "").lstrip("#") for use in group.iter(f"{SVG}use"))
    by_class = {p.get("class", ""): p.get("d", "") for p in group.iter(f"{SVG}path")}
    regions = {key: p for key, p in named.items() if "region" in p.get("class", "")}
    return Shapes(
        {key: p.get("d", "") for key, p in regions.items()},
        {key: p.get("data-c", "0 0").replace(",", " ") for key, p in regions.items()},
        frozenset(halos),
        by_class.get("keep", ""),
        by_class.get("figure", ""),
        by_class.get("detail", ""),
    )


def map_view(typed: Typed, language: str) -> MapView:
    """Both figures with what is marked on them."""
    marks = tuple(ChoiceView(c.key, translate(c.label, language, f"mark.{c.key}")) for c in MARKS)
    feels = tuple(ChoiceView(c.key, translate(c.label, language, f"feel.{c.key}")) for c in FEELS)
    levels = tuple(ChoiceView(str(number), str(number)) for number in range(11))
    since = tuple(ChoiceView(c.key, fixed(f"since_{c.key}", language)) for c in SINCE)
    words = tuple({c.value: c.label for c in each} for each in (marks, feels, levels, since))
    figures = tuple(_figure(key, typed, words, language) for key in ("front", "back"))
    return MapView(figures, marks, feels, levels, since)


def _figure(key: str, typed: Typed, words: AllWords, language: str) -> Figure:
    drawn = shapes()[key]
    regions = tuple(
        _region(region, drawn, typed, words, language) for region in REGIONS if region.figure == key
    )
    sides = (fixed("your_left", language), fixed("your_right", language))
    return Figure(
        key,
        fixed(f"map_{key}", language),
        *(sides if key == "back" else sides[::-1]),
        VIEW_BOX,
        regions,
        drawn.covered_path,
        drawn.figure_path,
        drawn.detail_path,
    )


def _region(
    region: Region, drawn: Shapes, typed: Typed, words: AllWords, language: str
) -> RegionView:
    name = f"body_marks-{region.key}"
    mark, feel, level, since, both = (
        (typed.get(f"{name}{part}") or [""])[-1] for part in MARK_PARTS
    )
    said = [of.get(part, "") for of, part in zip(words, (mark, feel, level, since), strict=True)]
    return RegionView(
        region.key,
        translate(region.label, language, f"region.{region.key}"),
        drawn.paths[region.key],
        drawn.centres[region.key],
        region.key in drawn.edges,
        region.key in SMALL,
        mark if mark in words[0] else "",
        feel,
        level,
        since,
        both == "yes",
        region.key in OTHER_SIDE,
        said[0],
        " · ".join(filter(None, said)),
    )

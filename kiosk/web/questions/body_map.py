"""The body map as a page draws it: shapes read from the drawing, marks from the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

from ...catalogue.body import Region
from ...catalogue.regions import FEELS, MARKS, OTHER_SIDE, REGIONS, SINCE
from ...intake.draft import Typed
from ...intake.wording import fixed
from ...languages import translate
from .answer_fields import MARK_PARTS
from .field_views import ChoiceView

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = Path(__file__).parents[3] / "static" / "bodymap.svg"
VIEW_BOX = "-228 0 456 918"


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
    mark: str
    feel: str
    level: str
    since: str
    both: bool
    """Whether "Both sides" stands ticked: typed, and not yet taken over."""
    mirrored: bool
    """Whether there is another side."""
    mark_label: str

    @property
    def said(self) -> str:
        """The region and its mark in words, for a screen reader."""
        return f"{self.label}: {self.mark_label}" if self.mark else self.label


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
    since: tuple[ChoiceView, ...]


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
    since = tuple(ChoiceView(c.key, fixed(f"since_{c.key}", language)) for c in SINCE)
    words = {choice.value: choice.label for choice in marks}
    return MapView(
        tuple(_figure(key, typed, words, language) for key in ("front", "back")),
        marks,
        feels,
        since,
    )


def _figure(key: str, typed: Typed, words: dict[str, str], language: str) -> Figure:
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
    region: Region, drawn: Shapes, typed: Typed, words: dict[str, str], language: str
) -> RegionView:
    name = f"body_marks-{region.key}"
    mark, feel, level, since, both = (
        (typed.get(f"{name}{part}") or [""])[-1] for part in MARK_PARTS
    )
    return RegionView(
        region.key,
        translate(region.label, language, f"region.{region.key}"),
        drawn.paths[region.key],
        drawn.centres[region.key],
        region.key in drawn.edges,
        mark if mark in words else "",
        feel,
        level,
        since,
        both == "yes",
        region.key in OTHER_SIDE,
        words.get(mark, ""),
    )

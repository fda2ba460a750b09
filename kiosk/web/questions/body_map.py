"""The body map as a page draws it: outlines stay in the drawing, marks come from the form.

A page says ``<use>`` for each outline, so that a browser fetches the drawing once and keeps it.
What is drawn of the same marks in the same language is the same for everybody, and is kept here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as Tree

from flask import current_app

from ...catalogue.body import Region
from ...catalogue.pictures import MAP
from ...catalogue.regions import FEELS, MARKS, OTHER_SIDE, REGIONS, SINCE
from ...frozen import dataclass
from ...intake.draft import Typed
from ...intake.wording import fixed
from ...languages import translate
from .answer_fields import MARK_PARTS
from .field_views import ChoiceView

SVG = "{http://www.w3.org/2000/svg}"
AllWords: TypeAlias = tuple[dict[str, str], ...]
"""The words of marks, feelings, levels and times, by key."""

LANGUAGES, KEPT = 16, 512
"""How much is kept of what is drawn: languages, and figures and rows of four kilobytes."""

DRAWING = Path(__file__).parents[3] / "static" / "bodymap.svg"
VIEW_BOX = "-228 3 456 910"

SMALL = frozenset(
    ("face_jaw", "neck_front", "neck_back", "sacrum", "thigh_front_left", "thigh_front_right")
)
"""Regions that a finger meets a little beyond their outline: no smaller than the others for it."""


@dataclass(frozen=True)
class Shapes:
    """One figure of the drawing."""

    centres: dict[str, str]
    """By region, where a sign stands on it."""
    edges: frozenset[str]
    """Regions with a wide, unseen touch area around them."""
    covered: str
    """The outline of what is never uncovered."""


@dataclass(frozen=True)
class RegionView:
    """One region with its place on the drawing and its row."""

    key: str
    label: str
    centre: str
    edge: bool
    small: bool
    mirrored: bool
    """Whether there is another side."""
    side: str = ""
    """Front or back."""
    mark: str = ""
    feel: str = ""
    level: str = ""
    since: str = ""
    both: bool = False
    """Whether "Both sides" stands ticked: typed, and not yet taken over."""
    mark_label: str = ""
    details: str = ""
    """What to do there, how it feels, how much and since when, as one line."""

    @property
    def said(self) -> bool:
        """Whether its row says anything."""
        return bool(self.mark or self.feel or self.level or self.since or self.both)


BLANK = RegionView("@", "", "", edge=False, small=False, mirrored=True)


@dataclass(frozen=True)
class Figure:
    """Front or back."""

    key: str
    title: str
    left: str
    right: str
    view_box: str
    regions: tuple[RegionView, ...]


@dataclass(frozen=True)
class RowChoices:
    """What can be said of a region, in one language."""

    language: str
    marks: tuple[ChoiceView, ...]
    feels: tuple[ChoiceView, ...]
    levels: tuple[ChoiceView, ...]
    since: tuple[ChoiceView, ...]
    pictured: bool = False
    """Whether each choice, and each place, shows its picture."""

    @property
    def words(self) -> AllWords:
        """The words of each part, by key."""
        parts = (self.marks, self.feels, self.levels, self.since)
        return tuple({c.value: c.label for c in part} for part in parts)


@dataclass(frozen=True)
class MapView:
    """Both figures, and the choices of a row."""

    figures: tuple[Figure, ...]
    choices: RowChoices
    blank: RegionView
    """No region: the row that a script copies."""
    whole: bool = False
    """Whether every row is sent, also to who asks in place: where the list is shown first."""

    @property
    def marked(self) -> tuple[RegionView, ...]:
        """The marks so far."""
        return tuple(r for figure in self.figures for r in figure.regions if r.mark)


@cache
def shapes() -> dict[str, Shapes]:
    """The two figures of ``static/bodymap.svg``, read once."""
    drawing = Tree.parse(DRAWING).getroot()  # noqa: S314 - our own file
    return {group.get("id", ""): _shapes(group) for group in drawing.iter(f"{SVG}g")}


def _shapes(group: Tree.Element) -> Shapes:
    paths = list(group.iter(f"{SVG}path"))
    regions = {p.get("id", ""): p for p in paths if "region" in p.get("data-is", "")}
    return Shapes(
        {key: p.get("data-c", "").replace(",", " ") for key, p in regions.items()},
        frozenset(key for key, p in regions.items() if "edge" in p.get("data-is", "")),
        next(p.get("d", "") for p in paths if p.get("data-is") == "keep"),
    )


def map_view(typed: Typed, language: str, shows: str = "words") -> MapView:
    """Both figures with what is marked on them."""
    choices, words = row_choices(language, shows), row_choices(language).words
    figures = tuple(
        replace(figure, regions=tuple(_as_typed(r, typed, words) for r in figure.regions))
        if typed
        else figure
        for figure in _unmarked(language)
    )
    return MapView(figures, choices, BLANK, choices.pictured)


@lru_cache(2 * LANGUAGES)
def row_choices(language: str, shows: str = "words") -> RowChoices:
    """What can be said of any region."""
    choices = _row_choices(language)
    return _pictured(choices) if shows == "pictures" else choices


def _pictured(choices: RowChoices) -> RowChoices:
    """The same with a picture beside the words of each."""
    parts = {"mark": choices.marks, "feel": choices.feels, "since": choices.since}
    marks, feels, since = (
        tuple(replace(c, drawing=MAP[part][c.value]) for c in of) for part, of in parts.items()
    )
    levels = tuple(replace(c, drawing=f"level-{c.value}") for c in choices.levels)
    return RowChoices(choices.language, marks, feels, levels, since, pictured=True)


def _row_choices(language: str) -> RowChoices:
    marks = tuple(ChoiceView(c.key, translate(c.label, language, f"mark.{c.key}")) for c in MARKS)
    feels = tuple(ChoiceView(c.key, translate(c.label, language, f"feel.{c.key}")) for c in FEELS)
    levels = tuple(ChoiceView(str(number), str(number)) for number in range(11))
    since = tuple(ChoiceView(c.key, fixed(f"since_{c.key}", language)) for c in SINCE)
    return RowChoices(language, marks, feels, levels, since)


@lru_cache(LANGUAGES)
def _unmarked(language: str) -> tuple[Figure, ...]:
    return tuple(_figure(key, language) for key in ("front", "back"))


def _figure(key: str, language: str) -> Figure:
    regions = tuple(_region(region, language) for region in REGIONS if region.figure == key)
    sides = (fixed("your_left", language), fixed("your_right", language))
    left, right = sides if key == "back" else sides[::-1]
    return Figure(key, fixed(f"map_{key}", language), left, right, VIEW_BOX, regions)


def _region(region: Region, language: str) -> RegionView:
    drawn = shapes()[region.figure]
    return RegionView(
        region.key,
        translate(region.label, language, f"region.{region.key}"),
        drawn.centres[region.key],
        region.key in drawn.edges,
        region.key in SMALL,
        region.key in OTHER_SIDE,
        region.figure,
    )


def _as_typed(region: RegionView, typed: Typed, words: AllWords) -> RegionView:
    name = f"body_marks-{region.key}"
    # What is no choice of ours is dropped: nothing that somebody wrote may be in what is kept.
    parts = [(typed.get(f"{name}{part}") or [""])[-1] for part in MARK_PARTS]
    if not any(parts):
        return region
    kept = [part if part in of else "" for part, of in zip(parts, words, strict=False)]
    said = [of.get(part, "") for part, of in zip(kept, words, strict=True)]
    mark, feel, level, since = kept
    return replace(
        region,
        mark=mark,
        feel=feel,
        level=level,
        since=since,
        both=parts[-1] == "yes",
        mark_label=said[0],
        details=" · ".join(filter(None, said)),
    )


@lru_cache(KEPT)
def drawn_figure(figure: Figure) -> str:
    """A figure's HTML."""
    macros = current_app.jinja_env.get_template("parts/figure.html").module
    drawn: str = macros.figure(figure)  # type: ignore[attr-defined]
    return drawn


@lru_cache(KEPT)
def drawn_row(region: RegionView, language: str, shows: str) -> str:
    """A row's HTML."""
    macros = current_app.jinja_env.get_template("parts/mark_row.html").module
    drawn: str = macros.mark_row(region, row_choices(language, shows))  # type: ignore[attr-defined]
    return drawn

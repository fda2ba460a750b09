"""The rehearsal of covering as a page draws it: a sheet over a client, folded back at a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.covering import SIDE_UP
from ...catalogue.regions import REGION
from ...frozen import dataclass
from ...intake.rehearsal import Uncovered, rehearsal
from ...languages import translate
from .body_map import shapes


@dataclass(frozen=True)
class Draped:
    """One place uncovered, seen from above."""

    key: str
    place: str
    position: str
    face_down: bool
    under_sheet: bool
    """Whether a sheet is folded back for it: head and neck lie free."""
    figure: str
    """The figure of the drawing that lies there."""
    always: str
    """The outline of what is never uncovered."""
    hidden_by: str
    """The choices of "keep covered" that hide it, each with a word that the stylesheet knows."""


@dataclass(frozen=True)
class DrapedView:
    """What a client sees on the page about covering."""

    places: tuple[Draped, ...]
    more: bool
    private: bool


def draped(said: Mapping[str, Any], language: str) -> DrapedView:
    """The marked places that these answers uncover."""
    shown = rehearsal(said)
    places = tuple(_drawn(place, language) for place in shown.places)
    return DrapedView(places, shown.more, shown.private)


def _drawn(place: Uncovered, language: str) -> Draped:
    figure = SIDE_UP[place.position]
    lying = next(c for c in _POSITIONS if c.key == place.position)
    return Draped(
        place.region,
        translate(REGION[place.region].label, language, f"region.{place.region}"),
        translate(lying.label, language, f"c.positions_ok.{lying.key}"),
        place.position == "face_down",
        REGION[place.region].group not in ("head", "neck"),
        figure,
        shapes()[figure].covered,
        " ".join(f"covers-{choice}" for choice in place.covered_by),
    )


_POSITIONS: tuple[Any, ...] = getattr(CATALOGUE.question("positions_ok"), "choices", ())

"""Where hands are kept off: what the client asked to be spared, and private areas without a yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue.regions import REGION
from .treatment import Treatment

SPARED = {
    "face": ("forehead", "face_jaw"),
    "hair_scalp": ("scalp",),
    "neck_front": ("neck_front",),
    "belly": ("abdomen",),
    "hands": ("hand",),
    "feet": ("foot",),
}
"""Of "please do not touch": the places or groups of places that each choice names."""


def is_kept_off(
    says: Mapping[str, Any], treatment: Treatment, place: str, *, is_minor: bool
) -> bool:
    """Whether this region is none to work on, though it may be marked for it."""
    return place in spared_by(says) or is_without_yes(says, treatment, place, is_minor=is_minor)


def is_without_yes(
    says: Mapping[str, Any], treatment: Treatment, place: str, *, is_minor: bool
) -> bool:
    """Whether it lies in a private area to which no yes was noted, on paper or in the room."""
    area = REGION[place].sensitive
    return bool(area) and treatment.widest(area, says, is_minor=is_minor) == "no"


def spared_by(says: Mapping[str, Any]) -> set[str]:
    """The places that "please do not touch" names."""
    said = set(says.get("touch_avoid") or ())
    return {key for key, region in REGION.items() if {key, region.group} & _named_by(said)}


def _named_by(said: set[str]) -> set[str]:
    return {place for choice, places in SPARED.items() if choice in said for place in places}

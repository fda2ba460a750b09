"""Covering: which side is seen in a position, and which places stay covered or clothed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .body import REGIONS

SIDE_UP: Mapping[str, Literal["front", "back"]] = {"face_down": "back", "face_up": "front"}
"""The positions that are drawn, and which side of the body is seen in them."""

LEFT_OUT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "touch_avoid": {
        "face": ("forehead", "face_jaw"),
        "hair_scalp": ("scalp",),
        "neck_front": ("neck_front",),
        "belly": ("abdomen",),
        "hands": ("hand",),
        "feet": ("foot",),
    },
    "keep_covered": {
        "back": ("back", "low_back"),
        "arms": ("arm", "shoulder"),
        "belly": ("abdomen",),
        "legs": ("leg", "calf", "inner_thigh"),
        "feet": ("foot",),
        "hair": ("scalp",),
    },
}
"""What a client can leave out or keep covered, as places of the body map or groups of them."""

CLOTHED: Mapping[str, tuple[str, ...]] = {
    "dressed": (
        *("shoulder", "chest", "abdomen", "arm", "hip", "leg", "inner_thigh", "back", "low_back"),
        *("glutes", "calf"),
    ),
    "underwear": ("glutes",),
}
"""Where clothes stay on, so far as the answer says it."""


def members(names: tuple[str, ...]) -> set[str]:
    """The places of the body map with these names, and those of the groups with these names."""
    return {place.key for place in REGIONS if {place.key, place.group} & set(names)}

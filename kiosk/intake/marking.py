"""Marking: what the buttons of the body map do, beside going on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAP = "body_map"

STAYS = ("marks", "unmark")
"""Buttons of the map that keep its marks and show it again; the second takes one mark off."""


def unmarked(given: Mapping[str, Any], region: str) -> dict[str, Any]:
    """What a post says, without the mark on this region."""
    left = [mark for mark in given.get("body_marks") or () if mark["region"] != region]
    return {**given, "body_marks": left or None}

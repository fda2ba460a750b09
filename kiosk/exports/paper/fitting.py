"""How page 1 is made to fit: what is shortened, step by step, while it takes more than a page."""

from __future__ import annotations

from dataclasses import dataclass

from .flags import Look


@dataclass(frozen=True)
class Fit:
    """What page 1 shows in full. Stop, "Not this" and allergies are never shortened."""

    touch_in_one_line: bool = False
    map_lines: int = 8
    cautions: Look = "notes"
    tight: bool = False
    """Headings run in and text flows around the figures: for a client who ticked everything."""
    wishes_behind: bool = False
    """Of today and the feelings plan only what a therapist acts on first; the rest is behind."""


LEVELS = (
    Fit(),
    Fit(touch_in_one_line=True),
    Fit(touch_in_one_line=True, map_lines=6),
    Fit(touch_in_one_line=True, map_lines=6, cautions="brief"),
    Fit(touch_in_one_line=True, map_lines=4, cautions="run"),
    Fit(touch_in_one_line=True, map_lines=4, cautions="run", tight=True),
    Fit(touch_in_one_line=True, map_lines=4, cautions="run", tight=True, wishes_behind=True),
)
"""From everything to the least; the first that fits is printed."""

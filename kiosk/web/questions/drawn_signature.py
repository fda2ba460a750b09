"""A drawn signature as a browser sends it: read, measured, and seen to show something."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wtforms.validators import ValidationError

POINTS = 2_000
"""Points of a drawn signature: 20,000 take 0.43 s to draw on the paper (measured)."""

PAD_SIDE = 4_000
"""Largest width or height of a signature pad, in pixels."""

SEEN = 50
"""A line that goes one part in so many of the pad can be seen; less is a touch by mistake."""


def signature_of(posted: str) -> dict[str, Any] | None:
    """The signature as kept; None where no line of it shows. Raises ValidationError."""
    drawn = _read(posted)
    width, height = drawn["w"], drawn["h"]
    if not any(_shows(stroke, width, height) for stroke in drawn["strokes"]):
        return None
    return drawn


def _read(posted: str) -> dict[str, Any]:
    sorry = ValidationError("We could not read the signature. Sign again, or type your name.")
    try:
        drawn = json.loads(posted)
        width, height, strokes = int(drawn["w"]), int(drawn["h"]), drawn["strokes"]
        lines = [[int(number) for number in stroke] for stroke in strokes]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise sorry from None
    points = sum(len(line) for line in lines)
    sound = all(
        len(line) % 2 == 0 and all(-PAD_SIDE <= n <= 2 * PAD_SIDE for n in line) for line in lines
    )
    if not (0 < width <= PAD_SIDE and 0 < height <= PAD_SIDE and sound):
        raise sorry
    if points > 2 * POINTS:
        raise ValidationError("This signature is very long. Sign again, a little shorter.")
    return {"method": "drawn", "w": width, "h": height, "strokes": [s for s in lines if s]}


def _shows(stroke: Sequence[int], width: int, height: int) -> bool:
    """Whether the part of a stroke that lies on the pad goes anywhere."""
    points = zip(stroke[::2], stroke[1::2], strict=True)
    there = [(x, y) for x, y in points if 0 <= x <= width and 0 <= y <= height]
    if not there:
        return False
    across, down = (max(side) - min(side) for side in zip(*there, strict=True))
    return bool(max(across, down) * SEEN >= max(width, height))

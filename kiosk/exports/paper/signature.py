"""The signature on paper: drawn again by us from its strokes, one path a stroke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...frozen import dataclass


@dataclass(frozen=True)
class Drawn:
    """A drawn signature as numbers only."""

    view_box: str
    strokes: tuple[str, ...]


def drawn(signature: Mapping[str, Any] | None) -> Drawn | None:
    """The strokes as paths; None where nothing was drawn."""
    if not signature or signature.get("method") != "drawn":
        return None
    strokes = [stroke for kept in signature.get("strokes", ()) if (stroke := _whole(kept))]
    if not strokes:
        return None
    return Drawn(_view_box(strokes), tuple(_path(stroke) for stroke in strokes))


def _whole(stroke: Sequence[Any]) -> list[tuple[int, int]]:
    # int() keeps anything that is not a number out of the drawing, whatever was kept.
    return [(int(x), int(y)) for x, y in zip(stroke[::2], stroke[1::2], strict=False)]


def _path(stroke: Sequence[tuple[int, int]]) -> str:
    (x, y), *rest = stroke
    # A dot is a stroke that goes nowhere: "h0" with round ends draws it.
    return f"M{x} {y}" + ("".join(f"L{x} {y}" for x, y in rest) or "h0")


def _view_box(strokes: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The box around the ink, so that a small signature on a large pad is still read."""
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    edge = 6
    width, height = max(xs) - min(xs) + 2 * edge, max(ys) - min(ys) + 2 * edge
    return f"{min(xs) - edge} {min(ys) - edge} {width} {height}"

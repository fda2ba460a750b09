"""Shapes of a drawing as areas of whole units, to be compared: what is painted over what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageDraw

Point = tuple[float, float]

LEFT, TOP, WIDTH, HEIGHT = -260, -20, 520, 980
CURVE = 12
"""Straight pieces that stand for one curve."""
NEEDS = {"M": 1, "L": 1, "T": 1, "Q": 2, "C": 3}


def area(path: str) -> Image.Image:
    """Where a path of absolute commands is filled, one dot for each unit."""
    mask = Image.new("1", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(mask)
    for outline in _outlines(path):
        pen.polygon([(x - LEFT, y - TOP) for x, y in outline], fill=1)
    return mask


def _outlines(path: str) -> Iterator[list[Point]]:
    for piece in re.findall(r"M[^M]*", path):
        line: list[Point] = []
        bend: Point | None = None
        for command, points in _commands(piece):
            if command == "T":
                x, y = line[-1]
                points = [(2 * x - bend[0], 2 * y - bend[1]) if bend else (x, y), *points]
            bend = points[0] if command in "QT" else None
            line += _along([line[-1], *points]) if len(points) > 1 else points
        yield line


def _commands(piece: str) -> Iterator[tuple[str, list[Point]]]:
    for command, said in re.findall(r"([A-Za-z])([^A-Za-z]*)", piece):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", said)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        assert command == "Z" or command in NEEDS, f"teach {__name__} to draw {command}"
        for at in range(0, len(points), NEEDS.get(command, 1)):
            yield command, points[at : at + NEEDS[command]]


def _along(bent: list[Point]) -> list[Point]:
    """Points of a curve with these ends and bends, its first one aside."""
    return [_at(bent, step / CURVE) for step in range(1, CURVE + 1)]


def _at(bent: list[Point], part: float) -> Point:
    if len(bent) == 1:
        return bent[0]
    between = pairwise(bent)
    return _at(
        [(x + (u - x) * part, y + (v - y) * part) for (x, y), (u, v) in between],
        part,
    )

"""Two columns of about the same height."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

Thing = TypeVar("Thing")


def in_two(
    things: Sequence[Thing], heights: Sequence[float]
) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
    """The things in their order, cut where the higher of the two columns is lowest."""
    whole = sum(heights)
    upto = [0.0, *accumulate(heights)]
    cut = min(range(len(upto)), key=lambda n: (max(upto[n], whole - upto[n]), -n))
    return tuple(things[:cut]), tuple(things[cut:])

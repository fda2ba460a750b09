"""Counts over time as figures: for each signal a bar a quarter, of all who answered then."""

from __future__ import annotations

from collections.abc import Sequence

from ...frozen import dataclass
from ...intake.signals import Period
from ..http.layout import Layout

ROW, NAME, BAR, SAID = 26, 110, 180, 100
"""Of each row in the drawing's own units: how high, and how wide its three parts are."""
WIDE = NAME + BAR + SAID


@dataclass(frozen=True)
class Bar:
    """One quarter: how long its bar is, and what stands beside it."""

    y: int
    middle: int
    name: str
    length: int
    said: str


@dataclass(frozen=True)
class Figure:
    """One signal over the quarters, the oldest on top."""

    title: str
    height: int
    bars: tuple[Bar, ...]


def figures(
    periods: Sequence[Period], titles: dict[str, str], quarters: Sequence[str], layout: Layout
) -> tuple[Figure, ...]:
    """A figure for each signal, where some quarter has enough answers to be told."""
    told = [(each, name) for each, name in zip(periods, quarters, strict=True) if each.answers]
    return tuple(
        Figure(title, ROW * len(told), tuple(_bars(key, told[::-1], layout)))
        for key, title in titles.items()
        if told
    )


def _bars(key: str, told: list[tuple[Period, str]], layout: Layout) -> list[Bar]:
    return [
        Bar(
            ROW * place,
            ROW * place + ROW // 2,
            name,
            round(BAR * (period.counts[key] or 0) / (period.answers or 1)),
            _said(period, key, layout),
        )
        for place, (period, name) in enumerate(told)
    ]


def _said(period: Period, key: str, layout: Layout) -> str:
    many, of = period.counts[key], period.answers or 0
    if many is None:
        return layout.translate("too few to say")
    return layout.translate("%(count)d of %(all)d", {"count": many, "all": of})

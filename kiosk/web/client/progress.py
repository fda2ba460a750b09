"""Progress: where on their way a client stands, in numbers and as a thread."""

from __future__ import annotations

from functools import lru_cache

from ...catalogue import Catalogue
from ...frozen import dataclass
from ...intake.path import FIRST, LAST, path
from ...intake.wording import title


@dataclass(frozen=True)
class Ahead:
    """A step on the thread that shows how far it is."""

    title: str
    state: str
    """done, now or ahead."""


def part(asked: Catalogue, step: str) -> str:
    """The page's number of how many; empty for one that stands beside the path."""
    way = [key for key in path(asked) if key != FIRST]
    return f"{way.index(step) + 1} / {len(way)}" if step in way else ""


@lru_cache(maxsize=256)
def thread(asked: Catalogue, now: str, language: str) -> tuple[Ahead, ...]:
    """One stitch for each page of this client's path."""
    way = [step for step in asked.steps if step.key not in (FIRST, LAST)]
    here = next((n for n, step in enumerate(way) if step.key == now), -1)
    states = ("done" if n < here else "now" if n == here else "ahead" for n in range(len(way)))
    return tuple(
        Ahead(title(step, language), state) for step, state in zip(way, states, strict=True)
    )

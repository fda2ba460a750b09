"""Lightening: records that were signed before their text was deflated weigh a seventh of it."""

from __future__ import annotations

from ..frozen import dataclass
from ..store import Store
from ..store.turning import lightening
from .back_up import Report
from .turn_key import in_tenths


@dataclass(frozen=True)
class Lightened:
    """How it ended."""

    number: int
    """Of the records that weigh less now."""
    torn: tuple[str, ...]
    """What could not be opened, and is as it was."""


def lighten_records(store: Store, report: Report) -> Lightened:
    """Seal records anew with their text deflated, while the kiosk runs. Twice is once.

    Stopped at any moment, it goes on where it was. Raises Busy: then type it again.
    """
    heavy = lightening.are_heavy(store)
    torn = lightening.lighten(store, in_tenths(report))
    return Lightened(heavy - lightening.are_heavy(store), torn)

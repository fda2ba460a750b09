"""How long a test waits for something to happen before it says that it never did."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE = 60.0
"""Seconds. No promise of the product: far more than the busiest machine needs for anything here."""

IN_A_BROWSER = PATIENCE * 1000
"""The same, as Playwright counts."""


def until(
    state: Callable[[], Found | None], patience: float = PATIENCE, between: float = 0.02
) -> Found:
    """What there is once it is there, looked for with so many seconds between two looks."""
    end = time.monotonic() + patience
    while not (found := state()):
        assert time.monotonic() < end, "it never came"
        time.sleep(between)
    return found

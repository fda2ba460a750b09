"""How long a test waits for something to happen before it says that it never did."""

from __future__ import annotations

PATIENCE = 60.0
"""Seconds. No promise of the product: far more than the busiest machine needs for anything here."""

IN_A_BROWSER = PATIENCE * 1000
"""The same, as Playwright counts."""

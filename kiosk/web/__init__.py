"""The web: Flask and WTForms live here and nowhere else."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Every room of the web, each with its own pages."""
    from .assets import assets
    from .client import client
    from .health import health
    from .reading import reading
    from .searching import searching
    from .setup import setup
    from .staff import sign
    from .step import walk
    from .today import today

    return assets, client, walk, health, reading, searching, setup, sign, today

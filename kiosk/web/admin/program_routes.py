"""The routes that programs read by, as they are described to whoever writes one."""

from __future__ import annotations

from typing import Any

from flask import url_for

from ...exports.openapi import openapi


def described() -> dict[str, Any]:
    """All of them, as OpenAPI says it."""
    return openapi(*(url_for(f"api.{each}") for each in ROUTES))


def examples() -> tuple[str, ...]:
    """What a program asks, as one would type it."""
    days = "from=2026-01-01&to=2026-01-31"
    return (
        f"GET {url_for('api.visits')}?{days}&format=jsonl",
        f"GET {url_for('api.papers')}?{days}",
        f"GET {url_for('api.dictionary')}",
    )


ROUTES = ("visits", "papers", "dictionary", "description")

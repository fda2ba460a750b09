"""Why something was done: asked for wherever a record leaves the clinic, or goes for good."""

from __future__ import annotations

from flask import request

from ...intake.normal import one_line

LONGEST = 200


def typed(name: str) -> str:
    """What was typed into a field, on one line and not too long."""
    return one_line(request.form.get(name, ""))[:LONGEST]

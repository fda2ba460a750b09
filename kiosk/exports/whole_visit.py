"""A finished visit on paper: the therapist's page of its intake, and its session behind that."""

from __future__ import annotations

from ..intake.session_said import WholeVisit
from .drawing import draw
from .drawn import Drawn


def draw_whole_visit(visit: WholeVisit, size: str = "A4", watermark: str = "") -> Drawn:
    """The document as a tagged PDF, drawn like the paper. Runs in the press."""
    return draw(visit.stands, size, watermark, visit.history, visit.issue, visit.said)

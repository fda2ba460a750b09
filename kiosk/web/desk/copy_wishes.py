"""What a client takes along, on the list of the day: a copy they want, what is for home."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from flask import url_for

from ...languages import N_
from ..http.layout import Layout
from ..http.page_parts import Link, Tag
from ..http.viewer import Viewer
from .visit_rows import VisitRow

WANTS = N_("Wants a copy to take along")


def with_copy(row: VisitRow, wished: Set[str], layout: Layout) -> VisitRow:
    """The row with what its client asked for on the way out, and the way to it."""
    if row.intake_id not in wished or not layout.roles & {"desk", "therapist"}:
        return row
    url = url_for("copy_to_take.choose", intake_id=row.intake_id)
    wants = Tag(layout.translate(WANTS), "alert")
    copy = Link(url, layout.translate("Copy for the client"))
    return replace(row, tags=(*row.tags, wants), copy=copy)


def with_handout(row: VisitRow, noted: frozenset[str], viewer: Viewer) -> VisitRow:
    """The row with the way to what its client takes home, where a signed note has it."""
    if row.intake_id not in noted or not viewer.layout.roles & {"desk", "therapist"}:
        return row
    url = url_for("hand_out.choose", intake_id=row.intake_id)
    return replace(row, handout=Link(url, viewer.layout.translate("To take home")))

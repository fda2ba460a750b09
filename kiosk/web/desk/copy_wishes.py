"""Who wants a copy of what they said and signed to take along, on the list of the day."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from flask import url_for

from ...languages import N_
from ..http.layout import Layout
from ..http.page_parts import Link, Tag
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

"""How far the sessions of a list are, in words that a waiting room may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...languages import N_
from ...store import Transaction
from ...store.access import tablets
from ...usecases.look_at_sessions import InSession, in_session
from ..http.layout import Layout
from ..http.page_parts import Choice, Tag, choices
from ..http.viewer import Viewer
from .visit_rows import VisitRow

STATES = {
    "in_room": N_("In the room for %(count)d min"),
    "done": N_("Session done"),
    "postponed": N_("Postponed together"),
}
"""Those that its intake alone does not tell."""


def state_in_words(now: InSession, layout: Layout) -> str:
    """Waiting, read, in the room since when, or done."""
    told = {"waiting": N_("Signed, waiting"), "read": N_("Read")} | STATES
    return layout.translate(told[now.state], {"count": now.minutes})


def with_sessions(tx: Transaction, rows: Sequence[VisitRow], who: Viewer) -> tuple[VisitRow, ...]:
    """The rows with how far each session is, and a tablet to hand over where it is done."""
    found = in_session(tx, (row.intake_id for row in rows if row.is_signed))
    every = choices(
        (each.id, each.name) for each in tablets.all_tablets(tx) if who.where.shows(each.site_id)
    )
    return tuple(
        _with(row, found[row.intake_id], every, who) if row.intake_id in found else row
        for row in rows
    )


def _with(row: VisitRow, now: InSession, every: tuple[Choice, ...], who: Viewer) -> VisitRow:
    may = now.state == "done" and not now.has_answered and who.layout.roles & {"desk", "therapist"}
    return replace(
        row,
        state=state_in_words(now, who.layout),
        tags=(*row.tags, *reflection_tags(now, who.layout)),
        hand_over=every if may else (),
    )


def reflection_tags(now: InSession, layout: Layout) -> tuple[Tag, ...]:
    """Whether the client is being asked how it was, or has said so."""
    if now.has_answered:
        return (Tag(layout.translate("Has said how it was"), "ok"),)
    words = layout.translate("Asked how it was: %(tablet)s", {"tablet": now.handed_on})
    return (Tag(words),) if now.handed_on else ()

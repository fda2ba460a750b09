"""After visits: what clients said of how it was, as counts, and one by one for the manager."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.draft import Draft
from ...intake.signals import FEWEST, Period
from ...languages import N_
from ...usecases import hear_clients
from ...usecases.hear_clients import InInbox
from ..http import current
from ..http.access import access
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.page_parts import Link
from ..http.short_sign import sign_of
from ..http.viewer import current_viewer, me
from .after_tabs import after_tabs
from .signal_figures import WIDE, Figure, figures

routes = Blueprint("reflections", __name__)

COLUMNS = {
    "unsafe": N_("Not safe to speak up"),
    "unheard": N_("Not listened to"),
    "unclear": N_("Not clear what comes next"),
    "pressure": N_("Pressure too light or too firm"),
    "other": N_("Would try another therapist"),
    "support": N_("Would like more support"),
}


@dataclass(frozen=True)
class InboxRow:
    """One that may be opened."""

    id: str
    words: str
    is_new: bool
    is_grave: bool
    leads: Link


@dataclass(frozen=True)
class InboxPage:
    """All of it."""

    title: str
    tabs: tuple[Link, ...]
    rows: tuple[InboxRow, ...]
    names: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    smallest: str
    figures: tuple[Figure, ...]
    wide: int
    """How wide a figure is, in its own units."""


@routes.get("/admin/reflections")
@access("admin")
def inbox() -> ResponseReturnValue:
    """The inbox, and the counts under it."""
    who, layout = current_viewer(), staff_layout()
    today = who.clinic.day(current.store().now())
    found = hear_clients.inbox(current.store(), me(), today)
    table = tuple(_counts(each, layout) for each in found.periods)
    titles = {key: layout.translate(words) for key, words in COLUMNS.items()}
    names = (N_("Quarter"), N_("Answers"), *COLUMNS.values())
    page = InboxPage(
        title=layout.translate("After visits"),
        tabs=after_tabs(layout),
        rows=tuple(_row(each, who.names, layout) for each in found.rows),
        names=tuple(layout.translate(name) for name in names),
        table=table,
        figures=figures(found.periods, titles, [row[0] for row in table], layout),
        wide=WIDE,
        smallest=layout.translate(
            "Numbers under %(count)d are not shown, so that a count tells of nobody alone.",
            {"count": FEWEST},
        ),
    )
    return show("admin/reflections.html", layout, page=page)


def _row(each: InInbox, names: Mapping[str, str], layout: Layout) -> InboxRow:
    name = Draft(answers=each.visit.answers).short_name
    therapist = names.get(each.visit.therapist_id, "") or layout.translate("not assigned")
    parts = (day_in_words(layout, each.visit.visit_day), name, therapist, sign_of(each.visit.id))
    url = url_for("reflection_read.show_it", intake_id=each.visit.id)
    return InboxRow(
        each.visit.id,
        " · ".join(filter(None, parts)),
        each.is_new,
        each.is_grave,
        Link(url, layout.translate("Read")),
    )


def _counts(each: Period, layout: Layout) -> tuple[str, ...]:
    when = layout.translate("Quarter %(quarter)d of %(year)d")
    fewer = layout.translate("under %(count)d", {"count": FEWEST})
    numbers = (each.answers, *(each.counts[key] for key in COLUMNS)) if each.answers else (None,)
    cells = [fewer if number is None else str(number) for number in numbers]
    cells += [""] * (len(COLUMNS) + 1 - len(cells))
    return (when % {"quarter": each.quarter, "year": each.year}, *cells)

"""The clinic's calendar: its entries of the next days become planned visits, from a file or by
itself from the one address that the server's settings name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from ...exports import calendar_reading
from ...exports.calendar_reading import Days
from ...exports.calendar_source import NoCalendar, fetch
from ...exports.table_reading import Table, read_table
from ...frozen import dataclass
from ...languages import N_
from ...store import Refused
from ...store.intakes.planned_visits import Visit
from ...usecases.fetch_calendar import fetch_calendar
from ...usecases.read_calendar import Came, read_calendar
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_turns import draws
from ..http.printing import the_press
from ..http.uploads import sent_file, takes_a_table
from ..http.viewer import current_viewer
from .calendar_looks import last_look

routes = Blueprint("calendar", __name__)

CHOOSE = N_("Choose the file of a calendar (ICS), or a table of visits (CSV).")
TOO_LARGE = N_("This file is too large. A calendar has at most 2 MB. Nothing was changed.")
ENDLESS = N_("This calendar could not be read in time. Nothing was changed.")

NOT_FETCHED = {
    "elsewhere": N_("The calendar's address sends us to another host. Nothing was changed."),
    "private": N_("The calendar's host is no public one. Nothing was changed."),
    "large": N_("This calendar is larger than a clinic's. Nothing was changed."),
    "lost": N_("The calendar could not be fetched. Nothing was changed."),
}


@dataclass(frozen=True)
class Part:
    """Some visits, and what came of them."""

    title: str
    visits: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarPage(FormPage):
    """Where a calendar comes from, and what came of the last one."""

    has_address: bool
    last: str
    """When it was last read by its address, or why it was not; empty where nobody has tried."""
    told: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@routes.get("/staff/visits/calendar")
@access("desk")
def form() -> str:
    """Choose a file, or read the clinic's own calendar."""
    return _page({})


@routes.post("/staff/visits/calendar")
@access("desk")
@takes_a_table
@draws
def read() -> ResponseReturnValue:
    """Plan what it has for the next days, and say what came of it."""
    from ...exports.press import NoPaper

    store, who, url = current.store(), current_viewer(), current.settings().calendar_url
    try:
        readers = (_calendar, _table, who.id, who.where.here)
        if request.form.get("go") == "fetch" and url:
            return _page({}, fetch_calendar(store, who.clinic, lambda: fetch(url), *readers))
        content = sent_file("file", ".ics", ".csv")
        if not content:
            return _page({"file": TOO_LARGE if content is None else CHOOSE}), 422
        return _page({}, read_calendar(store, who.clinic, content, *readers))
    except NoCalendar as no:
        return _page({"file": NOT_FETCHED[no.why]}), 422
    except NoPaper:
        return _page({"file": ENDLESS}), 422
    except Refused as no:
        return _page({no.field: no.words}), 422


def _calendar(of: tuple[bytes, Days]) -> dict[str, Any]:
    return the_press().make(calendar_reading.read_calendar, of)


def _table(content: bytes) -> Table:
    return the_press().make(read_table, content)


def _page(wrong: dict[str, str], came: Came | None = None) -> str:
    who = current_viewer()
    layout, look = who.layout, last_look(who)
    page = CalendarPage(
        title=layout.translate("Visits from a calendar"),
        has_address=bool(current.settings().calendar_url),
        last=look.words if look else "",
        told=_told(came, layout) if came else (),
        parts=_parts(came, layout) if came else (),
        form_errors=form_errors(layout, wrong),
    )
    return show("desk/calendar.html", layout, page=page)


def _told(came: Came, layout: Layout) -> tuple[str, ...]:
    counted = (
        (N_("New: %(count)d"), len(came.new)),
        (N_("Moved: %(count)d"), len(came.moved)),
        (N_("As before: %(count)d"), came.as_before),
        (N_("Could not be read: %(count)d"), came.unread),
    )
    return tuple(layout.translate(words, {"count": count}) for words, count in counted)


def _parts(came: Came, layout: Layout) -> tuple[Part, ...]:
    parts = (
        (N_("New"), came.new),
        (N_("Moved"), came.moved),
        (N_("No longer in the calendar"), came.gone),
    )
    return tuple(
        Part(layout.translate(title), tuple(_lines(visits, layout)))
        for title, visits in parts
        if visits
    )


def _lines(visits: Sequence[Visit], layout: Layout) -> list[str]:
    return [
        f"{day_in_words(layout, visit.day)} · {visit.time} · {visit.answers.get('full_name', '')}"
        for visit in sorted(visits, key=lambda one: (one.day, one.time))
    ]

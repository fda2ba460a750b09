"""Fetching the clinic's calendar: read from the one address of the settings, and how that went."""

from __future__ import annotations

from collections.abc import Callable

from ..exports.calendar_source import NoCalendar
from ..store import Refused, Store
from ..store.clinics import Clinic
from ..store.intakes import calendar_looks
from .read_calendar import Came, Read, ReadTable, read_calendar

UNREAD = "unread"
"""Why, where something came, and was no calendar."""


def fetch_calendar(
    store: Store,
    clinic: Clinic,
    fetch: Callable[[], bytes],
    read: Read,
    table: ReadTable,
    by: str,
    site_id: str = "",
) -> Came:
    """Plan what stands there, at this site; where it cannot be, keep why.

    Raises what ``fetch`` and ``read_calendar`` raise.
    """
    from ..exports.press import NoPaper

    try:
        return read_calendar(store, clinic, fetch(), read, table, by, site_id, fetched=True)
    except (NoCalendar, NoPaper, Refused) as no:
        why = no.why if isinstance(no, NoCalendar) else UNREAD
        with store.writing() as tx:
            calendar_looks.noted(tx, why)
        raise

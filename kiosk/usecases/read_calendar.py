"""Reading the clinic's calendar: its entries of the next days become planned visits, each once.

Nobody is matched silently: whom the clinic knows that somebody may be is for the desk to say, as of
every planned visit, and so is a therapist whom an entry names. An entry that moved moves its visit,
alone or with its series. One that is gone is told, and one that names another client by now is
gone and new; the desk takes off what is over. A calendar that cannot be read, or that lies,
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from operator import itemgetter
from typing import Any

from ..exports.calendar_reading import Days
from ..exports.table_reading import Table
from ..intake import from_table
from ..intake.names import folded
from ..intake.normal import one_line
from ..languages import N_, NightOrDay, day_order, read_day, read_time
from ..store import Missing, Over, Refused, Store, Transaction, sites
from ..store.clinics import Clinic
from ..store.intakes import calendar_entries, calendar_looks, moved_visits, planned_visits
from ..store.intakes.planned_visits import Planned, Visit
from .identify_client import recognise
from .name_therapist import named, therapists
from .same_entry import Entries, as_said

AHEAD = timedelta(days=13)
"""Today and so many days more are read."""

WRONG = {
    "large": N_("This calendar is larger than a clinic's. Nothing was changed."),
    "many": N_("This calendar holds more visits than a clinic has. Nothing was changed."),
    "no_calendar": N_("This is no calendar and no table that we can read. Nothing was changed."),
}

Read = Callable[[tuple[bytes, Days]], dict[str, Any]]
ReadTable = Callable[[bytes], Table]


@dataclass
class Came:
    """What came of reading a calendar."""

    site_id: str
    new: list[Visit] = field(default_factory=list)
    moved: list[Visit] = field(default_factory=list)
    as_before: int = 0
    gone: list[Visit] = field(default_factory=list)
    """Planned by the calendar once, and no longer in it."""
    unread: int = 0


def read_calendar(
    store: Store,
    clinic: Clinic,
    content: bytes,
    read: Read,
    table: ReadTable,
    by: str,
    site_id: str = "",
    *,
    fetched: bool = False,
) -> Came:
    """Plan what a calendar or a table of this site has for the next days. Twice is once.

    Where no site is said, it is the one that is meant without a word. Where it was ``fetched``,
    that is noted. Of two that read at once, as the desk does while the schedule does, the second
    finds what the first has planned.

    Raises Refused for what is neither, and whatever ``read`` and ``table`` raise.
    """
    with store.reading() as tx:
        first = clinic.day(tx.now)
    last = first + AHEAD
    days = (clinic.time_zone, first.isoformat(), last.isoformat())
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR"):
        found = read((content, days))
    else:
        found = _of_table(table(content), clinic, first, last)
    if wrong := found.get("wrong"):
        raise Refused("file", WRONG[wrong])
    with store.writing() as tx:
        if fetched:
            calendar_looks.noted(tx, "")
        came = Came(sites.in_use_or_main(tx, site_id), unread=found["unread"])
        return _planned(tx, clinic, found, (first.isoformat(), last.isoformat()), came, by)


def _planned(
    tx: Transaction,
    clinic: Clinic,
    found: Mapping[str, Any],
    days: tuple[str, str],
    came: Came,
    by: str,
) -> Came:
    known = {visit.id: visit for day in _days(*days) for visit in planned_visits.of_day(tx, day)}
    # Two entries of one mark are one visit, written twice: the last one counts.
    events = {each["uid"]: each for each in found["events"] if each["uid"]}
    names = therapists(tx)
    told = [each for each in (named(event, names) for event in events.values()) if each["name"]]
    came.unread += len(found["events"]) - len(told)
    entries = Entries(tx, {calendar_entries.mark(tx, uid) for uid in events})
    for event in sorted(told, key=itemgetter("day", "time")):
        _take(tx, clinic, event, known, entries, came, by)
    here = {visit.id for visit in known.values() if visit.site_id == came.site_id}
    gone = entries.gone(*days) & here
    calendar_entries.are_gone(tx, gone)
    came.gone = [known[this] for this in gone if known[this].state == "planned"]
    return came


def _take(
    tx: Transaction,
    clinic: Clinic,
    event: Mapping[str, str],
    known: dict[str, Visit],
    entries: Entries,
    came: Came,
    by: str,
) -> None:
    said = as_said(tx, event)
    before = entries.before(said, event["name"])
    if before:
        if moved := _moved(tx, event, before.visit_id, by):
            known[moved.id] = moved
            came.moved.append(moved)
        came.as_before += moved is None
        calendar_entries.is_there(tx, before, said)
        return
    visit = _same(event, known.values())
    if visit:
        came.as_before += 1
    else:
        visit = _new(tx, event, came.site_id, by)
        known[visit.id] = visit
        came.new.append(visit)
    calendar_entries.became(tx, said, clinic.id, visit.id, entries.there)


def _moved(tx: Transaction, event: Mapping[str, str], visit_id: str, by: str) -> Visit | None:
    """The visit where its entry is now. One that the desk took off, or that has begun, stays so."""
    with suppress(Missing, Over):
        visit = planned_visits.find(tx, visit_id)
        if (visit.day, visit.time) != (event["day"], event["time"]):
            day = date.fromisoformat(event["day"])
            moved_visits.move(tx, visit_id, day, event["time"], by)
            return planned_visits.find(tx, visit_id)
    return None


def _same(event: Mapping[str, str], known: Iterable[Visit]) -> Visit | None:
    """A visit that the desk has written down by hand already."""
    wanted = (event["day"], event["time"], folded(event["name"]))
    return next((v for v in known if (v.day, v.time, _name(v)) == wanted), None)


def _name(visit: Visit) -> str:
    return folded(str(visit.answers.get("full_name", "")))


def _new(tx: Transaction, event: Mapping[str, str], site_id: str, by: str) -> Visit:
    answers = {"full_name": event["name"]}
    answers |= {key: event[key] for key in ("birth_date", "phone") if event.get(key)}
    day = date.fromisoformat(event["day"])
    planned = Planned(day, event["time"], "", answers, site_id)
    visit, _ = planned_visits.plan(tx, planned, by)
    recognise(tx, visit)
    return planned_visits.find(tx, visit.id)


def _of_table(rows: Table, clinic: Clinic, first: date, last: date) -> dict[str, Any]:
    """The events of a table: one a row, with a day, an hour and a name."""
    if not rows:
        return {"wrong": "no_calendar"}
    columns = from_table.guess(rows[0])
    order = day_order(clinic.country)
    if "visit_day" not in columns:
        return {"wrong": "no_calendar"}
    events, unread = [], 0
    for row in rows[1:]:
        try:
            event = _event(row, columns, order)
        except (ValueError, NightOrDay):
            unread += any(cell.strip() for cell in row)
            continue
        if first.isoformat() <= event["day"] <= last.isoformat():
            events.append(event)
    return {"events": list(_told_apart(events)), "unread": unread}


def _told_apart(events: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """A number's further visits on one day have a mark with the hour: they are visits as well."""
    first: dict[str, str] = {}
    for each in sorted(events, key=lambda event: event["time"]):
        uid, at = each["uid"], each["time"]
        if first.setdefault(uid, at) != at:
            uid = sha256(f"{uid} {at}".encode()).hexdigest()
        yield each | {"uid": uid}


def _event(row: list[str], columns: Mapping[str, int], order: Any) -> dict[str, str]:
    def cell(key: str) -> str:
        place = columns.get(key)
        return one_line(row[place]) if place is not None and place < len(row) else ""

    day, _, hour = cell("visit_day").replace("T", " ").partition(" ")
    name = cell("full_name") or " ".join(filter(None, map(cell, ("first_name", "last_name"))))
    if not name:
        raise ValueError(row)
    on, at = read_day(day, order).isoformat(), read_time(cell("visit_time") or hour)
    born = cell("birth_date")
    event = {"day": on, "time": at, "name": name, "phone": cell("phone")}
    event |= {"words": cell("therapist"), "people": ""}
    if born:
        event["birth_date"] = read_day(born, order).isoformat()
    number = cell("number")
    said = number or f"{name} {at}"
    event["series"] = f"row {number or born or event['phone'] or on}"
    return event | {"uid": sha256(f"row {said} {on}".encode()).hexdigest()}


def _days(first: str, last: str) -> Iterable[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += timedelta(days=1)

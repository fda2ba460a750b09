"""A calendar that another program wrote, as the visits of some days: read in the press.

Whoever writes it may lie: a rule may never end, a zone may not exist. The press has limits; what
cannot be read is counted, and is no visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LARGEST = 2 * 1024 * 1024
"""Bytes of a calendar that are read."""
MOST = 500
"""Visits of a calendar that are taken; more is no clinic's fortnight."""

SERIES = 100
"""Visits of one series that are taken: more in a fortnight are nobody's."""
BY_DAYS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
"""How often a series of visits comes; one by hours or seconds is none, and could hold us up."""

NAMED = 500
"""Characters of a description that are looked through for a name."""

UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, LookupError)
"""What comes of an event that lies: it is counted, and the others are read."""

Event = dict[str, str]
"""Which visit it is (``uid``), of which ``series``, ``day``, ``time`` on the clinic's clock, and
``name``, which it is called by; ``people``, who is invited, a line each; ``words``, all that could
name a therapist."""

SPLIT = re.compile(r"_R\d{8}(T\d{6})?(?=@google\.com$)")
"""What Google's calendar writes into the mark of a series whose later visits were moved."""

Days = tuple[str, str, str]
"""The clinic's time zone, and the first and the last ISO day that is wanted."""


def read_calendar(of: tuple[bytes, Days], size: str = "", watermark: str = "") -> dict[str, Any]:
    """The events of these days, and how many could not be read. Runs in the press.

    Nothing at all (``wrong``) where it is no calendar, or has more than any clinic's.
    """
    from icalendar import Calendar

    content, (zone, first, last) = of
    if len(content) > LARGEST:
        return {"wrong": "large"}
    try:
        calendar = Calendar.from_ical(content)
    except ValueError:
        return {"wrong": "no_calendar"}
    window = _Window(ZoneInfo(zone), date.fromisoformat(first), date.fromisoformat(last))
    found, unread = [], 0
    moved = set(_all_moved(calendar.walk("VEVENT")))
    for each in sorted(calendar.walk("VEVENT"), key=_revision):
        try:
            found += [one for one in window.of(each) if one["uid"] not in moved or "own" in one]
        except UNREADABLE:
            unread += 1
        if len(found) > MOST:
            return {"wrong": "many"}
    events = [{key: one[key] for key in one if key != "own"} for one in found]
    return {"events": events, "unread": unread}


class _Window:
    """The days that are wanted, in the clinic's zone."""

    def __init__(self, zone: ZoneInfo, first: date, last: date) -> None:
        self.zone = zone
        self.start = datetime.combine(first, time(), zone)
        self.end = datetime.combine(last, time(23, 59, 59), zone)

    def of(self, event: Any) -> Iterator[Event]:
        """The visits an event is on these days: none where it takes the whole day, or is off."""
        begins = event["DTSTART"].dt
        if str(event.get("STATUS", "")).upper() == "CANCELLED" or not isinstance(begins, datetime):
            return
        if "TZID" in event["DTSTART"].params and begins.tzinfo is None:
            raise ValueError(event["DTSTART"].params["TZID"])
        for number, at in enumerate(self._times(event, begins)):
            if number >= SERIES:
                raise ValueError(number)
            local = self._local(at)
            if self.start <= local <= self.end:
                yield self._visit(event, at, local)

    def _times(self, event: Any, begins: datetime) -> Iterator[datetime]:
        from dateutil.rrule import rrulestr

        if "RRULE" not in event:
            yield begins
            return
        if not BY_DAYS.issuperset(map(str.upper, map(str, event["RRULE"]["FREQ"]))):
            raise ValueError(event["RRULE"]["FREQ"])
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins, forceset=True)
        for each in _several(event.get("EXDATE")):
            for gone in each.dts:
                rule.exdate(gone.dt)
        naive = begins.tzinfo is None
        day = timedelta(days=1)
        start, end = (
            at.replace(tzinfo=None) if naive else at for at in (self.start - day, self.end + day)
        )
        yield from rule.between(start, end, inc=True)

    def _local(self, at: datetime) -> datetime:
        return at.replace(tzinfo=self.zone) if at.tzinfo is None else at.astimezone(self.zone)

    def _visit(self, event: Any, at: datetime, local: datetime) -> Event:
        own = {"own": "yes"} if "RECURRENCE-ID" in event else {}
        return {
            "uid": _moved(event) if own else _uid(event, at if "RRULE" in event else None),
            "series": SPLIT.sub("", str(event.get("UID", ""))),
            "day": local.date().isoformat(),
            "time": f"{local:%H:%M}",
            "name": str(event.get("SUMMARY", "")).strip(),
            "people": "\n".join(_people(event)),
            "words": _words(event),
            **own,
        }


def _uid(event: Any, at: datetime | None) -> str:
    """Which visit it is: of a series, with when it was to be."""
    return f"{event.get('UID', '')} {at.timestamp():.0f}" if at else str(event.get("UID", ""))


def _moved(event: Any) -> str:
    """The visit of a series that this one stands in the place of."""
    at = event["RECURRENCE-ID"].dt
    return _uid(event, at if isinstance(at, datetime) else datetime.combine(at, time()))


def _all_moved(events: Iterable[Any]) -> Iterator[str]:
    """The visits of all series that others stand in the place of."""
    for each in events:
        with suppress(*UNREADABLE):
            if "RECURRENCE-ID" in each:
                yield _moved(each)


def _revision(event: Any) -> int:
    """How often it was written anew: of two that are one visit, the later one counts."""
    with suppress(*UNREADABLE):
        return int(event.get("SEQUENCE", 0))
    return 0


def _people(event: Any, part: str = "ATTENDEE") -> Iterator[str]:
    """Whoever is invited, by the names that are written."""
    for each in _several(event.get(part)):
        if name := str(getattr(each, "params", {}).get("CN", "")).strip():
            yield name


def _words(event: Any) -> str:
    """All that is written of it, as far as anybody would name a therapist there."""
    said = (str(event.get(part, ""))[:NAMED] for part in ("SUMMARY", "LOCATION", "DESCRIPTION"))
    return "\n".join((*_people(event), *_people(event, "ORGANIZER"), *said))


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

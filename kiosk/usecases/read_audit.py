"""Reading the audit: who saw, printed, exported and changed whom; for an admin, and for a client.

What is read are ids and verbs. Whom a row is about is said by first name and initial, as on Today.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ..frozen import dataclass
from ..store import Store, Transaction, Unreadable, audit
from ..store.access import staff
from ..store.audit import Entry, Wanted
from ..store.clinics import Clinic
from ..store.errors import Missing
from ..store.records import client_links, record_days
from .export_gate import may_export
from .read_answers import name_of

Kind = Literal["read", "taken_out", "changed", "signed_in", "clinic", "refused"]

KINDS: Mapping[Kind, frozenset[str]] = {
    "read": frozenset({"view", "open", "search", "reason", "find"}),
    "taken_out": frozenset({"print", "hand_out", "export"}),
    "changed": frozenset(
        {"sign", "correct", "withdraw", "take", "read", "match", "merge", "part", "apart", "erase"}
        | {"hold", "lift", "restrict", "unrestrict", "treat", "note", "reflect", "story"}
    ),
    "signed_in": frozenset({"sign_in", "sign_out", "confirm"}),
    "clinic": frozenset(
        {"settings", "review", "staff", "pair", "revoke", "key", "backup", "restore", "move"}
        | {"token"}
    ),
    "refused": frozenset({"refused", "sign_in_failed", "sign_in_locked", "verify_failed"}),
}
"""What an admin looks for, and the events that are it. Ways of an intake on a tablet are none."""

HEADINGS = ("sequence", "at", "event", "by", "by_name", "about", "reason")


@dataclass(frozen=True)
class Asked:
    """What of the audit is to be read. Days are the clinic's, both included."""

    first: date
    last: date
    kind: Kind | None = None
    by: str = ""
    """A member of staff, or a device, by id."""
    record_id: str = ""
    """Everything about the client whose record this is."""


@dataclass(frozen=True)
class Counted:
    """How often somebody did something."""

    by: str
    event: str
    times: int


def wanted_of(tx: Transaction, asked: Asked, clinic: Clinic) -> Wanted:
    """The rows that are asked for. Raises Missing where there is no such record."""
    zone = ZoneInfo(clinic.time_zone)
    return Wanted(
        _midnight(asked.first, zone),
        _midnight(asked.last + timedelta(days=1), zone),
        KINDS[asked.kind] if asked.kind else frozenset(),
        asked.by,
        all_about(tx, asked.record_id) if asked.record_id else (),
    )


def all_about(tx: Transaction, record_id: str) -> tuple[str, ...]:
    """The ids of everything of one person: their clients, and each visit's record."""
    theirs = client_links.all_of(tx, client_links.client_of(tx, record_id))
    visits = (day.id for day in record_days.days_of(tx, theirs))
    return tuple(dict.fromkeys((*theirs, *visits)))


def openings_of(tx: Transaction, record_id: str) -> list[Entry]:
    """Whoever read, printed, copied or exported what this client said, the oldest first.

    An export names days: it is here where one of this client's visits was among them.
    """
    about = all_about(tx, record_id)
    seen = KINDS["read"] | KINDS["taken_out"]
    found = list(audit.all_matching(tx, Wanted(events=seen, subjects=about)))
    theirs = client_links.all_of(tx, client_links.client_of(tx, record_id))
    days = {day.visit_day for day in record_days.days_of(tx, theirs)}
    exports = audit.all_matching(tx, Wanted(events=frozenset({"export"})))
    found += [each for each in exports if any(_covers(each.subject, day) for day in days)]
    return sorted(found, key=lambda each: each.sequence)


COUNTED = 10_000
"""Rows that are counted at most: a page takes no longer for a year than for a week."""


def report(tx: Transaction, wanted: Wanted) -> list[Counted]:
    """How often who did what, the most frequent first: what a week was like.

    Where there are more rows than are counted, the newest.
    """
    counted = audit.counted(tx, replace(wanted, actor=""), COUNTED)
    rows = (Counted(by, event, times) for (by, event), times in counted.items())
    return sorted(rows, key=lambda row: (-row.times, row.event, row.by))


def names_of(tx: Transaction, entries: Iterable[Entry]) -> dict[str, str]:
    """First name and initial of whomever these rows are about; nothing for what is no record."""
    subjects = {each.subject for each in entries if each.subject}
    named = ((subject, name_by_id(tx, subject)) for subject in subjects)
    return {subject: name for subject, name in named if name}


def name_by_id(tx: Transaction, subject: str) -> str:
    """First name and initial; empty for what is no record, is gone, or cannot be read."""
    with suppress(Missing, Unreadable):
        return name_of(tx, subject, for_admin=True)
    return ""


def export_audit(store: Store, asked: Asked, clinic: Clinic, by: str, reason: str) -> Iterator[str]:
    """The rows as lines of CSV, by ids and the names of staff. Raises Refused without a reason.

    That it was taken out is its last row.
    """
    with store.writing() as tx:
        may_export(tx, by, f"audit/{asked.first}/{asked.last}", reason)
    return _lines(store, asked, clinic)


def _lines(store: Store, asked: Asked, clinic: Clinic) -> Iterator[str]:
    with store.reading() as tx:
        names = {person.id: person.name for person in staff.everyone(tx)}
        yield _line(HEADINGS)
        for each in audit.all_matching(tx, wanted_of(tx, asked, clinic)):
            at = each.at.astimezone(ZoneInfo(clinic.time_zone)).isoformat(timespec="seconds")
            about = (each.actor, names.get(each.actor, ""), each.subject, each.reason)
            yield _line((str(each.sequence), at, each.event, *about))


def _line(cells: Iterable[str]) -> str:
    from ..exports.tabular import guarded

    row = io.StringIO()
    csv.writer(row, quoting=csv.QUOTE_ALL).writerow([guarded(cell) for cell in cells])
    return row.getvalue()


def _covers(export: str, day: str) -> bool:
    first, _, rest = export.partition("/")
    return bool(rest) and first != "audit" and first <= day <= rest.partition("/")[0]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)

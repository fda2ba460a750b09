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
from ..intake.draft import Draft
from ..store import Store, Transaction, Unreadable, audit, sites
from ..store.access import program_tokens, staff, stations, tablets
from ..store.audit import Entry, Wanted
from ..store.clinics import Clinic
from ..store.errors import Missing
from ..store.records import brought, client_links, record_days, restrictions
from ..store.records.record_days import DayOf
from .export_gate import may_export
from .read_answers import name_of

Kind = Literal["read", "taken_out", "changed", "signed_in", "clinic", "refused"]

KINDS: Mapping[Kind, frozenset[str]] = {
    "read": frozenset({"view", "open", "search", "reason", "find"}),
    "taken_out": frozenset({"print", "hand_out", "export"}),
    "changed": frozenset(
        {"sign", "correct", "withdraw", "take", "read", "match", "merge", "part", "apart", "erase"}
        | {"plan", "import"}
        | {"hold", "lift", "restrict", "unrestrict", "treat", "note", "reflect", "story"}
        | {"let_go", "follow"}
    ),
    "signed_in": frozenset({"sign_in", "sign_out", "confirm"}),
    "clinic": frozenset(
        {"settings", "review", "staff", "pair", "revoke", "key", "backup", "restore", "move"}
        | {"token"}
    ),
    "refused": frozenset({"refused", "sign_in_failed", "sign_in_locked", "verify_failed"}),
}
"""What an admin looks for, and the events that are it. Ways of an intake on a tablet are none."""

AUDIT = "audit"
"""What the audit calls itself where some days of it were taken out."""

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
    """Everything about the client whose record this is, or of this id."""


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


def all_about(tx: Transaction, this: str) -> tuple[str, ...]:
    """The ids of everything of one person, by a record or a client: clients, and visits' records.

    Raises Missing.
    """
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    visits = (day.id for day in record_days.days_of(tx, theirs))
    return tuple(dict.fromkeys((*theirs, *visits)))


def openings_of(tx: Transaction, this: str) -> list[Entry]:
    """Whoever read, printed, copied or exported what this client said, the oldest first.

    An export names days: it is here where one of this client's visits can have been in it, which
    was signed by then, at its site, and not restricted.
    """
    about = all_about(tx, this)
    seen = KINDS["read"] | KINDS["taken_out"]
    found = list(audit.all_matching(tx, Wanted(events=seen, subjects=about)))
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    visits = record_days.days_of(tx, theirs)
    moved = frozenset({"restrict", "unrestrict"})
    held = list(audit.all_matching(tx, Wanted(events=moved, subjects=tuple(theirs))))
    held.sort(key=lambda each: each.sequence)
    exports = audit.all_matching(tx, Wanted(events=frozenset({"export"})))
    found += [
        each
        for each in exports
        if any(_was_in(each, visit) for visit in visits) and not _was_restricted(held, each)
    ]
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


def names_of(tx: Transaction, subjects: Iterable[str]) -> dict[str, str]:
    """First name and initial of whomever these ids are of; nothing for what is no record or client.

    Of whoever is restricted an empty one: a list shows that there is somebody, and no name.
    """
    these = set(filter(None, subjects))
    held = restrictions.among(tx, these)
    named = ((subject, name_by_id(tx, subject)) for subject in these - held)
    return dict.fromkeys(held, "") | {subject: name for subject, name in named if name}


def who_acts(tx: Transaction) -> dict[str, str]:
    """The names of all that may stand in the audit as who did something, by id: staff, devices,
    sites and programs, those of before as well."""
    every = (staff.everyone, tablets.all_tablets, stations.all_stations, program_tokens.all_of)
    return {each.id: str(each.name) for some in every for each in some(tx)} | sites.names(tx)


def name_by_id(tx: Transaction, subject: str) -> str:
    """First name and initial; empty for what is no record or client, or cannot be read."""
    with suppress(Unreadable):
        try:
            return name_of(tx, subject, for_admin=True)
        except Missing:
            # Whoever was brought in has no record that says who they are.
            for one in brought.of_clients(tx, [subject]):
                return Draft(answers=one.says).short_name
    return ""


def export_audit(store: Store, asked: Asked, clinic: Clinic, by: str, reason: str) -> Iterator[str]:
    """The rows as lines of CSV, by ids and the names of staff. Raises Refused without a reason.

    That it was taken out is its last row.
    """
    with store.writing() as tx:
        may_export(tx, by, f"{AUDIT}/{asked.first}/{asked.last}", reason)
    return _lines(store, asked, clinic)


def _lines(store: Store, asked: Asked, clinic: Clinic) -> Iterator[str]:
    with store.reading() as tx:
        names = who_acts(tx)
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


def _was_in(export: Entry, visit: DayOf) -> bool:
    first, _, rest = export.subject.partition("/")
    last, _, kind = rest.partition("/")
    if first == AUDIT or not first <= visit.visit_day <= last:
        return False
    return visit.signed_at <= export.at and kind.partition("/")[2] in ("", visit.site_id)


def _was_restricted(held: Iterable[Entry], export: Entry) -> bool:
    """Whether one of the clients that this person is was restricted then; ``held`` is in order."""
    last = {each.subject: each.event for each in held if each.sequence < export.sequence}
    return "restrict" in last.values()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)

"""Taking out a person: all that is kept of one client over all their visits, as one file.

Their private answers are in it: they are their own. So is what was made of their answers, flags and
papers, of the session and its note, and by whom and why something was put right: they may know
what the clinic knows of them. How it was for them is theirs as well, whomever they let read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ..store import Missing, Store, Transaction, Unreadable
from ..store.access import staff
from ..store.access.staff import Staff
from ..store.clinics import Clinic
from ..store.intakes import planned_visits
from ..store.records import brought, client_links, entries, erasures, papers, record_days
from ..store.records.entries import Kind
from ..store.records.record_days import DayOf
from ..store.records.standing import Standing
from .export_gate import in_their_own_copy, may_export
from .print_record import NOT_ITS_FAULT
from .read_answers import may_read
from .read_audit import openings_of, who_acts

if TYPE_CHECKING:
    from ..exports.press import Press
    from ..exports.zip_stream import File


SINCE: tuple[Kind, ...] = (
    "treatment",
    "areas",
    "session_note",
    "note_addition",
    "reflection",
    "story_permission",
    "story_use",
)
"""What is written beside a record and stands in none of its other files."""

PRESS_IS_AWAY = NOT_ITS_FAULT | {"busy"}
"""Reasons for which the next copy would not be drawn either."""


@dataclass
class _Person:
    """What is known of them at one moment; their papers are fetched one by one."""

    clinic: str
    language: str
    """The clinic's, for whoever has chosen none."""
    at: datetime
    """On the clinic's clock."""
    days: tuple[DayOf, ...]
    """Every signed visit, the oldest first."""
    visits: dict[str, Standing]
    """By id, those that can be read."""
    since: dict[str, list[dict[str, Any]]]
    """By id, what was written beside the record after it was signed."""
    planned: list[dict[str, Any]]
    openings: list[dict[str, str]]
    brought: list[dict[str, Any]] = field(default_factory=list)
    """What another program knew of them."""
    held_back: list[str] = field(default_factory=list)
    """What whoever makes this may not see, by where it would lie."""
    left_out: list[str] = field(default_factory=list)
    """What could not be read or drawn, by where it would lie."""
    no_press: bool = False


def take_out_person(
    store: Store, press: Press, who: Staff, clinic: Clinic, this: str, reason: str
) -> Iterator[bytes]:
    """The ZIP of everything of the person whose record this is, or the client of this id.

    In pieces. Who took it, and why, is in the audit for each visit before this returns; where there
    is none, for the client. Raises as ``may_read``.
    """
    with store.writing() as tx:
        person = _gathered(tx, who, clinic, this, reason)
    return _pieces(store, press, person)


def _gathered(tx: Transaction, who: Staff, clinic: Clinic, this: str, reason: str) -> _Person:
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    days = tuple(reversed(record_days.days_of(tx, theirs)))
    visits = {}
    if not days:
        may_export(tx, who.id, theirs[0], reason)
    for day in days:
        try:
            visits[day.id] = may_read(tx, who, day.id, "copy", reason)
        except Unreadable:
            # Its papers go out all the same.
            may_export(tx, who.id, day.id, reason)
    planned = list(_planned(tx, theirs))
    at = tx.now.astimezone(ZoneInfo(clinic.time_zone))
    openings = _openings(tx, this, at)
    kept_from = [day for day in days if not in_their_own_copy(tx, who, day.id)]
    since = _since(tx, at, [day.id for day in days], {day.id for day in kept_from})
    person = _Person(clinic.name, clinic.language, at, days, visits, since, planned, openings)
    person.brought += _brought(tx, theirs)
    person.left_out += ["brought-in.json"] * bool(brought.torn_of(tx, theirs))
    person.held_back += [f"{_folder(day)}/since.json: reflection" for day in kept_from]
    return person


def _since(
    tx: Transaction, at: datetime, ids: list[str], kept_from: set[str]
) -> dict[str, list[dict[str, Any]]]:
    """The session, its note, how it was and whether their story may be told, by record id."""
    names = {person.id: person.name for person in staff.everyone(tx)}
    written: dict[str, list[dict[str, Any]]] = {}
    for each in entries.of(tx, ids, *SINCE):
        if each.kind == "reflection" and each.record_id in kept_from:
            continue
        told = {
            "what": each.kind,
            "at": each.made_at.astimezone(at.tzinfo).isoformat(timespec="seconds"),
            "by": names.get(each.made_by, ""),
            "said": each.said,
        }
        written.setdefault(each.record_id, []).append(told)
    return written


def _planned(tx: Transaction, theirs: list[str]) -> Iterator[dict[str, Any]]:
    for visit_id, day in erasures.visits_of(tx, theirs, []).items():
        with suppress(Missing):
            visit = planned_visits.find(tx, visit_id)
            yield {"id": visit.id, "day": day, "time": visit.time, "answers": visit.answers}


def _brought(tx: Transaction, theirs: list[str]) -> list[dict[str, Any]]:
    return [
        {"says": one.says, "visits": one.visits, "on": one.brought_on}
        for one in brought.of_clients(tx, theirs)
    ]


def _openings(tx: Transaction, this: str, at: datetime) -> list[dict[str, str]]:
    names = who_acts(tx)
    return [
        {
            "at": each.at.astimezone(at.tzinfo).isoformat(timespec="seconds"),
            "event": each.event,
            "by": names.get(each.actor, each.actor),
            "about": each.subject,
            "reason": each.reason,
        }
        for each in openings_of(tx, this)
    ]


def _pieces(store: Store, press: Press, person: _Person) -> Iterator[bytes]:
    from ..exports.zip_stream import zipped

    yield from zipped(_files(store, press, person), person.at)


def _files(store: Store, press: Press, person: _Person) -> Iterator[File]:
    from ..exports.person_file import json_file, read_me

    language = next((v.in_full.language for v in reversed(person.visits.values())), person.language)
    yield read_me(person.clinic, person.at, language)
    for day in person.days:
        folder = _folder(day)
        if visit := person.visits.get(day.id):
            yield from _visit(folder, visit)
            yield from _copy(press, folder, visit, person)
        else:
            person.left_out.append(f"{folder}/signed.json")
        if written := person.since.get(day.id):
            yield json_file(f"{folder}/since.json", written)
        yield from _papers(store, folder, day.id, person)
    yield json_file("openings.json", person.openings)
    yield json_file("planned.json", person.planned)
    yield json_file("brought-in.json", person.brought)
    yield json_file("contents.json", _contents(person))


def _folder(day: DayOf) -> str:
    return f"{day.visit_day}-{day.id}"


def _visit(folder: str, visit: Standing) -> Iterator[File]:
    from ..exports.person_file import json_file

    yield f"{folder}/signed.json", visit.to_the_letter
    yield json_file(f"{folder}/stands.json", dict(visit.kept))


def _copy(press: Press, folder: str, visit: Standing, person: _Person) -> Iterator[File]:
    from ..exports.client_copy import draw_copy
    from ..exports.press import NoPaper

    name = f"{folder}/copy.pdf"
    if person.no_press:
        person.left_out.append(name)
        return
    try:
        yield name, press.make(draw_copy, visit.in_full).pdf
    except NoPaper as no:
        person.left_out.append(name)
        # It would be waited for at each of their visits.
        person.no_press = no.why in PRESS_IS_AWAY


def _papers(store: Store, folder: str, record_id: str, person: _Person) -> Iterator[File]:
    with store.reading() as tx:
        kept = [each.number for each in papers.all_of(tx, record_id) if each.opens]
    for number in kept:
        name = f"{folder}/papers/{number}.pdf"
        try:
            with store.reading() as tx:
                pdf = papers.paper_number(tx, record_id, number)
        except Unreadable:
            person.left_out.append(name)
            continue
        # Erased while this is sent: then it is no longer theirs to take.
        if pdf:
            yield name, pdf


def _contents(person: _Person) -> dict[str, Any]:
    return {
        "clinic": person.clinic,
        "as_of": person.at.isoformat(timespec="seconds"),
        "visits": [
            {
                "id": day.id,
                "day": day.visit_day,
                "fingerprint": visit.signed.hash if (visit := person.visits.get(day.id)) else "",
            }
            for day in person.days
        ],
        "could_not_be_read_or_drawn": person.left_out,
        "held_back_from_whoever_made_this": person.held_back,
    }

"""Printing a finished visit: its intake, what was noted of its session, its note, who and when."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from ..intake.session_said import SessionSaid, WholeVisit, WrittenBy
from ..store import Missing, Refused, Store, Transaction
from ..store.access import staff
from ..store.access.staff import Staff
from ..store.records import notes, treatments
from ..store.records.notes import Note
from ..store.records.standing import Standing
from .print_record import history_for, next_issue, record_for_paper
from .read_answers import may_open, may_read


def whole_visit(store: Store, who: Staff, record_id: str) -> WholeVisit:
    """A finished visit, for whoever may read its intake; noted as printed.

    Raises Missing, Unreadable, AsksWhy or MayNotRead; Refused while it is not finished.
    """
    with store.writing() as tx:
        may_open(tx, who, record_id)
        if not is_finished(tx, record_id):
            raise Refused("visit", "This visit is not finished yet.")
        stands = may_read(tx, who, record_id, "print")
        said = _said(tx, stands)
        issue = replace(next_issue(tx, stands.signed), number=0, of_whole_visit=True)
    signed = stands.signed
    return WholeVisit(record_for_paper(store, signed), history_for(store, signed), issue, said)


def is_finished(tx: Transaction, record_id: str) -> bool:
    """Whether the session is over or was postponed, or its note is signed."""
    state = treatments.of(tx, record_id).state
    return state in ("done", "postponed") or notes.of(tx, record_id) is not None


def _said(tx: Transaction, stands: Standing) -> SessionSaid:
    noted, note = treatments.noted(tx, stands.id), notes.of(tx, stands.id)
    by = {*(each.by for each in noted), *_writers(note)}
    return SessionSaid(
        tuple(noted),
        treatments.of(tx, stands.id),
        bool(stands.kept["is_minor"]),
        dict(_names(tx, by)),
        dict(note.answers) if note else {},
        WrittenBy(note.made_by, note.made_at.isoformat()) if note else None,
        tuple(
            WrittenBy(each.made_by, each.made_at.isoformat(), each.words)
            for each in (note.additions if note else ())
        ),
    )


def _writers(note: Note | None) -> Iterable[str]:
    return (note.made_by, *(each.made_by for each in note.additions)) if note else ()


def _names(tx: Transaction, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    for each in ids:
        with suppress(Missing):
            yield each, staff.find(tx, each).name

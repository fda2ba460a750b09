"""Corrections: answers that staff put right after a record was signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ...frozen import dataclass
from .. import audit
from ..engine.tables import RECORD
from ..engine.transaction import Transaction
from . import client_links, entries, owed, papers
from .entries import Entry


@dataclass(frozen=True)
class Correction:
    """One answer put right by staff, with what it was before."""

    id: str
    record_id: str
    """Of the visit it was made at."""
    question: str
    before: Any
    now: Any
    """None takes the answer back."""
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class OfClient:
    """A correction, with whose record it is about, and the day of that visit."""

    correction: Correction
    client_id: str
    visit_day: str


def correct(
    tx: Transaction, record_id: str, question: str, before: Any, now: Any, reason: str, by: str
) -> None:
    """Add a correction to a record; its paper is drawn anew. Saying it again adds nothing.

    Raises Missing.
    """
    client = client_links.client_of(tx, record_id)
    said = {"question": question, "before": before, "now": now, "reason": reason}
    last = [each for each in of(tx, [record_id]) if each.question == question][-1:]
    if last and (last[0].now, last[0].reason) == (now, reason):
        return
    entries.keep(tx, record_id, "correction", said, by)
    papers.owe_all(tx, client_links.all_of(tx, client))
    owed.owe(tx, RECORD.c.id == record_id, "correction", redraw=True)
    audit.write(tx, "correct", by, record_id)


def of(tx: Transaction, record_ids: Iterable[str]) -> list[Correction]:
    """The corrections of these records, oldest first, each checked."""
    found = (entry for entry in entries.of(tx, record_ids) if entry.kind == "correction")
    return list(entries.read(found, correction))


def of_clients(tx: Transaction, client_ids: Iterable[str]) -> list[OfClient]:
    """The corrections of all records of these clients, oldest first, each checked.

    None of a visit that is gone: what was passed on stands beside the visits it reaches.
    """
    found = entries.of_clients(tx, client_ids, "correction")
    return [
        OfClient(right, of.client_id, of.visit_day)
        for of in found
        for right in entries.read([of.entry], correction)
        if right.record_id == of.entry.record_id
    ]


def latest(corrections: Iterable[Correction]) -> dict[str, Any]:
    """By question id, what holds after these corrections."""
    return {each.question: each.now for each in corrections}


def correction(entry: Entry) -> Correction:
    """The correction that an entry of its kind is."""
    return entries.as_made(entry, Correction)

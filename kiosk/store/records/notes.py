"""Notes: what a therapist writes after a session. Signed they never change; more can be added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from ...frozen import dataclass
from ...languages import N_
from .. import audit
from ..engine.sealing import seal, unseal
from ..engine.tables import ENTRY, NOTE_DRAFT, RECORD
from ..engine.torn import WORN
from ..engine.transaction import Transaction
from ..errors import Missing, Refused
from . import entries
from .entries import Entry


@dataclass(frozen=True)
class NoteDraft:
    """A note that is not signed yet: each field as it was typed or picked, valid or not."""

    rev: int
    answers: Mapping[str, Any]
    is_torn: bool = False
    """What was written does not open: nothing of it is here, and whoever writes goes on over it."""


@dataclass(frozen=True)
class Addition:
    """What was added to a signed note, with its day."""

    words: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Note:
    """A signed note, with what was added since."""

    answers: Mapping[str, Any]
    made_at: datetime
    made_by: str
    additions: tuple[Addition, ...] = ()


ELSEWHERE = N_("This note was changed on another page. If you keep this one, it replaces that.")
EMPTY = NoteDraft(0, {})


def draft_of(tx: Transaction, record_id: str) -> NoteDraft:
    """How far the note of this record is; empty where nobody has begun."""
    row = tx.connection.execute(
        select(NOTE_DRAFT).where(NOTE_DRAFT.c.record_id == record_id)
    ).one_or_none()
    if row is None:
        return EMPTY
    try:
        written = unseal(tx.keys, row.content, place_of(record_id, row.rev))
        return NoteDraft(row.rev, json.loads(written))
    except WORN:
        return NoteDraft(row.rev, {}, is_torn=True)


def keep_draft(tx: Transaction, record_id: str, answers: Mapping[str, Any], rev: int) -> NoteDraft:
    """Keep the whole draft, written on top of ``rev``.

    Raises Missing; Refused where another page has written since, or the note is signed.
    """
    clinic_id = tx.connection.scalar(select(RECORD.c.clinic_id).where(RECORD.c.id == record_id))
    if clinic_id is None:
        raise Missing(record_id)
    if of(tx, record_id) is not None:
        raise Refused("note", "This note is signed. Add to it instead.")
    content = json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()
    now = NoteDraft(rev + 1, answers)
    values = {"rev": now.rev, "content": seal(tx.keys, content, place_of(record_id, now.rev))}
    if rev == 0 and draft_of(tx, record_id) is EMPTY:
        row = {"record_id": record_id, "clinic_id": clinic_id, **values}
        tx.connection.execute(insert(NOTE_DRAFT), row)
        return now
    mine = (NOTE_DRAFT.c.record_id == record_id, NOTE_DRAFT.c.rev == rev)
    if not tx.connection.execute(update(NOTE_DRAFT).where(*mine).values(values)).rowcount:
        raise Refused(
            "note", "This note was changed on another page. If you keep this one, it replaces that."
        )
    return now


def sign(tx: Transaction, record_id: str, answers: Mapping[str, Any], by: str) -> Note:
    """The note as it stays; the draft is gone. Raises Missing."""
    entries.keep(tx, record_id, "session_note", dict(answers), by)
    tx.connection.execute(delete(NOTE_DRAFT).where(NOTE_DRAFT.c.record_id == record_id))
    audit.write(tx, "note", by, record_id)
    return Note(dict(answers), tx.now, by)


def add(tx: Transaction, record_id: str, words: str, by: str) -> None:
    """Add to a signed note; the same again adds nothing. Raises Refused before it is signed."""
    note = of(tx, record_id)
    if note is None:
        raise Refused("words", "Sign the note first.")
    if note.additions and note.additions[-1].words == words:
        return
    entries.keep(tx, record_id, "note_addition", {"words": words}, by)
    audit.write(tx, "note", by, record_id, "addition")


def of(tx: Transaction, record_id: str) -> Note | None:
    """The signed note of a record; None where there is none."""
    return of_all(tx, [record_id]).get(record_id)


def of_all(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Note]:
    """The same for many at the price of one, by record id."""
    found = entries.of(tx, record_ids, "session_note", "note_addition")
    signed: dict[str, Note] = {}
    for each in found:
        if each.kind == "session_note" and each.record_id not in signed:
            signed.update((each.record_id, note) for note in entries.read([each], _note))
    for each in found:
        if each.kind == "note_addition" and each.record_id in signed:
            note = signed[each.record_id]
            added = tuple(entries.read([each], _addition))
            signed[each.record_id] = replace(note, additions=(*note.additions, *added))
    return signed


def signed_on(tx: Transaction, visit_day: str) -> frozenset[str]:
    """The ids of the records of this ISO day whose note is signed."""
    query = select(ENTRY.c.record_id).join(RECORD, RECORD.c.id == ENTRY.c.record_id)
    found = query.where(RECORD.c.visit_day == visit_day, ENTRY.c.kind == "session_note")
    return frozenset(tx.connection.scalars(found))


def answers_of_all(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """What the signed note of each of these records says, by record id."""
    found = entries.of(tx, record_ids, "session_note")
    return {each.record_id: each.said for each in reversed(found)}


def _note(entry: Entry) -> Note:
    return Note(entry.said, entry.made_at, entry.made_by)


def _addition(entry: Entry) -> Addition:
    return Addition(str(entry.said["words"]), entry.made_at, entry.made_by)


def place_of(record_id: str, rev: int) -> str:
    """Where a draft is sealed to: an older one put back does not open."""
    return f"note_draft:{record_id}:{rev}"

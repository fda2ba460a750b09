"""Entries: what is written about a record after it was signed. The record itself never changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal, TypeVar

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Row, insert, select

from ...frozen import dataclass
from ..engine.sealing import seal, unseal
from ..engine.tables import ENTRY, RECORD
from ..engine.torn import WORN
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Unreadable

Kind = Literal[
    "correction",
    "withdrawal",
    "treatment",
    "areas",
    "session_note",
    "note_addition",
    "reflection",
    "story_permission",
    "story_use",
]

Said = TypeVar("Said")


@dataclass(frozen=True)
class Entry:
    """One thing that was written about a record, checked."""

    id: str
    record_id: str
    kind: str
    made_at: datetime
    made_by: str
    said: dict[str, Any]


@dataclass(frozen=True)
class OfClient:
    """An entry, with whose record it is about, and the day of that visit."""

    entry: Entry
    client_id: str
    visit_day: str


def keep(
    tx: Transaction,
    record_id: str,
    kind: Kind,
    said: Mapping[str, Any],
    by: str,
    at: datetime | None = None,
) -> None:
    """Write this beside the record, signed and sealed, as of now or of ``at``. Raises Missing."""
    clinic_id = tx.connection.scalar(select(RECORD.c.clinic_id).where(RECORD.c.id == record_id))
    if clinic_id is None:
        raise Missing(record_id)
    content = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    row = {
        "id": random_id(),
        "record_id": record_id,
        "clinic_id": clinic_id,
        "kind": kind,
        "made_at": at or tx.now,
        "made_by": by,
        "key_id": tx.keys.current,
    }
    digest = hashlib.sha256(f"{place_of(row)}\n".encode() + content).digest()
    signed = {"hash": digest, "signature": tx.keys.sign(digest)}
    sealed = seal(tx.keys, content, place_of(row))
    tx.connection.execute(insert(ENTRY), {**row, **signed, "content": sealed})


def of(tx: Transaction, record_ids: Iterable[str], *kinds: Kind) -> list[Entry]:
    """The entries about these records, oldest first, each checked; of all kinds, or of these.

    One that was changed is left out and never keeps a record from its readers: ``verify_all``
    names it.
    """
    query = select(ENTRY).where(ENTRY.c.record_id.in_(list(record_ids)))
    if kinds:
        query = query.where(ENTRY.c.kind.in_(kinds))
    found = []
    for row in tx.connection.execute(query.order_by(ENTRY.c.sequence)).all():
        with suppress(*WORN):
            found.append(_opened(tx, row))
    return found


def of_clients(tx: Transaction, client_ids: Iterable[str], kind: Kind) -> list[OfClient]:
    """Those of one kind about all records of these clients, oldest first, checked as in ``of``."""
    mine = RECORD.c.client_id.in_(list(client_ids))
    query = select(ENTRY, RECORD.c.client_id, RECORD.c.visit_day).join_from(
        ENTRY, RECORD, ENTRY.c.record_id == RECORD.c.id
    )
    rows = query.where(mine, ENTRY.c.kind == kind).order_by(ENTRY.c.sequence)
    found = []
    for row in tx.connection.execute(rows).all():
        with suppress(*WORN):
            found.append(OfClient(_opened(tx, row), row.client_id, row.visit_day))
    return found


def as_made(entry: Entry, kind: Callable[..., Said]) -> Said:
    """What an entry says, as a thing of its own kind: with its id, of which visit it is, and when
    and by whom it was made. What was passed on is of the visit it was made at."""
    of = {"record_id": entry.record_id, **entry.said}
    return kind(id=entry.id, made_at=entry.made_at, made_by=entry.made_by, **of)


def read(found: Iterable[Entry], what: Callable[[Entry], Said]) -> Iterator[Said]:
    """Each entry as what it is; one that another version wrote is left out like a changed one."""
    for entry in found:
        with suppress(*WORN):
            yield what(entry)


def verify_all(tx: Transaction, record_id: str = "") -> list[str]:
    """The ids of entries that were changed: of all, or of those about one record."""
    query = select(ENTRY).order_by(ENTRY.c.sequence)
    bad = []
    for row in tx.stream(query.where(ENTRY.c.record_id == record_id) if record_id else query):
        try:
            is_as_signed(tx, row)
        except WORN:
            bad.append(row.id)
    return bad


def _opened(tx: Transaction, row: Row[Any]) -> Entry:
    said = json.loads(is_as_signed(tx, row))
    return Entry(row.id, row.record_id, row.kind, row.made_at, row.made_by, said)


def is_as_signed(tx: Transaction, row: Row[Any]) -> bytes:
    """What an entry holds, its hash and signature checked. Raises Unreadable."""
    place = place_of(row._asdict())
    content = unseal(tx.keys, row.content, place)
    if hashlib.sha256(f"{place}\n".encode() + content).digest() != row.hash:
        raise Unreadable(row.id)
    try:
        tx.keys.verify(row.key_id, row.signature, row.hash)
    except (InvalidSignature, KeyError):
        raise Unreadable(row.id) from None
    return content


def place_of(row: Mapping[str, Any]) -> str:
    """Where an entry is sealed to: every plain column that says what it is."""
    told = ("id", "record_id", "kind", "made_by")
    return ":".join(("entry", *(row[name] for name in told), row["made_at"].isoformat()))

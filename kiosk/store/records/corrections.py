"""Entries: what is written about a record after it was signed. The record itself never changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Row, insert, select

from .. import audit
from ..engine.sealing import seal, unseal
from ..engine.tables import ENTRY, RECORD
from ..engine.torn import WORN
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Unreadable
from . import client_links, owed, papers


@dataclass(frozen=True)
class Correction:
    """One answer put right by staff, with what it was before."""

    id: str
    record_id: str
    question: str
    before: Any
    now: Any
    """None takes the answer back."""
    reason: str
    made_at: datetime
    made_by: str


def correct(
    tx: Transaction, record_id: str, question: str, before: Any, now: Any, reason: str, by: str
) -> None:
    """Add a correction to a record; its paper is drawn anew. Saying it again adds nothing.

    Raises Missing.
    """
    query = select(RECORD.c.clinic_id).where(RECORD.c.id == record_id)
    clinic_id = tx.connection.scalar(query)
    if clinic_id is None:
        raise Missing(record_id)
    said = {"question": question, "before": before, "now": now, "reason": reason}
    last = [each for each in of(tx, [record_id]) if each.question == question][-1:]
    if last and (last[0].now, last[0].reason) == (now, reason):
        return
    _keep(tx, record_id, clinic_id, "correction", said, by)
    papers.owe_all(tx, client_links.all_of(tx, client_links.client_of(tx, record_id)))
    owed.owe(tx, RECORD.c.id == record_id, "correction", redraw=True)
    audit.write(tx, "correct", by, record_id)


def of(tx: Transaction, record_ids: Iterable[str]) -> list[Correction]:
    """The corrections of these records, oldest first, each checked.

    One that was changed is left out and never keeps a record from its readers: ``verify_all``
    names it.
    """
    query = select(ENTRY).where(ENTRY.c.record_id.in_(list(record_ids)))
    rows = tx.connection.execute(query.order_by(ENTRY.c.sequence)).all()
    found = []
    for row in rows:
        with suppress(*WORN):
            found.append(_correction(tx, row))
    return found


@dataclass(frozen=True)
class OfClient:
    """A correction, with whose record it is about, and the day of that visit."""

    correction: Correction
    client_id: str
    visit_day: str


def of_clients(tx: Transaction, client_ids: Iterable[str]) -> list[OfClient]:
    """The corrections of all records of these clients, oldest first, each checked as in ``of``."""
    mine = RECORD.c.client_id.in_(list(client_ids))
    query = select(ENTRY, RECORD.c.client_id, RECORD.c.visit_day).join_from(
        ENTRY, RECORD, ENTRY.c.record_id == RECORD.c.id
    )
    found = []
    for row in tx.connection.execute(query.where(mine).order_by(ENTRY.c.sequence)).all():
        with suppress(*WORN):
            found.append(OfClient(_correction(tx, row), row.client_id, row.visit_day))
    return found


def latest(corrections: Iterable[Correction]) -> dict[str, Any]:
    """By question id, what holds after these corrections."""
    return {each.question: each.now for each in corrections}


def verify_all(tx: Transaction) -> list[str]:
    """The ids of entries that were changed."""
    bad = []
    for row in tx.stream(select(ENTRY).order_by(ENTRY.c.sequence)):
        try:
            _content(tx, row)
        except Unreadable:
            bad.append(row.id)
    return bad


def _keep(
    tx: Transaction, record_id: str, clinic_id: str, kind: str, said: Mapping[str, Any], by: str
) -> None:
    content = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    row = {
        "id": random_id(),
        "record_id": record_id,
        "clinic_id": clinic_id,
        "kind": kind,
        "made_at": tx.now,
        "made_by": by,
        "key_id": tx.keys.current,
    }
    digest = hashlib.sha256(f"{_place(row)}\n".encode() + content).digest()
    signed = {"hash": digest, "signature": tx.keys.sign(digest)}
    sealed = seal(tx.keys, content, _place(row))
    tx.connection.execute(insert(ENTRY), {**row, **signed, "content": sealed})


def _correction(tx: Transaction, row: Row[Any]) -> Correction:
    said = json.loads(_content(tx, row))
    return Correction(
        id=row.id, record_id=row.record_id, made_at=row.made_at, made_by=row.made_by, **said
    )


def _content(tx: Transaction, row: Row[Any]) -> bytes:
    place = _place(row._asdict())
    content = unseal(tx.keys, row.content, place)
    if hashlib.sha256(f"{place}\n".encode() + content).digest() != row.hash:
        raise Unreadable(row.id)
    try:
        tx.keys.verify(row.key_id, row.signature, row.hash)
    except (InvalidSignature, KeyError):
        raise Unreadable(row.id) from None
    return content


def _place(row: Mapping[str, Any]) -> str:
    told = ("id", "record_id", "kind", "made_by")
    return ":".join(("entry", *(row[name] for name in told), row["made_at"].isoformat()))

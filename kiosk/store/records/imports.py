"""Imports: a table that is being looked through, or what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update

from ...frozen import dataclass
from ..clinics import the_clinic
from ..engine.sealing import seal, unseal
from ..engine.tables import IMPORT
from ..engine.torn import each
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Refused, Unreadable
from . import brought

State = Literal["looked_at", "bringing", "done"]
"""Looked at: nothing of it was brought in yet. Bringing: some of it was."""

LOOKED_AT_FOR = timedelta(days=1)
"""So long a table waits that nobody brings in."""


@dataclass(frozen=True)
class Import:
    """One import."""

    id: str
    made_at: datetime
    made_by: str
    state: State
    done: int
    """How many people were brought in so far."""
    content: dict[str, Any]
    """The table and what its columns are; of one that is done, what was left out, and why."""


def begin(tx: Transaction, content: dict[str, Any], by: str) -> str:
    """Keep a table until somebody has looked it through. Raises Refused without a clinic."""
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    this = random_id()
    row = {
        "id": this,
        "clinic_id": clinic.id,
        "made_at": tx.now,
        "since": tx.steady,
        "made_by": by,
        "state": "looked_at",
        "done": 0,
        "content": _sealed(tx, this, content),
    }
    tx.connection.execute(insert(IMPORT), row)
    return this


def find(tx: Transaction, import_id: str) -> Import:
    """The import of this id, ours alone until a writing transaction ends. Raises Missing."""
    query = select(IMPORT).where(IMPORT.c.id == import_id).with_for_update()
    row = tx.connection.execute(query).one_or_none()
    if row is None:
        raise Missing(import_id)
    return _opened(tx, row)


def must_be_there(tx: Transaction, import_id: str) -> None:
    """Raises Missing where there is no such import, whether it opens or not."""
    this = select(IMPORT.c.id).where(IMPORT.c.id == import_id)
    if tx.connection.scalar(this) is None:
        raise Missing(import_id)


def everything(tx: Transaction) -> list[Import]:
    """All imports, the newest first; of one that does not open, what stands beside its seal."""
    rows = tx.connection.execute(select(IMPORT).order_by(IMPORT.c.made_at.desc())).all()
    return list(each(rows, lambda row: _opened(tx, row), lambda row: _told(row, {})))


def keep(tx: Transaction, import_id: str, content: dict[str, Any]) -> None:
    """Keep what is known of it by now."""
    _set(tx, import_id, content=_sealed(tx, import_id, content))


def moves_on(tx: Transaction, import_id: str, state: State, done: int) -> None:
    """So many people are brought in by now."""
    _set(tx, import_id, state=state, done=done)


def drop(tx: Transaction, import_id: str) -> None:
    """Delete it, with what it kept of the table."""
    tx.connection.execute(delete(IMPORT).where(IMPORT.c.id == import_id))
    tx.wipe_after()


def forget_over(tx: Transaction) -> None:
    """Delete tables that nobody has brought in for a day.

    Of one that was broken off stays what stays of every other: which rows were left out.
    """
    waits = (IMPORT.c.state != "done", IMPORT.c.since <= tx.steady - LOOKED_AT_FOR)
    for row in tx.connection.execute(select(IMPORT).where(*waits)).all():
        if row.state == "looked_at":
            drop(tx, row.id)
        else:
            settle(tx, row.id, _left_out(tx, row))


def _left_out(tx: Transaction, row: Row[Any]) -> Iterable[Mapping[str, Any]]:
    """The rows it has left out so far; none where it cannot be opened."""
    try:
        left_out: Iterable[Mapping[str, Any]] = _opened(tx, row).content.get("left_out", ())
    except Unreadable:
        return ()
    return left_out


def settle(tx: Transaction, import_id: str, left_out: Iterable[Mapping[str, Any]]) -> None:
    """End it: kept is which rows were left out, and why, and nothing of what any row said."""
    kept = {"columns": {}, "order": ["day", "month", "year"]}
    ordered = sorted(left_out, key=lambda one: one["row"])
    keep(tx, import_id, {**kept, "left_out": ordered})
    moves_on(tx, import_id, "done", len(brought.of_import(tx, import_id)))
    tx.wipe_after()


def _set(tx: Transaction, import_id: str, **values: Any) -> None:
    tx.connection.execute(update(IMPORT).where(IMPORT.c.id == import_id).values(**values))


def _sealed(tx: Transaction, import_id: str, content: dict[str, Any]) -> bytes:
    return seal(tx.keys, json.dumps(content, ensure_ascii=False).encode(), place_of(import_id))


def _opened(tx: Transaction, row: Row[Any]) -> Import:
    return _told(row, json.loads(unseal(tx.keys, row.content, place_of(row.id))))


def _told(row: Row[Any], content: dict[str, Any]) -> Import:
    return Import(row.id, row.made_at, row.made_by, row.state, row.done, content)


def place_of(import_id: str) -> str:
    """Where what is kept of an import is sealed to."""
    return f"import:{import_id}"

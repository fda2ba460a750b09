"""What the audit holds fast: the state of a record, a client or an account, as one digest.

A row of the audit that tells of a change carries the digest of what its subject was after it. The
audit is a chain, so whoever moves a pointer, drops a correction or raises a role behind its back
leaves a state that no row tells of.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, select

from .site_tables import FIRST
from .tables import AUDIT, CLIENT, ENTRY, HOLD, RECORD, RESTRICTION, STAFF
from .transaction import Transaction

_STATE: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "record": (
        RECORD,
        ("id", "sequence", "hash", "client_id", "therapist_id", "read_at", "read_by"),
    ),
    "entries": (ENTRY, ("record_id", "sequence", "id", "clinic_id", "hash")),
    "client": (CLIENT, ("id", "clinic_id", "made_at", "merged_into")),
    "hold": (HOLD, ("id", "kind", "clinic_id", "placed_at", "placed_by")),
    "restriction": (RESTRICTION, ("client_id", "clinic_id", "placed_at", "placed_by")),
    "staff": (
        STAFF,
        ("id", "clinic_id", "name", "folded_name", "password", "roles", "added_at", "disabled_at"),
    ),
}
"""Per kind its columns, the subject's id first: what no seal and no signature holds fast already.

One more column of a kind that is there already, and no row that was written before tells the truth
any more: put it among the later ones then, or take stock anew.
"""

_LATER: Mapping[str, Mapping[str, str]] = {"record": {"site_id": FIRST}, "staff": {"sites": ""}}
"""Per kind the columns that came later, each with what it holds in a row from before.

They are told of where they hold anything else, so that a state from before is what it was.
"""

LOOSE = {"staff": frozenset({"site_id"})}
"""Per table what nobody holds fast: which site somebody looked at last opens nothing."""

Parts = Mapping[str, list[list[Any]]]


def states(tx: Transaction, subjects: Iterable[str]) -> dict[str, bytes]:
    """By id, the digest of all that is kept under it; the same one for every id with nothing."""
    ids = list(subjects)
    parts: dict[str, dict[str, list[list[Any]]]] = {each: defaultdict(list) for each in ids}
    for name, query in _QUERIES.items():
        for row in tx.connection.execute(query, {"ids": ids}):
            parts[row[0]][name].append(_told(name, row))
    return {each: _digest(parts[each]) for each in ids}


def untold_ids() -> Iterator[Select[tuple[str]]]:
    """What asks for the ids of all there is a state of, and of which the audit holds none fast."""
    for table in (RECORD, CLIENT, STAFF):
        told = select(AUDIT.c.sequence).where(AUDIT.c.subject == table.c.id, AUDIT.c.held != "")
        yield select(table.c.id).where(~told.exists())


def _query(name: str) -> Select[Any]:
    table, columns = _STATE[name]
    subject, *more = (table.c[each] for each in (*columns, *_LATER.get(name, ())))
    these = subject.in_(bindparam("ids", expanding=True))
    return select(subject, *more).where(these).order_by(*more[:1])


_QUERIES = {name: _query(name) for name in _STATE}
_SPELLER = json.JSONEncoder(sort_keys=True)


def _told(name: str, row: Row[Any]) -> list[Any]:
    """What the state says of a row: its columns, and of the later ones those that say anything."""
    before = len(_STATE[name][1])
    said = [_spelled(value) for value in row[:before]]
    later = zip(_LATER.get(name, {}).items(), row[before:], strict=True)
    return said + [f"{column}: {value}" for (column, was), value in later if value != was]


def _spelled(value: Any) -> Any:
    match value:
        case bytes():
            return value.hex()
        case datetime():
            return value.isoformat()
    return value


def _digest(parts: Parts) -> bytes:
    return hashlib.sha256(_SPELLER.encode(parts).encode()).digest()

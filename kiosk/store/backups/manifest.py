"""The manifest: what a backup says it holds, written down while it was made, sealed with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select, table

from .. import audit, clinics
from ..audit import Head
from ..engine.tables import ENTRY, METADATA, RECORD
from ..engine.transaction import Transaction
from ..errors import BadBackup
from ..records import entries, records

NAMED = 3
"""Damaged things that are named; of more, only how many."""


@dataclass(frozen=True)
class Damage:
    """What in a database is not as it was signed, sealed or chained."""

    records: tuple[str, ...] = ()
    """Ids of those that were changed, or vanished without an erasure."""
    entries: tuple[str, ...] = ()
    audit_row: int = 0
    """The first row of the audit that is not as it was written; 0 where all are."""

    def __bool__(self) -> bool:
        return bool(self.records or self.entries or self.audit_row)

    def lines(self) -> Iterator[str]:
        """Each kind of damage in a line."""
        for one, ids in (("records", self.records), ("entries", self.entries)):
            if ids:
                named = ", ".join(ids[:NAMED]) + (" …" if len(ids) > NAMED else "")
                yield f"{one} that are not as they were signed: {len(ids)} ({named})"
        if self.audit_row:
            yield f"audit row {self.audit_row} is not as it was written"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    engine: str
    """sqlite or postgresql."""
    made_at: str
    product: str
    schema: str
    catalogue: str
    clinic: str
    """Its id; empty where none was set up."""
    rows: dict[str, int]
    """By table."""
    records: str
    """One hash over the hashes of all records and entries, in their order."""
    audit: Head
    damage: Damage
    """What was damaged already when the backup was made."""

    def as_bytes(self) -> bytes:
        """Canonical JSON."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Manifest:
        """The way back; what a newer kiosk has added is left out."""
        kept: dict[str, Any] = json.loads(raw)
        known = {name: kept[name] for name in cls.__dataclass_fields__}
        ids = {name: tuple(kept["damage"][name]) for name in ("records", "entries")}
        damage = Damage(**ids, audit_row=kept["damage"]["audit_row"])
        return cls(**{**known, "audit": Head(**kept["audit"]), "damage": damage})


@dataclass(frozen=True)
class Made:
    """When, from what and by which kiosk a backup is made."""

    at: datetime
    engine: str
    schema: str
    product: str
    catalogue: str


def of(tx: Transaction, made: Made) -> Manifest:
    """The manifest of this very look at the database, all of it looked at."""
    clinic = clinics.the_clinic(tx)
    return Manifest(
        engine=made.engine,
        made_at=made.at.isoformat(timespec="seconds"),
        product=made.product,
        schema=made.schema,
        catalogue=made.catalogue,
        clinic=clinic.id if clinic else "",
        rows={name: _how_many(tx, name) for name in sorted(METADATA.tables)},
        records=_fingerprint(tx),
        audit=audit.head(tx),
        damage=damage_of(tx),
    )


def damage_of(tx: Transaction) -> Damage:
    """Every record, entry and row of the audit, looked at."""
    return Damage(
        tuple(records.verify_all(tx)), tuple(entries.verify_all(tx)), audit.verify(tx) or 0
    )


def is_as_counted(tx: Transaction, manifest: Manifest) -> None:
    """Raises BadBackup where a table has other rows than were counted."""
    for name, rows in manifest.rows.items():
        if (found := _how_many(tx, name)) != rows:
            raise BadBackup(f"The backup holds {found} rows of {name} where {rows} were counted.")


def is_as_made(tx: Transaction, manifest: Manifest) -> None:
    """Raises BadBackup where a record, an entry or the audit is other than when it was made."""
    if _fingerprint(tx) != manifest.records:
        raise BadBackup("The backup holds other records than its manifest says.")
    row = audit.verify(tx, manifest.audit) or 0
    found = Damage(tuple(records.verify_all(tx)), tuple(entries.verify_all(tx)), row)
    if found != manifest.damage:
        said = "; ".join(found.lines()) or "damage that was there has gone"
        raise BadBackup(f"The backup holds something else than was kept: {said}.")


def _how_many(tx: Transaction, name: str) -> int:
    return tx.connection.scalar(select(func.count()).select_from(table(name))) or 0


def _fingerprint(tx: Transaction) -> str:
    """One hash over what was signed, in its order."""
    whole = hashlib.sha256()
    for kept in (RECORD, ENTRY):
        for row in tx.stream(_hashes(kept)):
            whole.update(f"{kept.name} {row.sequence} {row.id} ".encode() + row.hash)
    return whole.hexdigest()


def _hashes(kept: Table) -> Any:
    return select(kept.c.sequence, kept.c.id, kept.c.hash).order_by(kept.c.sequence)

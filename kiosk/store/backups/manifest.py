"""The manifest: what a backup says it holds, written down while it was made, sealed with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select, table

from ...frozen import dataclass
from .. import audit, clinics
from ..audit import Head
from ..engine.tables import ENTRY, METADATA, RECORD
from ..engine.transaction import Transaction
from ..errors import BadBackup, Unfit
from ..proving import proof

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
    states: tuple[str, ...] = ()
    """Records, clients and accounts that the audit left otherwise."""
    seals: tuple[str, ...] | None = ()
    """Papers, cards and drafts that do not open, by table and id; None where an older kiosk, which
    did not look at them, made the backup."""

    def __bool__(self) -> bool:
        return bool(self.records or self.entries or self.audit_row or self.states or self.seals)

    @property
    def ids(self) -> set[str]:
        """Everything that is damaged and has an id."""
        return {*self.records, *self.entries, *self.states, *(self.seals or ())}

    def lines(self) -> Iterator[str]:
        """Each kind of damage in a line."""
        for words, ids in (
            ("records that are not as they were signed", self.records),
            ("entries that are not as they were written", self.entries),
            ("records, clients and accounts that are not as the audit tells", self.states),
            ("other sealed things that do not open", self.seals or ()),
        ):
            if ids:
                named = ", ".join(ids[:NAMED]) + (" …" if len(ids) > NAMED else "")
                yield f"{words}: {len(ids)} ({named})"
        if self.audit_row:
            yield f"audit row {self.audit_row} is not as it was written"


_IDS = ("records", "entries", "states")


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
        ids = {name: tuple(kept["damage"].get(name, ())) for name in _IDS}
        told = kept["damage"].get("seals")
        seals = None if told is None else tuple(told)
        damage = Damage(**ids, audit_row=kept["damage"]["audit_row"], seals=seals)
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


def is_the_same(found: Manifest, told: Manifest) -> None:
    """Raises Unfit where what arrived is not what was sent."""
    if found != told:
        raise Unfit("What arrived is not what was sent: nothing was moved.")


def damage_of(tx: Transaction) -> Damage:
    """Everything that is signed, sealed or chained, looked at."""
    found = proof.verify_all(tx)
    return Damage(found.records, found.entries, found.audit_row or 0, found.states, found.seals)


def is_as_counted(tx: Transaction, manifest: Manifest) -> None:
    """Raises BadBackup where a table has other rows than were counted."""
    for name, rows in manifest.rows.items():
        if (found := _how_many(tx, name)) != rows:
            raise BadBackup(f"The backup holds {found} rows of {name} where {rows} were counted.")


def is_as_made(tx: Transaction, manifest: Manifest, *, migrated: bool) -> None:
    """Raises BadBackup where a record, an entry or the audit is other than when it was made.

    What the audit holds fast is looked at too, unless the copy was just brought up to date: that
    may have changed what is held. So are other seals, unless nobody did when it was made.
    """
    if _fingerprint(tx) != manifest.records:
        raise BadBackup("The backup holds other records than its manifest says.")
    row = audit.verify(tx, manifest.audit) or 0
    found = replace(damage_of(tx), audit_row=row)
    if migrated:
        found = replace(found, states=manifest.damage.states)
    if migrated or manifest.damage.seals is None:
        found = replace(found, seals=manifest.damage.seals)
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

"""The story register: permissions and uses, each an entry beside the record it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from ...frozen import dataclass
from ...intake.story import Permission
from .. import audit
from ..engine.tables import ENTRY
from ..engine.transaction import Transaction
from . import entries
from .entries import Entry


@dataclass(frozen=True)
class Use:
    """Once that the story was told."""

    where: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Registered:
    """A permission with all uses of it, the oldest first."""

    record_id: str
    permission: Permission
    uses: tuple[Use, ...]


def register(tx: Transaction, record_id: str, permission: Permission, by: str) -> None:
    """Enter a permission, once. Raises Missing."""
    if of(tx, record_id) is None:
        entries.keep(tx, record_id, "story_permission", asdict(permission), by)
        audit.write(tx, "story", by, record_id, "permission")


def note_use(tx: Transaction, record_id: str, where: str, by: str) -> None:
    """Enter that the story is told there. The same place again is the same use. Raises Missing."""
    known = of(tx, record_id)
    if known and where not in {each.where for each in known.uses}:
        entries.keep(tx, record_id, "story_use", {"where": where}, by)
        audit.write(tx, "story", by, record_id, "use")


def of(tx: Transaction, record_id: str) -> Registered | None:
    """What is registered of this record; None where nothing is."""
    return of_all(tx, [record_id]).get(record_id)


def of_all(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Registered]:
    """The same for many at the price of one."""
    found = entries.of(tx, record_ids, "story_permission", "story_use")
    uses: dict[str, list[Use]] = {}
    for each in found:
        if each.kind == "story_use":
            use = Use(str(each.said["where"]), each.made_at, each.made_by)
            uses.setdefault(each.record_id, []).append(use)
    given = (each for each in found if each.kind == "story_permission")
    return {
        each.record_id: Registered(each.record_id, permission, tuple(uses.get(each.record_id, ())))
        for each, permission in ((each, _permission(each)) for each in given)
    }


def newest(tx: Transaction, limit: int, before: int | None = None) -> list[tuple[int, str]]:
    """The permissions entered last, or next before a place in the register: place and record."""
    query = select(ENTRY.c.sequence, ENTRY.c.record_id).where(ENTRY.c.kind == "story_permission")
    if before is not None:
        query = query.where(ENTRY.c.sequence < before)
    rows = tx.connection.execute(query.order_by(ENTRY.c.sequence.desc()).limit(limit))
    return [(row.sequence, row.record_id) for row in rows]


def _permission(entry: Entry) -> Permission:
    return Permission(**entry.said)

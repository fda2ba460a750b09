"""Reading a reflection: it passes the gate, and who read is in the audit before it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..store import Missing, Store, Transaction
from ..store.access.staff import Staff
from ..store.records import reflections
from .read_answers import Told, may_know_of_reflections, may_read_reflection


@dataclass(frozen=True)
class OpenedReflection:
    """A reflection that somebody opened."""

    record_id: str
    made_at: datetime
    told: Told


def read_reflection(store: Store, who: Staff, record_id: str) -> OpenedReflection:
    """Open it. Raises Missing, Unreadable, AsksWhy or MayNotRead."""
    with store.writing() as tx:
        found = reflections.of(tx, record_id)
        if found is None:
            raise Missing(record_id)
        told = may_read_reflection(tx, who, record_id)
    return OpenedReflection(record_id, found.made_at, told)


def may_be_opened(tx: Transaction, who: Staff, record_ids: Iterable[str]) -> frozenset[str]:
    """Of these records, those with a reflection that this person may open."""
    return frozenset(may_know_of_reflections(tx, who, record_ids))

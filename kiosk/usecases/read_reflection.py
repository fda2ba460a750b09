"""Reading a reflection: it passes the gate, and who read is in the audit before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from ..frozen import dataclass
from ..store import Missing, Store, Transaction
from ..store.access.staff import Staff
from ..store.records import reflections
from .read_answers import AsksWhy, MayNotRead, Told, may_know_of_reflections, may_read_reflection


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


def felt_afterwards(
    tx: Transaction, who: Staff, record_ids: Iterable[str]
) -> Mapping[str, Mapping[str, Any]]:
    """How clients felt after their sessions, of those who let this therapist read it; noted.

    It counts as no manager's reading: what is grave goes to the inbox first, and is read there.
    """
    found = {}
    for each in reflections.given(tx, record_ids):
        with suppress(Missing, AsksWhy, MayNotRead):
            told = may_read_reflection(tx, who, each, manages=False).reflection
            found[each] = {"feel_now": told.answers.get("feel_now") if told else None}
    return found


def may_be_opened(tx: Transaction, who: Staff, record_ids: Iterable[str]) -> frozenset[str]:
    """Of these records, those with a reflection that this person may open."""
    return frozenset(may_know_of_reflections(tx, who, record_ids))

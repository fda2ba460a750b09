"""Withdrawals: agreements that a client took back after a record was signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from ...frozen import dataclass
from ...intake.withdrawn import Asker, Way
from ..engine.tables import ENTRY, RECORD
from ..engine.transaction import Transaction
from . import entries, owed
from .entries import Entry


@dataclass(frozen=True)
class Withdrawal:
    """One agreement that no longer holds, from the moment this was written."""

    id: str
    record_id: str
    card: str
    """The card's question id."""
    said: str
    """The answer that was taken back."""
    asked_by: Asker
    how: Way
    made_at: datetime
    made_by: str


def withdraw(
    tx: Transaction, record_id: str, card: str, said: str, asked_by: Asker, how: Way, by: str
) -> None:
    """Add a withdrawal to a record; its paper is drawn anew. Raises Missing."""
    told = {"card": card, "said": said, "asked_by": asked_by, "how": how}
    entries.keep(tx, record_id, "withdrawal", told, by)
    owed.owe(tx, RECORD.c.id == record_id, "withdrawal", redraw=True)


def cards(withdrawals: Iterable[Withdrawal]) -> tuple[str, ...]:
    """The cards that were taken back, each once, in the order they were."""
    return tuple(dict.fromkeys(each.card for each in withdrawals))


def how_many(tx: Transaction, record_id: str) -> int:
    """How many withdrawals there are beside a record. None of them is opened."""
    theirs = (ENTRY.c.record_id == record_id, ENTRY.c.kind == "withdrawal")
    return tx.connection.scalar(select(func.count()).select_from(ENTRY).where(*theirs)) or 0


def withdrawal(entry: Entry) -> Withdrawal:
    """The withdrawal that an entry of its kind is."""
    return Withdrawal(
        id=entry.id,
        record_id=entry.record_id,
        made_at=entry.made_at,
        made_by=entry.made_by,
        **entry.said,
    )

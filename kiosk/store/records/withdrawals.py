"""Withdrawals: agreements that a client took back after a record was signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ...frozen import dataclass
from ...intake.withdrawn import Asker, Way
from ..engine.tables import RECORD
from ..engine.transaction import Transaction
from . import entries, owed
from .entries import Entry


@dataclass(frozen=True)
class Withdrawal:
    """One agreement that no longer holds, from the moment this was written."""

    id: str
    record_id: str
    """Of the visit it was written about."""
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


def withdrawal(entry: Entry) -> Withdrawal:
    """The withdrawal that an entry of its kind is."""
    return entries.as_made(entry, Withdrawal)

"""Histories: what the visits of one person tell together, with what was put right since."""

from __future__ import annotations

from collections.abc import Sequence

from ..intake.history import NO_HISTORY, History, history_of
from ..store import Book, Missing, clients, entries, whose
from ..store.records import Signed


def history_up_to(book: Book, signed: Signed) -> History:
    """The history of whoever this visit is of, up to it."""
    try:
        visits = clients.visits_of(book, whose.client_of(book, signed.id))
    except Missing:
        return NO_HISTORY
    return history_from(book, [each for each in visits if each.sequence <= signed.sequence])


def history_from(book: Book, visits: Sequence[Signed]) -> History:
    """The history that these visits of one person tell, oldest first."""
    right = entries.of(book, [signed.id for signed in visits])
    by_record = {signed.id: [c for c in right if c.record_id == signed.id] for signed in visits}
    return history_of(
        {
            **signed.record,
            "answers": {**signed.record["answers"], **entries.latest(by_record[signed.id])},
        }
        for signed in visits
    )

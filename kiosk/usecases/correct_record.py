"""Correcting: staff put one answer right, with a reason, and everything follows what stands now."""

from __future__ import annotations

from typing import Any

from ..store import Transaction
from ..store.records import client_links, corrections, standing
from .refresh_carried import refresh_carried


def correct_record(
    tx: Transaction, record_id: str, question: str, now: Any, reason: str, by: str
) -> None:
    """Write a correction beside a record; the record stays as it was signed.

    Lists, searches, what is carried and the papers of this client follow. Saying the same again
    adds nothing. Raises Missing or Unreadable.
    """
    before = standing.find(tx, record_id).says.get(question)
    corrections.correct(tx, record_id, question, before, now, reason, by)
    refresh_carried(tx, client_links.client_of(tx, record_id))

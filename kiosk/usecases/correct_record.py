"""Correcting: staff put one answer right, with a reason, and everything follows what stands now."""

from __future__ import annotations

from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.questions import PickMany
from ..store import Store, Transaction
from ..store.access.staff import Staff
from ..store.records import client_links, corrections, standing
from .read_answers import may_open
from .refresh_carried import refresh_carried


def correct_as(
    store: Store, who: Staff, record_id: str, question: str, now: Any, reason: str
) -> None:
    """The same for one of the staff, who must be allowed to. Raises AsksWhy or MayNotRead, too."""
    with store.writing() as tx:
        may_open(tx, who, record_id, on_request=True)
        correct_record(tx, record_id, question, now, reason, who.id)


def correct_record(
    tx: Transaction, record_id: str, question: str, now: Any, reason: str, by: str
) -> None:
    """Write a correction beside a record; the record stays as it was signed.

    Lists, searches, what is carried and the papers of this client follow. Saying the same again
    adds nothing. Where "none" stands beside other choices, what was not there before counts.
    Raises Missing or Unreadable.
    """
    before, asked = standing.find(tx, record_id).says.get(question), CATALOGUE.question(question)
    if isinstance(asked, PickMany) and now:
        now = asked.kept_apart(now, before or ())
    corrections.correct(tx, record_id, question, before, now, reason, by)
    refresh_carried(tx, client_links.client_of(tx, record_id))

"""Histories: what the visits of one person tell together, with what was put right since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..intake.history import NO_HISTORY, NO_NOTES, History, history_of
from ..store import Missing, Transaction
from ..store.access import break_glass
from ..store.records import client_links, clients, notes
from ..store.records.records import Signed
from ..store.records.standing import Standing


def history_up_to(tx: Transaction, signed: Signed) -> History:
    """The history of whoever this visit is of, up to it, as far as its therapist may know it."""
    try:
        visits = clients.visits_of(tx, client_links.client_of(tx, signed.id))
    except Missing:
        return NO_HISTORY
    before = (each for each in visits if each.signed.sequence <= signed.sequence)
    return history_from(tx, break_glass.told_to(tx, signed.therapist_id, before))


def history_from(
    tx: Transaction,
    visits: Iterable[Standing],
    afterwards: Mapping[str, Mapping[str, Any]] = NO_NOTES,
) -> History:
    """The history that these visits of one person tell with their signed notes, oldest first.

    ``afterwards`` is what the gate let pass of how it was for the client.
    """
    told = list(visits)
    written = notes.answers_of_all(tx, [visit.id for visit in told])
    return history_of((visit.kept for visit in told), written, afterwards)

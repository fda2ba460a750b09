"""Devices somebody has signed in on: a token kept hashed, with whoever did, for counting tries."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from ..engine.tables import SESSION, STAFF
from ..engine.transaction import Transaction
from . import sessions

LASTS = timedelta(days=365)


def is_known(tx: Transaction, device: str, staff_id: str) -> bool:
    """Whether this person has signed in on the device of this token. It opens nothing."""
    query = select(SESSION.c.staff_id).where(
        SESSION.c.token == sessions.hashed(_of(device, staff_id)),
        SESSION.c.kind == "known",
        SESSION.c.expires_at > tx.steady,
    )
    return bool(device) and tx.connection.scalar(query) is not None


def renew(tx: Transaction, device: str, staff_id: str) -> str:
    """A fresh token for the device this person has just signed in on; the one before is dead.

    Whoever else has signed in there stays known.
    """
    fresh = sessions.random_token()
    for each in tx.connection.execute(select(STAFF.c.id, STAFF.c.clinic_id)).all():
        known = is_known(tx, device, each.id)
        if known:
            sessions.end(tx, _of(device, each.id))
        if known or each.id == staff_id:
            sessions.keep(tx, _of(fresh, each.id), "known", each.clinic_id, LASTS, staff_id=each.id)
    return fresh


def _of(device: str, staff_id: str) -> str:
    return f"{device}\n{staff_id}"

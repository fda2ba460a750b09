"""The set-up link: shown once on the console, dead as soon as there is an admin."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, insert, select

from ..engine.tables import SETUP_LINK
from ..engine.transaction import Transaction
from .sessions import hashed
from .staff import has_admin

_LASTS = timedelta(hours=24)


def setup_link(tx: Transaction) -> str:
    """A new token for ``/setup/<token>``; any earlier one is dead."""
    token = secrets.token_urlsafe(32)
    tx.connection.execute(delete(SETUP_LINK))
    row = {"token": hashed(token), "clinic_id": "", "expires_at": tx.steady + _LASTS}
    tx.connection.execute(insert(SETUP_LINK), row)
    return token


def valid(tx: Transaction, token: str) -> bool:
    """Whether this token still sets up the clinic."""
    row = tx.connection.execute(
        select(SETUP_LINK.c.token).where(
            SETUP_LINK.c.token == hashed(token), SETUP_LINK.c.expires_at > tx.steady
        )
    ).first()
    return row is not None and not has_admin(tx)

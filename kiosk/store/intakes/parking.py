"""Parking: until when an intake that was put aside is kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from ..engine.steady import Steady
from ..engine.tables import CLINIC
from ..engine.transaction import Transaction

_MINUTES = select(CLINIC.c.parked_minutes).limit(1)


def kept_since(tx: Transaction) -> Steady:
    """Parked before this mark, an intake waits no longer: so long as the clinic says."""
    return tx.steady - timedelta(minutes=tx.connection.scalar(_MINUTES) or 0)

"""Parking: until when an intake that was put aside is kept.

So long as the clinic says; one that was begun at home for a planned visit until that day is over.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select

from ..engine.steady import Steady
from ..engine.tables import CLINIC, INTAKE, VISIT
from ..engine.transaction import Transaction
from . import phones, visit_days

_MINUTES = select(CLINIC.c.parked_minutes).limit(1)


def kept_since(tx: Transaction) -> Steady:
    """Parked before this mark, an intake waits no longer: so long as the clinic says."""
    return tx.steady - timedelta(minutes=tx.connection.scalar(_MINUTES) or 0)


def waits(tx: Transaction) -> ColumnElement[bool]:
    """Which intakes that were put aside still wait for their client."""
    for_a_visit = select(VISIT.c.intake_id).where(
        VISIT.c.intake_id.is_not(None), VISIT.c.day > visit_days.day_over(tx)
    )
    at_home = INTAKE.c.tablet_id.like(phones.LIKE) & INTAKE.c.id.in_(for_a_visit)
    return or_(INTAKE.c.parked_at > kept_since(tx), at_home)

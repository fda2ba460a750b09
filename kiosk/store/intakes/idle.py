"""Idle: an open intake that nobody touches is put aside; one that is in use says so."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from .. import audit
from ..engine.tables import INTAKE
from ..engine.transaction import Transaction
from . import intakes
from .drafts import Intake, opened_or_none

_TOUCH = (
    update(INTAKE)
    .where(INTAKE.c.id == bindparam("this"), INTAKE.c.state == "open")
    .values(touched_at=bindparam("now"))
)


def touch(tx: Transaction, intake: Intake) -> None:
    """Somebody is there. Moves no rev, so that nothing on their page goes stale."""
    tx.connection.execute(_TOUCH, {"this": intake.id, "now": tx.steady})


def put_aside(tx: Transaction, after: timedelta) -> int:
    """Park every open intake that was not touched for this long. Returns how many."""
    quiet = select(INTAKE.c.id).where(
        INTAKE.c.state == "open", INTAKE.c.touched_at <= tx.steady - after
    )
    found = tx.connection.scalars(quiet.with_for_update()).all()
    parked = [this for this in found if intakes.set_aside(tx, this)]
    for this in parked:
        audit.write(tx, "park", "clock", this)
    return len(parked)


def left_behind(tx: Transaction, intake_id: str, after: timedelta) -> Intake | None:
    """The parked intake of this id, if it was parked because nobody touched it for this long."""
    row = tx.connection.execute(
        select(INTAKE).where(INTAKE.c.id == intake_id, INTAKE.c.state == "parked")
    ).one_or_none()
    if row is None or row.parked_at - row.touched_at < after:
        return None
    return opened_or_none(tx, row)

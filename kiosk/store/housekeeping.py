"""Housekeeping: what has ended by itself is deleted, unless a clock gives reason to doubt that."""

from __future__ import annotations

from sqlalchemy import delete, not_, select

from .access import break_glass, one_time_links, sessions, throttle
from .engine import jumps
from .engine.tables import INTAKE, VISIT
from .engine.transaction import Transaction
from .intakes import calendar_entries, calls, intakes, parking, visit_days
from .records import hand_overs, imports


def purge(tx: Transaction) -> int:
    """Erase what was put aside and waited too long; drop what is long over. How many were erased.

    Nothing at all for a day after a clock has jumped.
    """
    if not jumps.look(tx):
        return 0
    expired = tx.connection.execute(
        select(INTAKE.c.id, INTAKE.c.clinic_id)
        .where(INTAKE.c.state != "open", not_(parking.waits(tx)))
        .with_for_update()
    ).all()
    for row in expired:
        intakes.erase_by_id(tx, row.id, row.clinic_id, "clock", "waited too long")
    for forget in (
        sessions.forget_expired,
        calls.forget_settled,
        throttle.forget_old,
        break_glass.forget_over,
        one_time_links.forget_over,
        hand_overs.forget_over,
        imports.forget_over,
        calendar_entries.forget_over,
        _forget_visits,
    ):
        forget(tx)
    return len(expired)


def _forget_visits(tx: Transaction) -> None:
    """Visits of days that are over: their records say all there is to say."""
    past = delete(VISIT).where(VISIT.c.day <= visit_days.day_over(tx))
    if tx.connection.execute(past).rowcount:
        tx.wipe_after()

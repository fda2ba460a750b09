"""Which columns each of the staff exported last: their next export begins with them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from ..engine.tables import EXPORT_CHOICE
from ..engine.transaction import Transaction
from .staff import Staff


def of(tx: Transaction, staff_id: str) -> tuple[str, ...]:
    """The groups of columns; none where they chose all of them, or never chose."""
    query = select(EXPORT_CHOICE.c.groups).where(EXPORT_CHOICE.c.staff_id == staff_id)
    return tuple((tx.connection.scalar(query) or "").split())


def keep(tx: Transaction, who: Staff, groups: Sequence[str]) -> None:
    """From now on they begin with these."""
    mine = EXPORT_CHOICE.c.staff_id == who.id
    tx.connection.execute(delete(EXPORT_CHOICE).where(mine))
    row = {"staff_id": who.id, "clinic_id": who.clinic_id, "groups": " ".join(groups)}
    tx.connection.execute(insert(EXPORT_CHOICE), row)

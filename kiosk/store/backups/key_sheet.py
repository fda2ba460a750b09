"""Whether the recovery sheet of the key in use is kept: an admin typed some of it back."""

from __future__ import annotations

from sqlalchemy import insert, select

from .. import audit
from ..engine.tables import CLINIC, KEY_SHEET
from ..engine.transaction import Transaction


def is_confirmed(tx: Transaction) -> bool:
    """Whether somebody has confirmed the sheet of the key that seals now."""
    mine = select(KEY_SHEET.c.key_id).where(KEY_SHEET.c.key_id == tx.keys.current)
    return tx.connection.execute(mine).first() is not None


def confirm(tx: Transaction, by: str) -> None:
    """Somebody has it in their hands. Saying so again changes nothing."""
    if is_confirmed(tx):
        return
    clinic_id = tx.connection.scalar(select(CLINIC.c.id).limit(1))
    row = {"clinic_id": clinic_id, "confirmed_at": tx.now, "confirmed_by": by}
    tx.connection.execute(insert(KEY_SHEET), {**row, "key_id": tx.keys.current})
    audit.write(tx, "key", by, "", "recovery sheet confirmed")


def was_shown(tx: Transaction, by: str) -> None:
    """Write down that somebody had the sheet shown; before it is."""
    audit.write(tx, "key", by, "", "recovery sheet shown")

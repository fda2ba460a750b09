"""Handing over: on which tablet a client is asked, after the session, how it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from ...frozen import dataclass
from .. import audit
from ..engine.steady import Steady
from ..engine.tables import HAND_OVER, RECORD, TABLET
from ..engine.transaction import Transaction
from ..errors import Missing

WAITS_FOR = timedelta(minutes=30)
"""A tablet that nobody touches in this time asks no longer."""


@dataclass(frozen=True)
class HandOver:
    """A tablet that asks one client how it was."""

    record_id: str
    tablet_id: str
    handed_at: Steady
    touched_at: Steady | None
    """None until the client has begun."""

    def has_lapsed(self, now: Steady, quiet: timedelta) -> bool:
        """Whether nobody has touched it for so long that it asks no longer."""
        if self.touched_at is None:
            return now - self.handed_at > WAITS_FOR
        return now - self.touched_at > quiet


def hand(tx: Transaction, record_id: str, tablet_id: str, by: str) -> None:
    """This tablet asks the client of this record, and nobody else. Raises Missing."""
    clinic_id = tx.connection.scalar(select(RECORD.c.clinic_id).where(RECORD.c.id == record_id))
    paired = select(TABLET.c.id).where(
        TABLET.c.id == tablet_id,
        TABLET.c.revoked_at.is_(None),
        TABLET.c.staffed.is_(False),
        TABLET.c.prints.is_(False),
    )
    if clinic_id is None or tx.connection.execute(paired).first() is None:
        raise Missing(record_id)
    tx.connection.execute(delete(HAND_OVER).where(HAND_OVER.c.tablet_id == tablet_id))
    take_back(tx, record_id)
    row = {"record_id": record_id, "clinic_id": clinic_id, "tablet_id": tablet_id}
    tx.connection.execute(insert(HAND_OVER), {**row, "handed_at": tx.steady})
    audit.write(tx, "hand_over", by, record_id)


def on_tablet(tx: Transaction, tablet_id: str, quiet: timedelta) -> HandOver | None:
    """What this tablet asks about; None where that is nothing, or nobody touched it too long."""
    query = select(HAND_OVER).where(HAND_OVER.c.tablet_id == tablet_id)
    row = tx.connection.execute(query).one_or_none()
    if row is None:
        return None
    found = HandOver(row.record_id, row.tablet_id, row.handed_at, row.touched_at)
    return None if found.has_lapsed(tx.steady, quiet) else found


def handed(tx: Transaction, record_ids: Iterable[str]) -> dict[str, str]:
    """Of these records, the name of the tablet that was handed over for each, if one was."""
    query = (
        select(HAND_OVER.c.record_id, TABLET.c.name)
        .join(TABLET, TABLET.c.id == HAND_OVER.c.tablet_id)
        .where(HAND_OVER.c.record_id.in_(list(record_ids)))
    )
    return {row.record_id: row.name for row in tx.connection.execute(query)}


def touch(tx: Transaction, found: HandOver) -> None:
    """The client is at it."""
    mine = (HAND_OVER.c.record_id == found.record_id) & (HAND_OVER.c.tablet_id == found.tablet_id)
    tx.connection.execute(update(HAND_OVER).where(mine).values(touched_at=tx.steady))


def take_back(tx: Transaction, record_id: str) -> None:
    """Nothing asks about this record any more."""
    tx.connection.execute(delete(HAND_OVER).where(HAND_OVER.c.record_id == record_id))


def forget_over(tx: Transaction) -> None:
    """Drop what was handed over and left there."""
    long_ago = HAND_OVER.c.handed_at <= tx.steady - 8 * WAITS_FOR
    tx.connection.execute(delete(HAND_OVER).where(long_ago))

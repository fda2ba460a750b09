"""Calls: a client asks for a person, or the desk is wanted for something."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update

from ...frozen import dataclass
from .. import audit
from ..clinics import the_clinic
from ..engine.sealing import seal, unseal
from ..engine.steady import Steady
from ..engine.tables import CALL, INTAKE
from ..engine.torn import each
from ..engine.transaction import Transaction, random_id
from ..errors import Missing

Kind = Literal["person", "desk", "grown_up", "returning", "not_me"]

_KEPT_AFTER = timedelta(hours=12)

LOUD_AFTER = timedelta(seconds=30)
"""What nobody has answered for so long is told louder."""
URGENT: frozenset[Kind] = frozenset({"person", "desk", "grown_up", "not_me"})
"""What stands on every page of the staff: each but a client who waits to be said who they are."""


@dataclass(frozen=True)
class Call:
    """Somebody is wanted at a tablet."""

    id: str
    intake_id: str
    kind: Kind
    first_name: str
    made_at: Steady
    settled_at: Steady | None
    settled_by: str = ""
    """Who answered; empty while nobody has, "client" where it ended by itself."""

    def is_loud(self, now: Steady) -> bool:
        """Whether it has waited too long."""
        return now - self.made_at >= LOUD_AFTER


def call(tx: Transaction, intake_id: str, kind: Kind, first_name: str = "") -> None:
    """Ask for somebody. Asking again before it is settled changes nothing."""
    again = select(CALL.c.id).where(
        CALL.c.intake_id == intake_id, CALL.c.kind == kind, CALL.c.settled_at.is_(None)
    )
    clinic = the_clinic(tx)
    if clinic is None or tx.connection.execute(again).first():
        return
    this = random_id()
    row = {
        "id": this,
        "clinic_id": clinic.id,
        "intake_id": intake_id,
        "kind": kind,
        "made_at": tx.steady,
        "first_name": seal(tx.keys, first_name.encode(), place_of(this)),
    }
    tx.connection.execute(insert(CALL), row)


def open_calls(tx: Transaction) -> list[Call]:
    """The calls nobody has settled yet, the longest waiting first; a torn one has no name."""
    rows = tx.connection.execute(
        select(CALL).where(CALL.c.settled_at.is_(None)).order_by(CALL.c.made_at, CALL.c.id)
    )
    return list(each(rows, partial(_call, tx), _torn))


def waiting_for(tx: Transaction) -> list[tuple[str, int]]:
    """What moves with each call, and with each half minute that one waits. Nothing is opened."""
    waiting = select(CALL.c.id, CALL.c.made_at).where(CALL.c.settled_at.is_(None))
    return [
        (row.id, (tx.steady - row.made_at) // LOUD_AFTER)
        for row in tx.connection.execute(waiting.order_by(CALL.c.id))
    ]


def standing_at(tx: Transaction) -> dict[str, str]:
    """The site of each unsigned intake: where its client is. Nothing is opened."""
    rows = tx.connection.execute(select(INTAKE.c.id, INTAKE.c.site_id))
    return {row.id: row.site_id for row in rows}


def find(tx: Transaction, call_id: str) -> Call:
    """A call, answered or not. Raises Missing."""
    rows = tx.connection.execute(select(CALL).where(CALL.c.id == call_id))
    for call in each(rows, partial(_call, tx), _torn):
        return call
    raise Missing(call_id)


def answer(tx: Transaction, call_id: str, by: str) -> Call:
    """Somebody goes: it is theirs who says so first, and noted. Raises Missing.

    The call as it stands now: it says who that was.
    """
    waiting = (CALL.c.id == call_id) & CALL.c.settled_at.is_(None)
    done = tx.connection.execute(
        update(CALL).where(waiting).values(settled_at=tx.steady, settled_by=by)
    )
    found = find(tx, call_id)
    if done.rowcount:
        audit.write(tx, "answer", by, found.intake_id)
    return found


def settle_all(tx: Transaction, intake_id: str, kind: Kind, by: str) -> None:
    """What this intake called for in this way is done."""
    mine = (CALL.c.intake_id == intake_id) & (CALL.c.kind == kind) & CALL.c.settled_at.is_(None)
    tx.connection.execute(update(CALL).where(mine).values(settled_at=tx.steady, settled_by=by))


def rename(tx: Transaction, intake_id: str, first_name: str) -> None:
    """Whoever waits here goes by another name now."""
    mine = (CALL.c.intake_id == intake_id) & CALL.c.settled_at.is_(None)
    for this in list(tx.connection.scalars(select(CALL.c.id).where(mine))):
        sealed = seal(tx.keys, first_name.encode(), place_of(this))
        tx.connection.execute(update(CALL).where(CALL.c.id == this).values(first_name=sealed))


def forget_settled(tx: Transaction) -> None:
    """Drop settled calls of earlier shifts: nobody needs the names any more."""
    tx.connection.execute(delete(CALL).where(CALL.c.settled_at < tx.steady - _KEPT_AFTER))


def place_of(call_id: str) -> str:
    """Where the name of whoever calls is sealed to."""
    return f"call:{call_id}:first_name"


def _torn(row: Row[Any]) -> Call:
    by = row.settled_by or ""
    return Call(row.id, row.intake_id, row.kind, "", row.made_at, row.settled_at, by)


def _call(tx: Transaction, row: Row[Any]) -> Call:
    name = unseal(tx.keys, row.first_name, place_of(row.id)).decode()
    by = row.settled_by or ""
    return Call(row.id, row.intake_id, row.kind, name, row.made_at, row.settled_at, by)

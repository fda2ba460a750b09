"""Legal holds: what must not be erased for now, be it one record or all that is one person's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, insert, select

from ...frozen import dataclass
from .. import audit
from ..engine.tables import CLIENT, HOLD
from ..engine.transaction import Transaction
from ..errors import OnHold
from . import client_links

Kind = Literal["record", "client"]
"""One record; all that is a person's, now and later."""


@dataclass(frozen=True)
class Hold:
    """One hold."""

    kind: Kind
    placed_at: datetime
    placed_by: str
    reason: str
    """As the audit has it."""


def place(tx: Transaction, this: str, kind: Kind, by: str, reason: str) -> None:
    """Let nobody erase this record, or anything of its client, or of the client of this id.

    Twice is once. Raises Missing.
    """
    client = client_links.client_of if kind == "record" else client_links.whose
    clinic = select(CLIENT.c.clinic_id).where(CLIENT.c.id == client(tx, this))
    clinic_id = tx.connection.scalar(clinic)
    # On each client that is this person: taken apart later, all of them stay held.
    for held in _ids(tx, this, kind):
        if tx.connection.execute(select(HOLD.c.id).where(_this(kind, [held]))).first():
            continue
        row = {"id": held, "kind": kind, "clinic_id": clinic_id}
        tx.connection.execute(insert(HOLD), {**row, "placed_at": tx.now, "placed_by": by})
        audit.write(tx, "hold", by, held, reason)


def lift(tx: Transaction, this: str, kind: Kind, by: str, reason: str) -> None:
    """It may be erased again. Lifting twice is harmless. Raises Missing."""
    for held in _ids(tx, this, kind):
        if tx.connection.execute(delete(HOLD).where(_this(kind, [held]))).rowcount:
            audit.write(tx, "lift", by, held, reason)


def follow(tx: Transaction, before: str, record_id: str, by: str) -> None:
    """A record that is taken apart from a client on hold takes the hold along."""
    theirs = client_links.all_of(tx, before)
    if tx.connection.execute(select(HOLD.c.id).where(_this("client", theirs))).first():
        place(tx, record_id, "client", by, "taken apart from a client on hold")


def on(tx: Transaction, this: str) -> list[Hold]:
    """The holds that keep this record, or the client of this id, from being erased.

    Raises Missing.
    """
    found: dict[Kind, Hold] = {}
    for kind in ("record", "client"):
        ids = _ids(tx, this, kind)
        for row in tx.connection.execute(select(HOLD).where(_this(kind, ids))).all():
            said = audit.last_of(tx, "hold", row.id)
            reason = said.reason if said else ""
            found.setdefault(kind, Hold(kind, row.placed_at, row.placed_by, reason))
    return list(found.values())


def must_be_free(tx: Transaction, records: Iterable[str], clients: Iterable[str]) -> None:
    """Raises OnHold where one of these records, or of these clients, is on hold."""
    held = _this("record", records) | _this("client", clients)
    row = tx.connection.execute(select(HOLD.c.id).where(held).limit(1)).first()
    if row:
        raise OnHold(row.id)


def forget(tx: Transaction, kind: Kind, ids: Iterable[str]) -> None:
    """What is gone all the same, erased before a backup came back, is on hold no more."""
    tx.connection.execute(delete(HOLD).where(_this(kind, ids)))


def _ids(tx: Transaction, this: str, kind: Kind) -> list[str]:
    client = client_links.whose(tx, this)
    return [this] if kind == "record" else client_links.all_of(tx, client)


def _this(kind: Kind, ids: Iterable[str]) -> ColumnElement[bool]:
    return and_(HOLD.c.kind == kind, HOLD.c.id.in_(list(ids)))

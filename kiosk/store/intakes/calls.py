"""Calls: a client asks for a person, or the desk is wanted for something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update

from ..clinics import the_clinic
from ..engine.sealing import seal, unseal
from ..engine.steady import Steady
from ..engine.tables import CALL
from ..engine.torn import each
from ..engine.transaction import Book, random_id
from ..errors import Missing

Kind = Literal["person", "desk", "grown_up", "returning", "not_me"]

_KEPT_AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class Call:
    """Somebody is wanted at a tablet."""

    id: str
    intake_id: str
    kind: Kind
    first_name: str
    made_at: Steady
    settled_at: Steady | None


def call(book: Book, intake_id: str, kind: Kind, first_name: str = "") -> None:
    """Ask for somebody. Asking again before it is settled changes nothing."""
    again = select(CALL.c.id).where(
        CALL.c.intake_id == intake_id, CALL.c.kind == kind, CALL.c.settled_at.is_(None)
    )
    clinic = the_clinic(book)
    if clinic is None or book.connection.execute(again).first():
        return
    this = random_id()
    row = {
        "id": this,
        "clinic_id": clinic.id,
        "intake_id": intake_id,
        "kind": kind,
        "made_at": book.steady,
        "first_name": seal(book.keys, first_name.encode(), _place(this)),
    }
    book.connection.execute(insert(CALL), row)


def open_calls(book: Book) -> list[Call]:
    """The calls nobody has settled yet, the longest waiting first; a torn one has no name."""
    rows = book.connection.execute(
        select(CALL).where(CALL.c.settled_at.is_(None)).order_by(CALL.c.made_at, CALL.c.id)
    )
    return list(each(rows, partial(_call, book), _torn))


def settle(book: Book, call_id: str, by: str) -> None:
    """Somebody has gone. Raises Missing; settling twice is harmless."""
    done = book.connection.execute(
        update(CALL).where(CALL.c.id == call_id).values(settled_at=book.steady, settled_by=by)
    )
    if not done.rowcount:
        raise Missing(call_id)


def settle_all(book: Book, intake_id: str, kind: Kind, by: str) -> None:
    """What this intake called for in this way is done."""
    mine = (CALL.c.intake_id == intake_id) & (CALL.c.kind == kind) & CALL.c.settled_at.is_(None)
    book.connection.execute(update(CALL).where(mine).values(settled_at=book.steady, settled_by=by))


def rename(book: Book, intake_id: str, first_name: str) -> None:
    """Whoever waits here goes by another name now."""
    mine = (CALL.c.intake_id == intake_id) & CALL.c.settled_at.is_(None)
    for this in list(book.connection.scalars(select(CALL.c.id).where(mine))):
        sealed = seal(book.keys, first_name.encode(), _place(this))
        book.connection.execute(update(CALL).where(CALL.c.id == this).values(first_name=sealed))


def forget_settled(book: Book) -> None:
    """Drop settled calls of earlier shifts: nobody needs the names any more."""
    book.connection.execute(delete(CALL).where(CALL.c.settled_at < book.steady - _KEPT_AFTER))


def _place(call_id: str) -> str:
    return f"call:{call_id}:first_name"


def _torn(row: Row[Any]) -> Call:
    return Call(row.id, row.intake_id, row.kind, "", row.made_at, row.settled_at)


def _call(book: Book, row: Row[Any]) -> Call:
    name = unseal(book.keys, row.first_name, _place(row.id)).decode()
    return Call(row.id, row.intake_id, row.kind, name, row.made_at, row.settled_at)

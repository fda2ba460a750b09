"""Sign-ins: where somebody is signed in, how that ends, and a password given again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, select, update

from ...frozen import dataclass
from .. import audit
from ..engine.database import Store
from ..engine.steady import Steady
from ..engine.tables import SESSION
from ..engine.transaction import Transaction
from . import sessions, staff
from .staff import Staff

NO_PLACES = ("known", "turned")
"""Of a person's sessions, those that are no place where they are signed in."""

CONFIRMED_FOR = timedelta(minutes=5)
"""How long a password given again opens what asks for it."""


@dataclass(frozen=True)
class SignIn:
    """One place where somebody is signed in."""

    id: str
    """Sixteen hex digits; no part of the token."""
    since: Steady
    seen_at: Steady
    here: bool


def of(tx: Transaction, staff_id: str, token: str) -> list[SignIn]:
    """Where this account is signed in, the one of this token first, then the newest."""
    rows = tx.connection.execute(_alive(tx, staff_id)).all()
    found = [_sign_in(row, sessions.hashed(token)) for row in rows]
    return sorted(found, key=lambda each: (not each.here, -each.since.microseconds))


def end(tx: Transaction, staff_id: str, sign_in_id: str) -> None:
    """End one sign-in of this account; ending it twice is harmless."""
    _end(tx, staff_id, [row.token for row in _rows(tx, staff_id) if _id(row) == sign_in_id])


def end_others(tx: Transaction, staff_id: str, token: str) -> None:
    """End every sign-in of this account but the one of this token."""
    here = sessions.hashed(token)
    _end(tx, staff_id, [row.token for row in _rows(tx, staff_id) if row.token != here])


def end_all(tx: Transaction, staff_id: str, by: str) -> None:
    """End every sign-in of this account. Raises Missing."""
    person = staff.find(tx, staff_id)
    sessions.end_all_of(tx, SESSION.c.staff_id, person.id)
    audit.write(tx, "sign_out", by, person.id, "everywhere")


def left_quiet(tx: Transaction, token: str) -> bool:
    """Whether this token's sign-in ended because nobody used it."""
    query = select(SESSION.c.seen_at).where(
        SESSION.c.token == sessions.hashed(token),
        SESSION.c.kind == "staff",
        SESSION.c.expires_at > tx.steady,
    )
    seen_at = tx.connection.scalar(query)
    return seen_at is not None and seen_at <= tx.steady - staff.IDLE


def confirm(
    store: Store, person: Staff, token: str, password: str, address: str, device: str = ""
) -> str:
    """Note that whoever holds this sign-in gave its password again. Returns its next token.

    Raises Refused or Throttled, counted like any password, and Missing where it is over, or turned
    by another tab at the same moment.
    """
    staff.prove(store, person.name, password, address, device)
    with store.writing() as tx:
        staff.was_right(tx, staff.doors(tx, person.name, address, device))
        fresh = sessions.turn(tx, token)
        this = SESSION.c.token == sessions.hashed(fresh)
        tx.connection.execute(update(SESSION).where(this).values(confirmed_at=tx.steady))
        audit.write(tx, "confirm", person.id)
        return fresh


def is_confirmed(tx: Transaction, token: str, within: timedelta = CONFIRMED_FOR) -> bool:
    """Whether the password was given again on this sign-in lately."""
    query = select(SESSION.c.confirmed_at).where(SESSION.c.token == sessions.hashed(token))
    at = tx.connection.scalar(query)
    return at is not None and at > tx.steady - within


def change_password(
    store: Store, person: Staff, old: str, new: str, address: str, device: str = ""
) -> str:
    """Change one's own password and end all sign-ins. Returns the token of a fresh one.

    Raises Refused where the old one is wrong or the new one will not do, and Throttled.
    """
    row = staff.prove(store, person.name, old, address, device)
    with store.reading() as tx:
        staff.checked_password(tx, new, person.name, "new_password")
    with store.writing() as tx:
        staff.still_theirs(tx, row)
        staff.set_password(tx, person.id, new, person.id)
        return staff.begin(tx, person.id, person.clinic_id, "new password")


def _rows(tx: Transaction, staff_id: str) -> list[Row[Any]]:
    query = select(SESSION).where(SESSION.c.staff_id == staff_id, SESSION.c.kind.not_in(NO_PLACES))
    return list(tx.connection.execute(query))


def _alive(tx: Transaction, staff_id: str) -> Select[Any]:
    return select(SESSION).where(
        SESSION.c.staff_id == staff_id,
        SESSION.c.kind == "staff",
        SESSION.c.expires_at > tx.steady,
        SESSION.c.seen_at > tx.steady - staff.IDLE,
    )


def _end(tx: Transaction, staff_id: str, hashed: list[bytes]) -> None:
    if hashed:
        tx.connection.execute(delete(SESSION).where(SESSION.c.token.in_(hashed)))
        audit.write(tx, "sign_out", staff_id, staff_id, f"elsewhere: {len(hashed)}")


def _sign_in(row: Row[Any], here: bytes) -> SignIn:
    return SignIn(_id(row), row.expires_at - staff.LONGEST, row.seen_at, row.token == here)


def _id(row: Row[Any]) -> str:
    return str(row.token.hex()[:16])

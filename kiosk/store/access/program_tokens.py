"""Tokens of programs: each reads what it is for, until its day, or until it is taken back.

Of a token only the hash is kept. It is shown to its maker once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Row, insert, select, update

from ...frozen import dataclass
from ...languages import N_
from .. import audit
from ..engine.steady import Steady
from ..engine.tables import PROGRAM_TOKEN, STAFF
from ..engine.torn import each
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Refused
from .sessions import hashed
from .staff import Staff

Scope = Literal["visits", "papers"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

DAYS = (30, 90, 365)
"""How long a token may be good for."""

BEGINS = "kiosk_"
"""What every token begins with, so that one that was left lying about is recognised."""


@dataclass(frozen=True)
class ProgramToken:
    """A token as its list shows it."""

    id: str
    name: str
    scopes: frozenset[str]
    until: Steady
    is_over: bool
    """Expired, taken back, or made by somebody who is no admin any more."""
    revoked: bool
    used_at: datetime | None
    """When it last opened anything."""


_WITH_MAKER = select(
    PROGRAM_TOKEN, STAFF.c.roles.label("makers_roles"), STAFF.c.disabled_at.label("maker_left")
).join(STAFF, STAFF.c.id == PROGRAM_TOKEN.c.made_by)


def make(tx: Transaction, name: str, scopes: Iterable[str], days: int, by: Staff) -> str:
    """A new token, for its maker's eyes once. Raises Refused where it says too little."""
    given = [scope for scope in SCOPES if scope in set(scopes)]
    if not name.strip():
        raise Refused("name", N_("Give the program a name."))
    if not given:
        raise Refused("scope", N_("Choose what it may read."))
    if days not in DAYS:
        raise Refused("days", N_("Choose how long it is good for."))
    token, new = BEGINS + secrets.token_urlsafe(32), random_id()
    row = {
        "id": new,
        "clinic_id": by.clinic_id,
        "token": hashed(token),
        "name": name.strip(),
        "scopes": " ".join(given),
        "made_by": by.id,
        "expires_at": tx.steady + timedelta(days=days),
    }
    tx.connection.execute(insert(PROGRAM_TOKEN), row)
    audit.write(tx, "token", by.id, new, "made")
    return token


def by_token(tx: Transaction, token: str) -> ProgramToken | None:
    """The token of these words, over or not; None where there never was one."""
    query = _WITH_MAKER.where(PROGRAM_TOKEN.c.token == hashed(token))
    row = tx.connection.execute(query).one_or_none()
    return _told(tx, row) if row else None


def all_of(tx: Transaction) -> list[ProgramToken]:
    """All of them by name, those that are over too."""
    rows = tx.connection.execute(_WITH_MAKER.order_by(PROGRAM_TOKEN.c.name)).all()
    return list(each(rows, lambda row: _told(tx, row), lambda row: _torn(tx, row)))


def revoke(tx: Transaction, token_id: str, by: str) -> None:
    """It opens nothing any more. Taking it back twice is harmless. Raises Missing."""
    this = PROGRAM_TOKEN.c.id == token_id
    if tx.connection.scalar(select(PROGRAM_TOKEN.c.id).where(this)) is None:
        raise Missing(token_id)
    gone = update(PROGRAM_TOKEN).where(this, PROGRAM_TOKEN.c.revoked_at.is_(None))
    if tx.connection.execute(gone.values(revoked_at=tx.now)).rowcount:
        audit.write(tx, "token", by, token_id, "taken back")


def used(tx: Transaction, token_id: str) -> None:
    """Note that it has just opened something."""
    this = update(PROGRAM_TOKEN).where(PROGRAM_TOKEN.c.id == token_id)
    tx.connection.execute(this.values(used_at=tx.now))


def _told(tx: Transaction, row: Row[Any]) -> ProgramToken:
    holds = "admin" in row.makers_roles.split(",") and row.maker_left is None
    revoked = row.revoked_at is not None
    is_over = revoked or not holds or row.expires_at <= tx.steady
    scopes = frozenset(row.scopes.split())
    return ProgramToken(row.id, row.name, scopes, row.expires_at, is_over, revoked, row.used_at)


def _torn(tx: Transaction, row: Row[Any]) -> ProgramToken:
    return ProgramToken(row.id, str(row.name), frozenset(), tx.steady, True, False, None)

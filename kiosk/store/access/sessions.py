"""Sessions: what a cookie's random token stands for. Only the token's hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Literal

from sqlalchemy import Column, and_, bindparam, delete, insert, select, update

from ..engine.tables import SESSION
from ..engine.transaction import Transaction
from ..errors import Missing

Kind = Literal["tablet", "station", "intake", "staff", "half", "known", "trusted", "turned"]
"""``half`` is a sign-in that still owes its code, ``known`` a device, ``trusted`` one that its
unlock code opens, ``turned`` what a token stood for before the next; they open nothing by
themselves."""

TURNED_FOR = timedelta(seconds=10)
"""How long a request on its way under the token before is told apart from one of nobody's."""

_BEGIN = insert(SESSION)
_END = delete(SESSION).where(SESSION.c.token == bindparam("this_token"))
_EXPIRED = delete(SESSION).where(SESSION.c.expires_at <= bindparam("now"))


def begin(
    tx: Transaction,
    kind: Kind,
    clinic_id: str,
    lasts: timedelta,
    *,
    tablet_id: str | None = None,
    intake_id: str | None = None,
    staff_id: str | None = None,
) -> str:
    """A new session. Returns its token, 256 random bits, which is kept nowhere."""
    token = random_token()
    keep(
        tx,
        token,
        kind,
        clinic_id,
        lasts,
        tablet_id=tablet_id,
        intake_id=intake_id,
        staff_id=staff_id,
    )
    return token


def keep(
    tx: Transaction,
    token: str,
    kind: Kind,
    clinic_id: str,
    lasts: timedelta,
    *,
    tablet_id: str | None = None,
    intake_id: str | None = None,
    staff_id: str | None = None,
) -> None:
    """A new session for a token that was made already."""
    row = {
        "token": hashed(token),
        "clinic_id": clinic_id,
        "kind": kind,
        "tablet_id": tablet_id,
        "intake_id": intake_id,
        "staff_id": staff_id,
        "seen_at": tx.steady,
        "expires_at": tx.steady + lasts,
    }
    tx.connection.execute(_BEGIN, row)


def random_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """What of a token is kept."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def turn(tx: Transaction, token: str) -> str:
    """A new token for the session of this one, which opens nothing from now on. Raises Missing."""
    this = and_(SESSION.c.token == hashed(token), SESSION.c.kind != "turned")
    row = tx.connection.execute(select(SESSION).where(this)).one_or_none()
    fresh = f"{steady_part(token)}.{random_token()}"
    turned = update(SESSION).where(this).values(token=hashed(fresh))
    if row is None or not tx.connection.execute(turned).rowcount:
        raise Missing("session")
    keep(tx, token, "turned", row.clinic_id, TURNED_FOR, staff_id=row.staff_id)
    return fresh


def was_turned(tx: Transaction, token: str) -> bool:
    """Whether this token has had a next one a moment ago."""
    query = select(SESSION.c.token).where(
        SESSION.c.token == hashed(token),
        SESSION.c.kind == "turned",
        SESSION.c.expires_at > tx.steady,
    )
    return tx.connection.scalar(query) is not None


def steady_part(token: str) -> str:
    """What stays the same of a token while its session lasts. It opens nothing."""
    return token.partition(".")[0]


def end(tx: Transaction, token: str) -> None:
    """The token opens nothing from now on."""
    tx.connection.execute(_END, {"this_token": hashed(token)})


def end_all_of(tx: Transaction, column: Column[str], owner: str) -> None:
    """End every session whose ``column`` (tablet, intake or staff id) is this owner's."""
    tx.connection.execute(delete(SESSION).where(column == owner))


def forget_expired(tx: Transaction) -> None:
    """Drop the rows of sessions that are over."""
    tx.connection.execute(_EXPIRED, {"now": tx.steady})

"""Sessions: what a cookie's random token stands for. Only the token's hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Literal

from sqlalchemy import Column, bindparam, delete, insert

from ..engine.tables import SESSION
from ..engine.transaction import Transaction

Kind = Literal["tablet", "station", "intake", "staff", "half", "known", "trusted"]
"""``half`` is a sign-in that still owes its code, ``known`` a device, ``trusted`` one that its
unlock code opens; they open nothing by themselves."""

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


def end(tx: Transaction, token: str) -> None:
    """The token opens nothing from now on."""
    tx.connection.execute(_END, {"this_token": hashed(token)})


def end_all_of(tx: Transaction, column: Column[str], owner: str) -> None:
    """End every session whose ``column`` (tablet, intake or staff id) is this owner's."""
    tx.connection.execute(delete(SESSION).where(column == owner))


def forget_expired(tx: Transaction) -> None:
    """Drop the rows of sessions that are over."""
    tx.connection.execute(_EXPIRED, {"now": tx.steady})

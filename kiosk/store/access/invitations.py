"""Invitations: a link by which one new member of staff makes their own account, once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select

from ...frozen import dataclass
from .. import audit
from ..engine.steady import Steady
from ..engine.tables import INVITATION, STAFF
from ..engine.torn import each, or_torn
from ..engine.transaction import Transaction
from ..errors import Missing
from . import staff, staff_names
from .sessions import hashed
from .staff import Staff
from .staff_names import folded

_LASTS = timedelta(hours=24)
_OPEN = select(
    INVITATION, STAFF.c.roles.label("makers_roles"), STAFF.c.disabled_at.label("maker_left")
).join(STAFF, STAFF.c.id == INVITATION.c.made_by)


@dataclass(frozen=True)
class Invitation:
    """An open invitation."""

    id: str
    """Sixteen hex digits; no part of the link."""
    name: str
    roles: frozenset[str]
    until: Steady


def invite(tx: Transaction, name: str, roles: Iterable[str], by: str) -> str:
    """A token for ``/invited/<token>``, good for a day and one account.

    An earlier one for the same name is dead. Raises Refused for a name that is taken.
    """
    given = staff.checked_roles(roles)
    staff_names.check_name(tx, name)
    maker = staff.find(tx, by)
    token = secrets.token_urlsafe(32)
    _forget(tx, name)
    row = {
        "token": hashed(token),
        "clinic_id": maker.clinic_id,
        "name": name.strip(),
        "roles": ",".join(sorted(given)),
        "made_by": maker.id,
        "expires_at": tx.steady + _LASTS,
    }
    tx.connection.execute(insert(INVITATION), row)
    audit.write(tx, "staff", by, _id(hashed(token)), "invitation")
    return token


def _forget(tx: Transaction, name: str) -> None:
    """Those of this name, and all that are over."""
    named = tx.connection.execute(select(INVITATION.c.token, INVITATION.c.name)).all()
    same = [row.token for row in named if folded(row.name) == folded(name)]
    gone = or_(INVITATION.c.token.in_(same), INVITATION.c.expires_at <= tx.steady)
    tx.connection.execute(delete(INVITATION).where(gone))


def by_token(tx: Transaction, token: str) -> Invitation | None:
    """What this link still invites to; None where it was used, is too old or was taken back.

    An admin who left or is no admin any more has invited nobody.
    """
    query = _OPEN.where(INVITATION.c.token == hashed(token))
    row = tx.connection.execute(query).one_or_none()
    return _invitation(row) if row and _holds(tx, row) else None


def all_open(tx: Transaction) -> list[Invitation]:
    """The invitations nobody has used yet, by name."""
    rows = tx.connection.execute(_OPEN.order_by(INVITATION.c.name))
    held = (row for row in rows if or_torn(row, partial(_holds, tx), lambda _: True))
    return list(each(held, _invitation, _torn))


def accept(tx: Transaction, token: str, password: str) -> Staff:
    """Make the account this link invites to. Raises Missing, and Refused for the password."""
    invited = by_token(tx, token)
    this = delete(INVITATION).where(INVITATION.c.token == hashed(token))
    if invited is None or not tx.connection.execute(this).rowcount:
        raise Missing("invitation")
    return staff.add(tx, invited.name, password, invited.roles, by=invited.id)


def take_back(tx: Transaction, invitation_id: str, by: str) -> None:
    """Nobody can use this invitation any more. Raises Missing."""
    rows = tx.connection.execute(select(INVITATION.c.token))
    token = next((row.token for row in rows if _id(row.token) == invitation_id), None)
    if token is None:
        raise Missing(invitation_id)
    tx.connection.execute(delete(INVITATION).where(INVITATION.c.token == token))
    audit.write(tx, "staff", by, invitation_id, "invitation taken back")


def _holds(tx: Transaction, row: Row[Any]) -> bool:
    may_invite = "admin" in row.makers_roles.split(",") and row.maker_left is None
    return row.expires_at > tx.steady and may_invite


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(_id(row.token), row.name, frozenset(row.roles.split(",")), row.expires_at)


def _torn(row: Row[Any]) -> Invitation:
    return Invitation(_id(row.token), str(row.name), frozenset(), row.expires_at)


def _id(token_hash: bytes) -> str:
    return token_hash.hex()[:16]

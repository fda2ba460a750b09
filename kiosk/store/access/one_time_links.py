"""One-time links: what somebody without an account may open once, on their phone, for a time.

Of a link only the hash is kept, and it is gone as soon as it is spent: a link that was spent, is
too old, was taken back or never was, all look alike.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, cast

from sqlalchemy import delete, insert, select

from ..engine.tables import ONE_TIME_LINK, RECORD
from ..engine.transaction import Transaction
from ..errors import Missing
from .sessions import hashed

Purpose = Literal["handout", "handout_file", "reflection", "reflection_form"]

WEEK = timedelta(days=7)
DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
SHORT = timedelta(minutes=15)


@dataclass(frozen=True)
class Link:
    """A link that nobody has spent yet."""

    record_id: str
    purpose: Purpose
    how: Mapping[str, Any]
    """What whoever made it chose; nothing of what a client said."""
    language: str
    """The language of its page."""


def make(
    tx: Transaction,
    record_id: str,
    purpose: Purpose,
    how: Mapping[str, Any],
    language: str,
    lasts: timedelta = DAY,
) -> str:
    """A token that opens something of this record once. Raises Missing."""
    clinic_id = tx.connection.scalar(select(RECORD.c.clinic_id).where(RECORD.c.id == record_id))
    if clinic_id is None:
        raise Missing(record_id)
    token = secrets.token_urlsafe(32)
    row = {
        "token": hashed(token),
        "record_id": record_id,
        "clinic_id": clinic_id,
        "purpose": purpose,
        "how": json.dumps(how, sort_keys=True),
        "language": language,
        "expires_at": tx.steady + lasts,
    }
    tx.connection.execute(insert(ONE_TIME_LINK), row)
    return token


def find(tx: Transaction, token: str) -> Link | None:
    """What a link still opens; None where it opens nothing."""
    alive = (ONE_TIME_LINK.c.token == hashed(token)) & (ONE_TIME_LINK.c.expires_at > tx.steady)
    row = tx.connection.execute(select(ONE_TIME_LINK).where(alive)).one_or_none()
    if row is None:
        return None
    return Link(row.record_id, cast(Purpose, row.purpose), json.loads(row.how), row.language)


def spend(tx: Transaction, token: str) -> Link:
    """What it opens, for whoever comes first; from now on it opens nothing. Raises Missing."""
    link = find(tx, token)
    this = delete(ONE_TIME_LINK).where(ONE_TIME_LINK.c.token == hashed(token))
    if link is None or not tx.connection.execute(this).rowcount:
        raise Missing("link")
    return link


def revoke(tx: Transaction, record_id: str, *purposes: Purpose) -> None:
    """No link of these purposes to this record opens any more."""
    mine = (ONE_TIME_LINK.c.record_id == record_id) & ONE_TIME_LINK.c.purpose.in_(purposes)
    tx.connection.execute(delete(ONE_TIME_LINK).where(mine))


def forget_over(tx: Transaction) -> None:
    """Drop those whose time is over."""
    tx.connection.execute(delete(ONE_TIME_LINK).where(ONE_TIME_LINK.c.expires_at <= tx.steady))

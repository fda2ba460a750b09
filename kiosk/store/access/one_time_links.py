"""One-time links: what somebody without an account may open once, on their phone, for a time.

Of a link only the hash is kept, and it is gone as soon as it is spent: a link that was spent, is
too old, was taken back or never was, all look alike.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Literal, cast

from sqlalchemy import delete, insert, select

from ...frozen import dataclass
from ..engine.tables import ONE_TIME_LINK, RECORD, VISIT
from ..engine.transaction import Transaction
from ..errors import Missing
from .sessions import hashed

Purpose = Literal[
    "handout",
    "handout_file",
    "reflection",
    "reflection_form",
    "own_phone",
    "visit",
    "copy_offer",
    "copy_wish",
    "copy",
]

WEEK = timedelta(days=7)
DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
SHORT = timedelta(minutes=15)


@dataclass(frozen=True)
class Link:
    """A link that nobody has spent yet."""

    record_id: str
    """Of the record, intake or visit that it leads to one has an id; the others are empty."""
    intake_id: str
    visit_id: str
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
    about = {"record_id": record_id, "how": json.dumps(how, sort_keys=True)}
    return _made(tx, clinic_id, purpose, language, lasts, about)


def make_for_intake(tx: Transaction, intake_id: str, clinic_id: str, language: str) -> str:
    """A token that opens this unsigned intake once, on a phone. An earlier one is dead."""
    mine = ONE_TIME_LINK.c.intake_id == intake_id
    tx.connection.execute(delete(ONE_TIME_LINK).where(mine))
    about = {"intake_id": intake_id, "how": "{}"}
    return _made(tx, clinic_id, "own_phone", language, SHORT, about)


def make_for_visit(tx: Transaction, visit_id: str, language: str, lasts: timedelta) -> str:
    """A token that begins a planned visit once, on a phone. An earlier one is dead."""
    mine = ONE_TIME_LINK.c.visit_id == visit_id
    tx.connection.execute(delete(ONE_TIME_LINK).where(mine))
    clinic_id = tx.connection.scalar(select(VISIT.c.clinic_id).where(VISIT.c.id == visit_id))
    if clinic_id is None:
        raise Missing(visit_id)
    about = {"visit_id": visit_id, "how": "{}"}
    return _made(tx, clinic_id, "visit", language, lasts, about)


def is_out(tx: Transaction, visit_ids: Iterable[str]) -> set[str]:
    """Of these visits, those with a link that nobody has opened yet."""
    mine = ONE_TIME_LINK.c.visit_id.in_(list(visit_ids)), ONE_TIME_LINK.c.expires_at > tx.steady
    return set(tx.connection.scalars(select(ONE_TIME_LINK.c.visit_id).where(*mine)))


def find(tx: Transaction, token: str) -> Link | None:
    """What a link still opens; None where it opens nothing."""
    alive = (ONE_TIME_LINK.c.token == hashed(token)) & (ONE_TIME_LINK.c.expires_at > tx.steady)
    row = tx.connection.execute(select(ONE_TIME_LINK).where(alive)).one_or_none()
    if row is None:
        return None
    return Link(
        row.record_id or "",
        row.intake_id or "",
        row.visit_id or "",
        cast(Purpose, row.purpose),
        json.loads(row.how),
        row.language,
    )


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


def _made(
    tx: Transaction,
    clinic_id: str,
    purpose: Purpose,
    language: str,
    lasts: timedelta,
    about: Mapping[str, str],
) -> str:
    token = secrets.token_urlsafe(32)
    row = {
        "token": hashed(token),
        "clinic_id": clinic_id,
        "purpose": purpose,
        "language": language,
        "expires_at": tx.steady + lasts,
        **about,
    }
    tx.connection.execute(insert(ONE_TIME_LINK), row)
    return token


def newest(tx: Transaction, purpose: Purpose, how: Mapping[str, Any]) -> Link | None:
    """The newest living link of this purpose that was made just so."""
    alive = (ONE_TIME_LINK.c.purpose == purpose) & (ONE_TIME_LINK.c.expires_at > tx.steady)
    same = ONE_TIME_LINK.c.how == json.dumps(how, sort_keys=True)
    query = select(ONE_TIME_LINK).where(alive, same).order_by(ONE_TIME_LINK.c.expires_at.desc())
    row = tx.connection.execute(query.limit(1)).one_or_none()
    return Link(row.record_id, "", "", purpose, dict(how), row.language) if row else None


def records_with(tx: Transaction, purpose: Purpose) -> frozenset[str]:
    """The records that have a living link of this purpose."""
    alive = (ONE_TIME_LINK.c.purpose == purpose) & (ONE_TIME_LINK.c.expires_at > tx.steady)
    return frozenset(tx.connection.scalars(select(ONE_TIME_LINK.c.record_id).where(alive)))


def forget_over(tx: Transaction) -> None:
    """Drop those whose time is over."""
    tx.connection.execute(delete(ONE_TIME_LINK).where(ONE_TIME_LINK.c.expires_at <= tx.steady))

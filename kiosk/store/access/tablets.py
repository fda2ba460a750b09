"""Tablets: pairing by a one-time code, and what a paired tablet's token stands for."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from sqlalchemy import bindparam, delete, insert, select, update

from .. import audit
from ..clinics import the_clinic
from ..engine.database import Store
from ..engine.steady import Steady
from ..engine.tables import PAIRING, SESSION, TABLET
from ..engine.transaction import Book, random_id
from ..errors import Missing, Refused
from . import sessions, throttle

_CODE_LASTS = timedelta(minutes=10)
_CODE_TRIES = 5
_PAIRED_FOR = timedelta(days=365)
_SEEN_EVERY = timedelta(minutes=1)

_BY_TOKEN = (
    select(TABLET.c.id, TABLET.c.name, TABLET.c.clinic_id, SESSION.c.seen_at)
    .join(SESSION, SESSION.c.tablet_id == TABLET.c.id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == "tablet",
        SESSION.c.expires_at > bindparam("now"),
        TABLET.c.revoked_at.is_(None),
    )
)


@dataclass(frozen=True)
class Tablet:
    """A device a clinic hands to its clients."""

    id: str
    name: str
    clinic_id: str
    seen_at: Steady | None = None
    """When it was last in use, to the minute; None where its pairing has lapsed."""


def pairing_code(book: Book, name: str, by: str) -> str:
    """Eight letters and digits that pair one device, once, within ten minutes."""
    clinic = the_clinic(book)
    if clinic is None:
        raise Refused("Set up the clinic first.")
    code = base64.b32encode(secrets.token_bytes(5)).decode()
    row = {
        "code": _kept(book, code),
        "clinic_id": clinic.id,
        "name": name,
        "tries": 0,
        "expires_at": book.steady + _CODE_LASTS,
    }
    book.connection.execute(insert(PAIRING), row)
    audit.write(book, "pair", by, reason="code")
    return code


def pair(store: Store, code: str, address: str) -> str:
    """The token of the tablet this code pairs. Raises Refused, or Throttled by address.

    A wrong code counts against every open code: five of them and those are dead.
    """
    throttle.count(store, throttle.address(address))
    with store.writing() as book:
        found = _use(book, code)
        if found is None:
            book.connection.execute(update(PAIRING).values(tries=PAIRING.c.tries + 1))
            book.connection.execute(delete(PAIRING).where(PAIRING.c.tries >= _CODE_TRIES))
            audit.write(book, "refused", "", reason="pairing code")
        else:
            return _paired(book, found)
    raise Refused("This code is wrong or too old. Ask for a new one.")


def _use(book: Book, code: str) -> Tablet | None:
    """The tablet an open code stands for; the code is gone afterwards."""
    this = PAIRING.c.code == _kept(book, code)
    row = book.connection.execute(
        select(PAIRING.c.name, PAIRING.c.clinic_id)
        .where(this, PAIRING.c.expires_at > book.steady)
        .with_for_update()
    ).one_or_none()
    if row is None or not book.connection.execute(delete(PAIRING).where(this)).rowcount:
        return None
    return Tablet(random_id(), row.name, row.clinic_id)


def _paired(book: Book, tablet: Tablet) -> str:
    name = _free(book, tablet.name)
    row = {"id": tablet.id, "clinic_id": tablet.clinic_id, "name": name}
    book.connection.execute(insert(TABLET), {**row, "paired_at": book.now})
    token = sessions.begin(book, "tablet", tablet.clinic_id, _PAIRED_FOR, tablet_id=tablet.id)
    audit.write(book, "pair", "", tablet.id)
    return token


def _free(book: Book, name: str) -> str:
    """The name, or with the first number behind it that no other tablet in use has."""
    taken = {tablet.name for tablet in all_tablets(book)}
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def by_token(book: Book, token: str) -> Tablet | None:
    """The tablet that holds this token; None where it was revoked or never was."""
    row = book.connection.execute(
        _BY_TOKEN, {"this_token": sessions.hashed(token), "now": book.steady}
    ).one_or_none()
    return Tablet(*row) if row else None


def seen(book: Book, tablet: Tablet) -> None:
    """The tablet is in use. Written down at most once a minute."""
    if tablet.seen_at and book.steady - tablet.seen_at < _SEEN_EVERY:
        return
    book.connection.execute(
        update(SESSION).where(SESSION.c.tablet_id == tablet.id).values(seen_at=book.steady)
    )


def revoke(book: Book, tablet_id: str, by: str) -> None:
    """The tablet opens nothing from now on, nor do the intakes open on it. Raises Missing."""
    gone = book.connection.execute(
        update(TABLET)
        .where(TABLET.c.id == tablet_id, TABLET.c.revoked_at.is_(None), TABLET.c.staffed.is_(False))
        .values(revoked_at=book.now)
    )
    if not gone.rowcount:
        raise Missing(tablet_id)
    sessions.end_all_of(book, SESSION.c.tablet_id, tablet_id)
    audit.write(book, "revoke", by, tablet_id)


def all_tablets(book: Book) -> list[Tablet]:
    """The paired tablets by name, without the revoked and without the devices of staff."""
    paired = SESSION.c.tablet_id == TABLET.c.id
    rows = book.connection.execute(
        select(TABLET.c.id, TABLET.c.name, TABLET.c.clinic_id, SESSION.c.seen_at)
        .join(SESSION, paired & (SESSION.c.expires_at > book.steady), isouter=True)
        .where(TABLET.c.revoked_at.is_(None), TABLET.c.staffed.is_(False))
        .order_by(TABLET.c.name, TABLET.c.id)
    )
    return [Tablet(*row) for row in rows]


def _kept(book: Book, code: str) -> bytes:
    return book.keys.blind("pairing", code.strip().replace(" ", "").upper())

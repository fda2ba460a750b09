"""Tablets: pairing by a one-time code, and what a paired device's token stands for."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta
from itertools import count
from typing import Literal
from unicodedata import normalize

from sqlalchemy import bindparam, delete, insert, select, update

from ...frozen import dataclass
from .. import audit, sites
from ..clinics import the_clinic
from ..engine.database import Store
from ..engine.steady import Steady
from ..engine.tables import INTAKE, PAIRING, SESSION, TABLET
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Refused
from ..sites import FIRST
from . import sessions, throttle

_CODE_LASTS = timedelta(minutes=10)
_CODE_TRIES = 5
_PAIRED_FOR = timedelta(days=365)
_SEEN_EVERY = timedelta(minutes=1)
_MISREAD = str.maketrans("018", "OIB")
"""A code has no 0, 1 and 8: whoever writes one has seen the letter."""

_BY_TOKEN = (
    select(TABLET.c.id, TABLET.c.name, TABLET.c.clinic_id, SESSION.c.seen_at, TABLET.c.site_id)
    .join(SESSION, SESSION.c.tablet_id == TABLET.c.id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == bindparam("this_kind"),
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
    site_id: str = FIRST
    """The site it stands at."""


def pairing_code(tx: Transaction, name: str, by: str, site_id: str = "") -> str:
    """Eight letters and digits that pair one device, once, within ten minutes.

    It stands at this site then; where none is said, at the one that is meant without a word.
    """
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    code = base64.b32encode(secrets.token_bytes(5)).decode()
    row = {
        "code": _kept(tx, code),
        "clinic_id": clinic.id,
        "name": name,
        "tries": 0,
        "expires_at": tx.steady + _CODE_LASTS,
        "site_id": sites.in_use_or_main(tx, site_id),
    }
    tx.connection.execute(insert(PAIRING), row)
    audit.write(tx, "pair", by, reason="code")
    return code


def pair(store: Store, code: str, address: str) -> str:
    """The token of the tablet this code pairs. Raises Refused, or Throttled by address.

    A wrong code counts against every open code: five of them and those are dead.
    """
    throttle.count(store, throttle.address(address))
    with store.writing() as tx:
        found = _use(tx, code)
        if found is None:
            tx.connection.execute(update(PAIRING).values(tries=PAIRING.c.tries + 1))
            tx.connection.execute(delete(PAIRING).where(PAIRING.c.tries >= _CODE_TRIES))
            audit.write(tx, "refused", "", reason="pairing code")
        else:
            return _paired(tx, found)
    raise Refused("code", "This code is wrong or too old. Ask for a new one.")


def _use(tx: Transaction, code: str) -> Tablet | None:
    """The tablet an open code stands for; the code is gone afterwards."""
    this = PAIRING.c.code == _kept(tx, code)
    row = tx.connection.execute(
        select(PAIRING.c.name, PAIRING.c.clinic_id, PAIRING.c.site_id)
        .where(this, PAIRING.c.expires_at > tx.steady)
        .with_for_update()
    ).one_or_none()
    if row is None or not tx.connection.execute(delete(PAIRING).where(this)).rowcount:
        return None
    return Tablet(random_id(), row.name, row.clinic_id, site_id=row.site_id)


def _paired(tx: Transaction, tablet: Tablet) -> str:
    token = begin(tx, tablet, "tablet")
    audit.write(tx, "pair", "", tablet.id)
    return token


def begin(tx: Transaction, device: Tablet, kind: Literal["tablet", "station"]) -> str:
    """A device is in use from now on. Returns its token."""
    row = {"id": device.id, "clinic_id": device.clinic_id, "name": _free(tx, device.name)}
    made = {**row, "site_id": device.site_id, "paired_at": tx.now, "prints": kind == "station"}
    tx.connection.execute(insert(TABLET), made)
    return sessions.begin(tx, kind, device.clinic_id, _PAIRED_FOR, tablet_id=device.id)


def _free(tx: Transaction, name: str) -> str:
    """The name, or with the first number behind it that no other device in use has."""
    taken = {device.name for prints in (False, True) for device in listed(tx, prints=prints)}
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def by_token(tx: Transaction, token: str) -> Tablet | None:
    """The tablet that holds this token; None where it was revoked or never was."""
    return found(tx, token, "tablet")


def found(tx: Transaction, token: str, kind: Literal["tablet", "station"]) -> Tablet | None:
    """The device of this kind that holds this token; None where it holds none any more."""
    asked = {"this_token": sessions.hashed(token), "this_kind": kind, "now": tx.steady}
    row = tx.connection.execute(_BY_TOKEN, asked).one_or_none()
    return Tablet(*row) if row else None


def seen_lately(tx: Transaction, tablet: Tablet) -> bool:
    """Whether it was written down less than a minute ago that the tablet is in use."""
    return bool(tablet.seen_at and tx.steady - tablet.seen_at < _SEEN_EVERY)


def seen(tx: Transaction, tablet: Tablet) -> None:
    """The tablet is in use. Written down at most once a minute."""
    if seen_lately(tx, tablet):
        return
    tx.connection.execute(
        update(SESSION).where(SESSION.c.tablet_id == tablet.id).values(seen_at=tx.steady)
    )


def revoke(tx: Transaction, tablet_id: str, by: str) -> None:
    """The tablet opens nothing from now on, nor do the intakes open on it. Raises Missing."""
    gone = tx.connection.execute(
        update(TABLET)
        .where(TABLET.c.id == tablet_id, TABLET.c.revoked_at.is_(None), TABLET.c.staffed.is_(False))
        .values(revoked_at=tx.now)
    )
    if not gone.rowcount:
        raise Missing(tablet_id)
    sessions.end_all_of(tx, SESSION.c.tablet_id, tablet_id)
    audit.write(tx, "revoke", by, tablet_id)


def move(tx: Transaction, tablet_id: str, site_id: str, by: str) -> None:
    """The device stands at this site now, with all that is being filled in on it. Raises Missing.

    Noted with where it stood before.
    """
    called, here = sites.names(tx), TABLET.c.id == tablet_id
    in_place = here & TABLET.c.revoked_at.is_(None) & TABLET.c.staffed.is_(False)
    before = tx.connection.scalar(select(TABLET.c.site_id).where(in_place).with_for_update())
    if before is None or all(site.id != site_id for site in sites.in_use(tx)):
        raise Missing(tablet_id)
    if before != site_id:
        tx.connection.execute(update(TABLET).where(here).values(site_id=site_id))
        on_it = update(INTAKE).where(INTAKE.c.tablet_id == tablet_id)
        tx.connection.execute(on_it.values(site_id=site_id))
        told = (called.get(each, each) for each in (before, site_id))
        audit.write(tx, "pair", by, tablet_id, f"site: {' -> '.join(told)}")


def all_tablets(tx: Transaction) -> list[Tablet]:
    """The paired tablets by name, without the revoked and without the devices of staff."""
    return listed(tx, prints=False)


def listed(tx: Transaction, *, prints: bool) -> list[Tablet]:
    """The devices in use by name: the clients' tablets, or those that print papers."""
    paired = SESSION.c.tablet_id == TABLET.c.id
    rows = tx.connection.execute(
        select(TABLET.c.id, TABLET.c.name, TABLET.c.clinic_id, SESSION.c.seen_at, TABLET.c.site_id)
        .join(SESSION, paired & (SESSION.c.expires_at > tx.steady), isouter=True)
        .where(TABLET.c.revoked_at.is_(None), TABLET.c.staffed.is_(False))
        .where(TABLET.c.prints.is_(prints))
        .order_by(TABLET.c.name, TABLET.c.id)
    )
    return [Tablet(*row) for row in rows]


def _kept(tx: Transaction, code: str) -> bytes:
    plain = "".join(filter(str.isalnum, normalize("NFKC", code)))
    return tx.keys.blind("pairing", plain.upper().translate(_MISREAD))

"""Offers: what each therapist does, under which name, and for what they are trained."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import insert, select, update

from ...frozen import dataclass
from .. import audit
from ..clinics import Change
from ..engine.tables import OFFER, STAFF
from ..engine.transaction import Transaction
from . import staff


@dataclass(frozen=True)
class Offer:
    """What somebody of the staff offers. All of it is empty until somebody says it."""

    working_name: str = ""
    """The name on paper; empty for the one of the account."""
    pressures: str = ""
    """Keys of the pressures they work with, with commas."""
    trained_for: str = ""
    speaks: str = ""
    """Codes of languages, with commas."""
    release_since: str = ""
    """The ISO day from which they are trained for slow, listening touch; empty for never."""
    release_until: str = ""
    """The last ISO day on which that counts; empty where it does not pass."""


_COLUMNS = tuple(OFFER.c[each.name] for each in fields(Offer))


def of(tx: Transaction, staff_id: str) -> Offer:
    """What they offer."""
    query = select(*_COLUMNS).where(OFFER.c.staff_id == staff_id)
    row = tx.connection.execute(query).one_or_none()
    return Offer(**row._mapping) if row else Offer()


def of_all(tx: Transaction) -> dict[str, Offer]:
    """The same of everybody of whom it is known, by id."""
    rows = tx.connection.execute(select(OFFER.c.staff_id, *_COLUMNS))
    names = [each.name for each in fields(Offer)]
    return {row.staff_id: Offer(**{name: getattr(row, name) for name in names}) for row in rows}


def name_on_paper(tx: Transaction, staff_id: str) -> str:
    """What a therapist is called on paper. Raises Missing."""
    return of(tx, staff_id).working_name or staff.find(tx, staff_id).name


def change(tx: Transaction, staff_id: str, by: str, **said: str | int) -> None:
    """Keep this from now on. What differs is told in the audit. Raises Missing."""
    person, mine = staff.find(tx, staff_id), OFFER.c.staff_id == staff_id
    tx.connection.execute(select(STAFF.c.id).where(STAFF.c.id == person.id).with_for_update())
    if tx.connection.execute(select(OFFER.c.staff_id).where(mine)).first() is None:
        row = {"staff_id": person.id, "clinic_id": person.clinic_id, **asdict(Offer())}
        tx.connection.execute(insert(OFFER), row)
    kept = asdict(of(tx, staff_id))
    changes = [Change(key, kept[key], value) for key, value in said.items()]
    for each in [each for each in changes if each.before != each.after]:
        tx.connection.execute(update(OFFER).where(mine).values({each.key: each.after}))
        audit.write(tx, "settings", by, person.id, each.in_audit)

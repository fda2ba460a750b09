"""Phones: clients' own, on which an intake stands for a while. Nothing else is known of them.

Like a desk's, each is a row of its own among the devices, so that an intake is always somewhere;
no list of tablets has it, and nothing pairs with it.
"""

from __future__ import annotations

from sqlalchemy import insert, select

from ..access.tablets import Tablet
from ..engine.tables import INTAKE, TABLET
from ..engine.transaction import Transaction, random_id

_PHONE = "phone-"
"""What the id of each begins with."""


def begin(tx: Transaction, clinic_id: str, site_id: str) -> Tablet:
    """A phone that nothing stands on yet; what will is of this site."""
    phone = Tablet(f"{_PHONE}{random_id()}", "", clinic_id, site_id=site_id)
    row = {"id": phone.id, "clinic_id": clinic_id, "name": "", "paired_at": tx.now}
    tx.connection.execute(insert(TABLET), {**row, "staffed": True})
    return phone


def is_phone(device_id: str) -> bool:
    """Whether the device of this id is a client's own phone."""
    return device_id.startswith(_PHONE)


LIKE = f"{_PHONE}%"
"""The same, for a query."""


def standing_on(tx: Transaction) -> set[str]:
    """The unsigned intakes that stand on one."""
    there = select(INTAKE.c.id).where(INTAKE.c.tablet_id.like(LIKE))
    return set(tx.connection.scalars(there))

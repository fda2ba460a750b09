"""Opening another therapist's visit: first they say why, unless the clinic shares them all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, insert, select

from .. import audit
from ..clinics import the_clinic
from ..engine.tables import OPENING
from ..engine.transaction import Transaction
from ..errors import Refused
from ..records.records import Signed
from ..records.standing import Standing

_HOLDS = timedelta(hours=8)
"""A reason is good for a working day."""


def must_say_why(tx: Transaction, signed: Signed, staff_id: str) -> bool:
    """Whether this therapist gives a reason first: it is another's visit, and they gave none."""
    if signed.therapist_id in ("", staff_id):
        return False
    clinic = the_clinic(tx)
    asks = clinic is None or clinic.asks_reason
    return asks and not _said_why(tx, signed.id, staff_id)


def told_to(tx: Transaction, therapist_id: str, visits: Iterable[Standing]) -> list[Standing]:
    """Of these visits, those that a paper for this therapist may tell of: nobody has asked yet."""
    clinic = the_clinic(tx)
    if clinic and not clinic.asks_reason:
        return list(visits)
    return [visit for visit in visits if visit.signed.therapist_id in ("", therapist_id)]


def say_why(tx: Transaction, record_id: str, staff_id: str, reason: str) -> None:
    """Keep the reason in the audit; for a working day it opens this visit. Raises Refused."""
    clinic = the_clinic(tx)
    if clinic is None or not reason.strip():
        raise Refused("reason", "Say why: the reason is kept in the audit.")
    audit.write(tx, "reason", staff_id, record_id, reason.strip())
    tx.connection.execute(delete(OPENING).where(_this(record_id, staff_id)))
    row = {"record_id": record_id, "staff_id": staff_id, "clinic_id": clinic.id}
    tx.connection.execute(insert(OPENING), {**row, "until": tx.steady + _HOLDS})


def forget_over(tx: Transaction) -> None:
    """Drop the reasons that open nothing any more; the audit keeps them."""
    tx.connection.execute(delete(OPENING).where(OPENING.c.until <= tx.steady))


def _said_why(tx: Transaction, record_id: str, staff_id: str) -> bool:
    said = select(OPENING.c.until).where(_this(record_id, staff_id), OPENING.c.until > tx.steady)
    return tx.connection.execute(said).first() is not None


def _this(record_id: str, staff_id: str) -> ColumnElement[bool]:
    return (OPENING.c.record_id == record_id) & (OPENING.c.staff_id == staff_id)

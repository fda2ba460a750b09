"""Opening another therapist's visit: first they say why, unless the clinic shares them all."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from . import audit
from .book import Book
from .clinics import the_clinic
from .errors import Refused
from .records import Signed
from .tables import AUDIT

_HOLDS = timedelta(hours=8)
"""A reason is good for a working day."""


def must_say_why(book: Book, signed: Signed, staff_id: str) -> bool:
    """Whether this therapist gives a reason first: it is another's visit, and they gave none."""
    if signed.therapist_id in ("", staff_id):
        return False
    clinic = the_clinic(book)
    asks = clinic is None or clinic.asks_reason
    return asks and not _said_why(book, signed.id, staff_id)


def say_why(book: Book, record_id: str, staff_id: str, reason: str) -> None:
    """Keep the reason in the audit; for a working day it opens this visit. Raises Refused."""
    if not reason.strip():
        raise Refused("Say why: the reason is kept in the audit.")
    audit.write(book, "reason", staff_id, record_id, reason.strip())


def _said_why(book: Book, record_id: str, staff_id: str) -> bool:
    said = select(AUDIT.c.sequence).where(
        AUDIT.c.subject == record_id,
        AUDIT.c.event == "reason",
        AUDIT.c.actor == staff_id,
        AUDIT.c.at > book.now - _HOLDS,
    )
    return book.connection.execute(said.limit(1)).first() is not None

"""The days of planned visits: which are over, and whose codes open."""

from __future__ import annotations

from datetime import date, timedelta

from ..clinics import the_clinic
from ..engine.transaction import Transaction

_FORGOTTEN_AFTER = timedelta(hours=36)
"""From midnight in UTC: by then the visit's day is over in every time zone."""


def day_over(tx: Transaction) -> str:
    """The last day that is over wherever the clinic is."""
    return (tx.now - _FORGOTTEN_AFTER).date().isoformat()


def days_of_a_code(tx: Transaction) -> tuple[str, str]:
    """The first and the last day whose codes open: no visit of a day to come begins today."""
    first = date.fromisoformat(day_over(tx)) + timedelta(days=1)
    clinic = the_clinic(tx)
    return first.isoformat(), (clinic.day(tx.now) if clinic else first).isoformat()

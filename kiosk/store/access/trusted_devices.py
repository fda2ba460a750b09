"""Trusted devices: one person's own for the rest of a day, unlocked by a short code.

The code is kept hashed with the device's token, which is kept nowhere: whoever has the database
has nothing to guess with, and whoever has the device has three tries.
"""

from __future__ import annotations

import hmac
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select, update

from ...frozen import dataclass
from .. import audit
from ..clinics import the_clinic
from ..engine.database import Store
from ..engine.tables import SESSION
from ..engine.transaction import Transaction
from ..errors import Missing, Refused
from . import sessions, staff
from .staff import Staff

TRIES = 3
"""Wrong codes on one device in one day; then it is trusted no more."""
LONGEST = timedelta(hours=12)
"""Of a day that began at night."""

SHORTEST_CODE, LONGEST_CODE = 6, 8
_RUNS = ("01234567890123456789", "98765432109876543210")

MAY = frozenset({"desk", "therapist"})
"""Who works at a device all day; who only runs the clinic signs in."""


@dataclass(frozen=True)
class Unlocked:
    """Somebody is in again: two fresh tokens, of the sign-in and of the device."""

    token: str
    device: str


def checked(code: str) -> str:
    """The code as it is kept. Raises Refused for one that is too short, or guessed first."""
    digits = "".join(code.split())
    fits = digits.isascii() and digits.isdigit()
    if not (fits and SHORTEST_CODE <= len(digits) <= LONGEST_CODE):
        raise Refused("unlock", "Choose six to eight digits.")
    if _easy(digits):
        raise Refused("unlock", "This code is among the first that get guessed. Choose another.")
    return digits


def trust(tx: Transaction, person: Staff, code: str, before: str = "") -> str:
    """This device is theirs until the day ends; ``before`` is over. Returns its token.

    Raises Refused for a code that will not do, and for whoever only runs the clinic.
    """
    digits = checked(code)
    if not person.roles & MAY:
        raise Refused("unlock", "A short code is for the desk and for therapists.")
    forget(tx, before)
    audit.write(tx, "staff", person.id, person.id, "device trusted")
    return _keep(tx, person, digits, _rest_of_day(tx), 0)


def whose(tx: Transaction, device: str) -> Staff | None:
    """Whom this device is trusted for, today; None for a device of nobody's."""
    row = tx.connection.execute(_this(tx, device)).one_or_none()
    return _owner(tx, row) if row else None


def unlock(store: Store, device: str, code: str) -> Unlocked:
    """Let whoever it is trusted for in again. Its token changes; wrong codes stay counted.

    Raises Missing where it is trusted no more, by now or because of this try, and Refused.
    """
    with store.writing() as tx:
        row = tx.connection.execute(_this(tx, device).with_for_update()).one_or_none()
        person = _owner(tx, row) if row else None
        if row is None or person is None:
            raise Missing("device")
        if hmac.compare_digest(row.code, _hashed(device, "".join(code.split()))):
            return _let_in(tx, row, person, device, code)
        is_last = _count(tx, row, person)
    raise Missing("device") if is_last else Refused("unlock", "This is not your code.")


def forget(tx: Transaction, device: str) -> None:
    """Nobody unlocks this device from now on; forgetting twice is harmless."""
    if device:
        sessions.end(tx, device)


def _let_in(tx: Transaction, row: Row[Any], person: Staff, device: str, code: str) -> Unlocked:
    sessions.end(tx, device)
    fresh = _keep(tx, person, "".join(code.split()), row.expires_at - tx.steady, row.tries)
    return Unlocked(staff.begin(tx, person.id, person.clinic_id, "short code"), fresh)


def _count(tx: Transaction, row: Row[Any], person: Staff) -> bool:
    """Count a wrong code. Whether it was the last that is taken here."""
    is_last = bool(row.tries + 1 >= TRIES)
    staff.note_failure(tx, person.id, is_last, "short code")
    this = SESSION.c.token == row.token
    tx.connection.execute(update(SESSION).where(this).values(tries=row.tries + 1))
    return is_last


def _keep(tx: Transaction, person: Staff, digits: str, lasts: timedelta, tries: int) -> str:
    device = sessions.begin(tx, "trusted", person.clinic_id, lasts, staff_id=person.id)
    this = SESSION.c.token == sessions.hashed(device)
    kept = update(SESSION).where(this).values(code=_hashed(device, digits), tries=tries)
    tx.connection.execute(kept)
    return device


def _this(tx: Transaction, device: str) -> Select[Any]:
    return select(SESSION).where(
        SESSION.c.token == sessions.hashed(device),
        SESSION.c.kind == "trusted",
        SESSION.c.expires_at > tx.steady,
        SESSION.c.tries < TRIES,
    )


def _owner(tx: Transaction, row: Row[Any]) -> Staff | None:
    """Whoever it is, as long as they work here and may."""
    person = staff.find(tx, row.staff_id)
    return None if person.disabled or not person.roles & MAY else person


def _hashed(device: str, digits: str) -> bytes:
    return sessions.hashed(f"{device}\n{digits}")


def _rest_of_day(tx: Transaction) -> timedelta:
    clinic = the_clinic(tx)
    if clinic is None:
        return timedelta()
    tomorrow = clinic.day(tx.now) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), ZoneInfo(clinic.time_zone))
    return min(midnight - tx.now, LONGEST)


def _easy(digits: str) -> bool:
    """What is guessed first: few digits, a run up or down, the same half twice."""
    half = len(digits) // 2
    twice = digits[:half] == digits[half:]
    return len(set(digits)) < SHORTEST_CODE // 2 or any(digits in run for run in _RUNS) or twice

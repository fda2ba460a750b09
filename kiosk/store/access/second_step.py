"""Signing in in two steps: a password, then a code from an app or from the paper."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select

from ...frozen import dataclass
from .. import audit
from ..engine.database import Store
from ..engine.tables import CODE_APP, SESSION, STAFF
from ..engine.transaction import Transaction
from ..errors import Missing, Refused
from . import authenticator_codes, sessions, sign_ins, staff, throttle
from .staff import Staff

HALF_LASTS = timedelta(minutes=10)
"""Time to find the phone, or to set up the app."""

_HALF = (
    select(STAFF.c.id, STAFF.c.name, STAFF.c.clinic_id, CODE_APP.c.since)
    .join(SESSION, SESSION.c.staff_id == STAFF.c.id)
    .outerjoin(CODE_APP, CODE_APP.c.staff_id == STAFF.c.id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == "half",
        SESSION.c.expires_at > bindparam("now"),
        STAFF.c.disabled_at.is_(None),
    )
)


@dataclass(frozen=True)
class Entering:
    """Somebody who proved their password and still owes a code."""

    id: str
    name: str
    clinic_id: str
    has_app: bool
    """Without one, it is set up now."""


def first(store: Store, name: str, password: str, address: str, device: str = "") -> str:
    """The token of half a sign-in: it opens nothing but the second step.

    Raises Refused or Throttled, alike for unknown names.
    """
    row = staff.prove(store, name, password, address, device)
    with store.writing() as tx:
        staff.still_theirs(tx, row)
        return half(tx, row.id, row.clinic_id)


def half(tx: Transaction, staff_id: str, clinic_id: str) -> str:
    """The token of half a sign-in, for somebody whose password is proved or was just set."""
    if not authenticator_codes.has_app(tx, staff_id):
        # Whoever knew an earlier password may have seen an earlier secret.
        authenticator_codes.prepare(tx, staff_id, clinic_id)
    return sessions.begin(tx, "half", clinic_id, HALF_LASTS, staff_id=staff_id)


def entering(tx: Transaction, token: str) -> Entering | None:
    """Who is half signed in with this token."""
    row = tx.connection.execute(
        _HALF, {"this_token": sessions.hashed(token), "now": tx.steady}
    ).one_or_none()
    return Entering(row.id, row.name, row.clinic_id, row.since is not None) if row else None


def enter(store: Store, token: str, code: str, address: str, device: str = "") -> str:
    """The token of a whole sign-in, for half a one and a code; the half is over.

    Raises Missing where it is over already, Refused for a wrong or used code, Throttled.
    """
    person, tried, shuts = _try(store, token, address, device)
    with store.writing() as tx:
        used = authenticator_codes.use(tx, person.id, code) if person.has_app else ""
        if used:
            return _let_in(tx, token, person, tried, used)
        staff.note_failure(tx, person.id, shuts, "code")
    raise _wrong()


def enter_with_new_app(
    store: Store, token: str, code: str, address: str, device: str = ""
) -> tuple[str, tuple[str, ...]]:
    """As ``enter``, for an account whose app is being set up, and ten fresh recovery codes."""
    person, tried, shuts = _try(store, token, address, device)
    with store.writing() as tx:
        if not person.has_app and authenticator_codes.confirm(tx, person.id, code):
            fresh = authenticator_codes.new_recovery_codes(tx, person.id, person.clinic_id)
            return _let_in(tx, token, person, tried, "new app"), fresh
        staff.note_failure(tx, person.id, shuts, "code")
    raise _wrong()


def change_app(
    store: Store, person: Staff, token: str, code: str, address: str, device: str = ""
) -> tuple[str, ...]:
    """Let another phone's app take over and end all other sign-ins. Ten fresh recovery codes.

    Raises Refused for a code that does not fit, and Throttled.
    """
    with store.reading() as tx:
        tried = staff.doors(tx, person.name, address, device)
    shuts = throttle.count(store, *tried)
    with store.writing() as tx:
        if authenticator_codes.confirm(tx, person.id, code):
            staff.was_right(tx, tried)
            sign_ins.end_others(tx, person.id, token)
            return _renewed(tx, person, "app")
        staff.note_failure(tx, person.id, shuts, "code")
    raise _wrong()


def renew_recovery_codes(tx: Transaction, person: Staff) -> tuple[str, ...]:
    """Ten fresh recovery codes; the older ones are dead. Raises Missing without an app."""
    if not authenticator_codes.has_app(tx, person.id):
        raise Missing(person.id)
    return _renewed(tx, person, "recovery codes")


def reset(tx: Transaction, staff_id: str, by: str, reason: str) -> None:
    """Take away an account's app and recovery codes and end its sign-ins.

    The app is set up anew at the next one. Raises Missing, and Refused without a reason.
    """
    person = staff.find(tx, staff_id)
    if not reason.strip():
        raise Refused("reason", "Say why: the reason is kept in the audit.")
    authenticator_codes.take_away(tx, person.id)
    sessions.end_all_of(tx, SESSION.c.staff_id, person.id)
    audit.write(tx, "staff", by, person.id, f"app: {reason.strip()}")


def _try(
    store: Store, token: str, address: str, device: str
) -> tuple[Entering, tuple[throttle.Door, ...], bool]:
    """Who tries, counted at the same doors as their passwords, and whether one now shuts."""
    with store.reading() as tx:
        person = entering(tx, token)
        if person is None:
            raise Missing("half a sign-in")
        tried = staff.doors(tx, person.name, address, device)
    return person, tried, throttle.count(store, *tried)


def _renewed(tx: Transaction, person: Staff, why: str) -> tuple[str, ...]:
    fresh = authenticator_codes.new_recovery_codes(tx, person.id, person.clinic_id)
    audit.write(tx, "staff", person.id, person.id, why)
    return fresh


def _wrong() -> Refused:
    return Refused(
        "code", "This code does not fit or was used before. Wait for the next one, then try it."
    )


def _let_in(
    tx: Transaction, token: str, person: Entering, tried: tuple[throttle.Door, ...], how: str
) -> str:
    staff.was_right(tx, tried)
    sessions.end(tx, token)
    return staff.begin(tx, person.id, person.clinic_id, how)

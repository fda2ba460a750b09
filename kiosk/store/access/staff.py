"""Staff: who may see and do what, and how they sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Row, bindparam, insert, select, update

from ...frozen import dataclass
from .. import audit
from ..clinics import the_clinic
from ..engine.database import Store
from ..engine.steady import Steady
from ..engine.tables import SESSION, STAFF
from ..engine.torn import each
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Refused
from . import known_devices, passwords, sessions, throttle
from .staff_names import check_name, folded, row_called

Role = Literal["desk", "therapist", "admin"]
ROLES: tuple[str, ...] = get_args(Role)

IDLE = timedelta(minutes=10)
"""A sign-in ends after so long unused,"""
LONGEST = timedelta(hours=8)
"""and after so long however much it is used."""
_TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Staff:
    """Somebody who works here."""

    id: str
    name: str
    roles: frozenset[str]
    disabled: bool
    clinic_id: str = ""
    seen_at: Steady | None = None
    """When this sign-in was last noted as in use; None where it was not found by token."""


_COLUMNS = (STAFF.c.id, STAFF.c.name, STAFF.c.roles, STAFF.c.disabled_at, STAFF.c.clinic_id)
_BY_TOKEN = (
    select(*_COLUMNS, SESSION.c.seen_at)
    .join(SESSION, SESSION.c.staff_id == STAFF.c.id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == "staff",
        SESSION.c.expires_at > bindparam("now"),
        SESSION.c.seen_at > bindparam("since"),
        STAFF.c.disabled_at.is_(None),
    )
)
_SEEN = (
    update(SESSION)
    .where(SESSION.c.token == bindparam("this_token"), SESSION.c.seen_at <= bindparam("since"))
    .values(seen_at=bindparam("now"))
)


def add(tx: Transaction, name: str, password: str, roles: Iterable[str], by: str) -> Staff:
    """A new account. Raises Refused for a name that is taken or a password that is weak."""
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    given = checked_roles(roles)
    check_name(tx, name)
    row = {
        "id": random_id(),
        "clinic_id": clinic.id,
        "name": name.strip(),
        "folded_name": folded(name),
        "password": passwords.hashed(checked_password(tx, password, name)),
        "roles": ",".join(sorted(given)),
        "added_at": tx.now,
    }
    tx.connection.execute(insert(STAFF), row)
    audit.write(tx, "staff", by, str(row["id"]))
    return Staff(str(row["id"]), name.strip(), given, False, clinic.id)


def sign_in(store: Store, name: str, password: str, address: str, device: str = "") -> str:
    """The token of a new sign-in by password alone. Raises Refused or Throttled.

    Where a code is asked for as well, it is ``second_step`` that signs in.
    """
    row = prove(store, name, password, address, device)
    with store.writing() as tx:
        still_theirs(tx, row)
        was_right(tx, doors(tx, name, address, device))
        return begin(tx, row.id, row.clinic_id)


def prove(store: Store, name: str, password: str, address: str, device: str = "") -> Row[Any]:
    """The account that this password belongs to. Raises Refused or Throttled, alike for
    unknown names.

    Counted before it is looked at, hashed outside any transaction. Whoever lets them in clears it.
    """
    with store.reading() as tx:
        row, tried = row_called(tx, name), doors(tx, name, address, device)
    shuts = throttle.count(store, *tried)
    known = row if row is not None and row.disabled_at is None else None
    right = passwords.matches(password, known.password if known else passwords.NOBODYS)
    if known and right:
        return known
    with store.writing() as tx:
        note_failure(tx, row.id if row else "", shuts)
    raise _refused()


def still_theirs(tx: Transaction, proved: Row[Any]) -> None:
    """Raises Refused where the password was changed while it was proved, or the account closed.

    Every sign-in ended then; one that begins afterwards would outlive it.
    """
    query = select(STAFF.c.password).where(STAFF.c.id == proved.id, STAFF.c.disabled_at.is_(None))
    if tx.connection.scalar(query.with_for_update()) != proved.password:
        raise _refused()


def _refused() -> Refused:
    return Refused("password", "This name and password do not go together.")


def doors(tx: Transaction, name: str, address: str, device: str) -> tuple[throttle.Door, ...]:
    """Where tries to be this person are counted, of passwords and codes alike.

    A device they have signed in on has a count of its own: no stranger can shut them out there.
    """
    row, theirs = row_called(tx, name), folded(name)
    if known_devices.is_known(tx, device, row.id if row else ""):
        return (throttle.account(theirs, device),)
    anywhere = throttle.account_anywhere(theirs)
    return throttle.account(theirs, address), anywhere, throttle.address(address)


def was_right(tx: Transaction, tried: tuple[throttle.Door, ...]) -> None:
    """It was really them. What others try elsewhere stays counted."""
    throttle.clear(tx, tried[0])
    for anywhere in tried[1:2]:
        throttle.undo(tx, anywhere)


def unlock(tx: Transaction, staff_id: str, by: str) -> None:
    """Forget all tries at an account, wherever they were made. Raises Missing."""
    person = find(tx, staff_id)
    throttle.clear_account(tx, folded(person.name))
    audit.write(tx, "staff", by, person.id, "unlocked")


def note_failure(tx: Transaction, staff_id: str, shuts: bool, why: str = "") -> None:
    """Record a try that failed, and whether it shut the door."""
    audit.write(tx, "sign_in_failed", "", staff_id, why)
    if shuts:
        audit.write(tx, "sign_in_locked", "", staff_id)


def begin(tx: Transaction, staff_id: str, clinic_id: str, how: str = "") -> str:
    """The token of a new sign-in; what it took is proved already."""
    token = sessions.begin(tx, "staff", clinic_id, LONGEST, staff_id=staff_id)
    audit.write(tx, "sign_in", staff_id, reason=how)
    return token


def by_token(tx: Transaction, token: str) -> Staff | None:
    """Who is signed in with this token: used within ten minutes, begun within eight hours."""
    row = tx.connection.execute(
        _BY_TOKEN,
        {"this_token": sessions.hashed(token), "now": tx.steady, "since": tx.steady - IDLE},
    ).one_or_none()
    return _staff(row, row.seen_at) if row else None


def seen(tx: Transaction, token: str) -> None:
    """Note that a sign-in is in use. Worth a write only once a minute: see ``seen_lately``."""
    tx.connection.execute(
        _SEEN,
        {
            "this_token": sessions.hashed(token),
            "now": tx.steady,
            "since": tx.steady - _TOUCH_EVERY,
        },
    )


def seen_lately(tx: Transaction, person: Staff) -> bool:
    """Whether ``seen`` would change nothing yet."""
    return person.seen_at is not None and person.seen_at > tx.steady - _TOUCH_EVERY


def sign_out(tx: Transaction, token: str) -> None:
    """End this sign-in; ending it twice is harmless."""
    person = by_token(tx, token)
    sessions.end(tx, token)
    if person:
        audit.write(tx, "sign_out", person.id)


def everyone(tx: Transaction) -> list[Staff]:
    """All accounts by name, the disabled too."""
    rows = tx.connection.execute(select(*_COLUMNS).order_by(STAFF.c.folded_name))
    return list(each(rows, _staff, _torn))


def find(tx: Transaction, staff_id: str) -> Staff:
    """The account of this id. Raises Missing."""
    row = tx.connection.execute(select(*_COLUMNS).where(STAFF.c.id == staff_id)).one_or_none()
    if row is None:
        raise Missing(staff_id)
    return _staff(row)


def has_admin(tx: Transaction) -> bool:
    """Whether anybody can run this clinic."""
    return any("admin" in person.roles and not person.disabled for person in everyone(tx))


def set_password(
    tx: Transaction, staff_id: str, password: str, by: str, field: str = "password"
) -> None:
    """Change a password and end all sign-ins of that account. Raises Refused or Missing."""
    person = find(tx, staff_id)
    hashed = passwords.hashed(checked_password(tx, password, person.name, field))
    _change(tx, person, by, password=hashed)
    throttle.clear_account(tx, folded(person.name))


def set_roles(tx: Transaction, staff_id: str, roles: Iterable[str], by: str) -> None:
    """Change roles and end all sign-ins of that account. Raises Refused or Missing."""
    person = find(tx, staff_id)
    given = checked_roles(roles)
    if "admin" not in given:
        _refuse_last_admin(tx, person, "role")
    _change(tx, person, by, roles=",".join(sorted(given)))


def disable(tx: Transaction, staff_id: str, by: str) -> None:
    """Close an account and end all its sign-ins. Raises Refused or Missing."""
    person = find(tx, staff_id)
    _refuse_last_admin(tx, person, "closed")
    _change(tx, person, by, disabled_at=tx.now)


def _change(tx: Transaction, person: Staff, by: str, **values: object) -> None:
    tx.connection.execute(update(STAFF).where(STAFF.c.id == person.id).values(**values))
    sessions.end_all_of(tx, SESSION.c.staff_id, person.id)
    audit.write(tx, "staff", by, person.id, "+".join(values))


def _refuse_last_admin(tx: Transaction, person: Staff, field: str) -> None:
    others = [s for s in everyone(tx) if s.id != person.id and not s.disabled]
    if "admin" in person.roles and not any("admin" in s.roles for s in others):
        raise Refused(field, "This is the only admin. Make somebody else an admin first.")


def checked_password(tx: Transaction, password: str, name: str, field: str = "password") -> str:
    """The password for somebody of this name. Raises Refused where it is guessed too easily."""
    clinic = the_clinic(tx)
    return passwords.checked(password, (name, clinic.name if clinic else ""), field)


def checked_roles(roles: Iterable[str]) -> frozenset[str]:
    """The roles as a set. Raises Refused where there is none, or one we do not know."""
    given = frozenset(roles)
    if not given or not given <= set(ROLES):
        raise Refused("role", "Choose at least one of desk, therapist and admin.")
    return given


def _torn(row: Row[*tuple[Any, ...]]) -> Staff:
    """An account that may do nothing: an admin gives it roles again, or closes it."""
    return Staff(row.id, str(row.name), frozenset(), row.disabled_at is not None, row.clinic_id)


def _staff(row: Row[*tuple[Any, ...]], seen_at: Steady | None = None) -> Staff:
    roles = frozenset(row.roles.split(","))
    return Staff(row.id, row.name, roles, row.disabled_at is not None, row.clinic_id, seen_at)

"""Staff: who may see and do what, and how they sign in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Row, bindparam, insert, select, update

from .. import audit
from ..clinics import the_clinic
from ..engine.database import Store
from ..engine.steady import Steady
from ..engine.tables import SESSION, STAFF
from ..engine.torn import each
from ..engine.transaction import Book, random_id
from ..errors import Missing, Refused
from . import passwords, sessions, throttle

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


def add(book: Book, name: str, password: str, roles: Iterable[str], by: str) -> Staff:
    """A new account. Raises Refused for a name that is taken or a password that is weak."""
    clinic = the_clinic(book)
    if clinic is None:
        raise Refused("Set up the clinic first.")
    given = checked_roles(roles)
    check_name(book, name)
    row = {
        "id": random_id(),
        "clinic_id": clinic.id,
        "name": name.strip(),
        "folded_name": _folded(name),
        "password": passwords.hashed(passwords.checked(password, name)),
        "roles": ",".join(sorted(given)),
        "added_at": book.now,
    }
    book.connection.execute(insert(STAFF), row)
    audit.write(book, "staff", by, str(row["id"]))
    return Staff(str(row["id"]), name.strip(), given, False, clinic.id)


def sign_in(store: Store, name: str, password: str, address: str) -> str:
    """The token of a new sign-in by password alone. Raises Refused or Throttled.

    Where a code is asked for as well, it is ``second_step`` that signs in.
    """
    row = prove(store, name, password, address)
    with store.writing() as book:
        still_theirs(book, row)
        throttle.clear(book, account_of(name))
        return begin(book, row.id, row.clinic_id)


def prove(store: Store, name: str, password: str, address: str) -> Row[Any]:
    """The account that this password belongs to. Raises Refused or Throttled, alike for
    unknown names.

    Counted before it is looked at, and hashed outside any transaction. The count stays: whoever
    lets them in clears it.
    """
    shuts = throttle.count(store, account_of(name), throttle.address(address))
    with store.reading() as book:
        row = _by_name(book, name)
    known = row if row is not None and row.disabled_at is None else None
    right = passwords.matches(password, known.password if known else passwords.NOBODYS)
    if known and right:
        return known
    with store.writing() as book:
        note_failure(book, row.id if row else "", shuts)
    raise _refused()


def still_theirs(book: Book, proved: Row[Any]) -> None:
    """Raises Refused where the password was changed while it was proved, or the account closed.

    Every sign-in ended then; one that begins afterwards would outlive it.
    """
    query = select(STAFF.c.password).where(STAFF.c.id == proved.id, STAFF.c.disabled_at.is_(None))
    if book.connection.scalar(query.with_for_update()) != proved.password:
        raise _refused()


def _refused() -> Refused:
    return Refused("This name and password do not go together.")


def account_of(name: str) -> throttle.Door:
    """Where tries to be this person are counted, of passwords and codes alike."""
    return throttle.account(_folded(name))


def note_failure(book: Book, staff_id: str, shuts: bool, why: str = "") -> None:
    """Record a try that failed, and whether it shut the door."""
    audit.write(book, "sign_in_failed", "", staff_id, why)
    if shuts:
        audit.write(book, "sign_in_locked", "", staff_id)


def begin(book: Book, staff_id: str, clinic_id: str, how: str = "") -> str:
    """The token of a new sign-in; what it took is proved already."""
    token = sessions.begin(book, "staff", clinic_id, LONGEST, staff_id=staff_id)
    audit.write(book, "sign_in", staff_id, reason=how)
    return token


def by_token(book: Book, token: str) -> Staff | None:
    """Who is signed in with this token: used within ten minutes, begun within eight hours."""
    row = book.connection.execute(
        _BY_TOKEN,
        {"this_token": sessions.hashed(token), "now": book.steady, "since": book.steady - IDLE},
    ).one_or_none()
    return _staff(row, row.seen_at) if row else None


def seen(book: Book, token: str) -> None:
    """Note that a sign-in is in use. Worth a write only once a minute: see ``seen_lately``."""
    book.connection.execute(
        _SEEN,
        {
            "this_token": sessions.hashed(token),
            "now": book.steady,
            "since": book.steady - _TOUCH_EVERY,
        },
    )


def seen_lately(book: Book, person: Staff) -> bool:
    """Whether ``seen`` would change nothing yet."""
    return person.seen_at is not None and person.seen_at > book.steady - _TOUCH_EVERY


def sign_out(book: Book, token: str) -> None:
    """End this sign-in; ending it twice is harmless."""
    person = by_token(book, token)
    sessions.end(book, token)
    if person:
        audit.write(book, "sign_out", person.id)


def everyone(book: Book) -> list[Staff]:
    """All accounts by name, the disabled too."""
    rows = book.connection.execute(select(*_COLUMNS).order_by(STAFF.c.folded_name))
    return list(each(rows, _staff, _torn))


def find(book: Book, staff_id: str) -> Staff:
    """The account of this id. Raises Missing."""
    row = book.connection.execute(select(*_COLUMNS).where(STAFF.c.id == staff_id)).one_or_none()
    if row is None:
        raise Missing(staff_id)
    return _staff(row)


def has_admin(book: Book) -> bool:
    """Whether anybody can run this clinic."""
    return any("admin" in person.roles and not person.disabled for person in everyone(book))


def set_password(book: Book, staff_id: str, password: str, by: str) -> None:
    """Change a password and end all sign-ins of that account. Raises Refused or Missing."""
    person = find(book, staff_id)
    hashed = passwords.hashed(passwords.checked(password, person.name))
    _change(book, person, by, password=hashed)


def set_roles(book: Book, staff_id: str, roles: Iterable[str], by: str) -> None:
    """Change roles and end all sign-ins of that account. Raises Refused or Missing."""
    person = find(book, staff_id)
    given = checked_roles(roles)
    if "admin" not in given:
        _refuse_last_admin(book, person)
    _change(book, person, by, roles=",".join(sorted(given)))


def disable(book: Book, staff_id: str, by: str) -> None:
    """Close an account and end all its sign-ins. Raises Refused or Missing."""
    person = find(book, staff_id)
    _refuse_last_admin(book, person)
    _change(book, person, by, disabled_at=book.now)


def _change(book: Book, person: Staff, by: str, **values: object) -> None:
    book.connection.execute(update(STAFF).where(STAFF.c.id == person.id).values(**values))
    sessions.end_all_of(book, SESSION.c.staff_id, person.id)
    audit.write(book, "staff", by, person.id, "+".join(values))


def _refuse_last_admin(book: Book, person: Staff) -> None:
    others = [s for s in everyone(book) if s.id != person.id and not s.disabled]
    if "admin" in person.roles and not any("admin" in s.roles for s in others):
        raise Refused("This is the only admin. Make somebody else an admin first.")


def check_name(book: Book, name: str) -> None:
    """Raises Refused where nobody could have this name, or somebody has."""
    if not name.strip():
        raise Refused("Give a name.")
    if _by_name(book, name):
        raise Refused("Somebody has this name already.")


def checked_roles(roles: Iterable[str]) -> frozenset[str]:
    """The roles as a set. Raises Refused where there is none, or one we do not know."""
    given = frozenset(roles)
    if not given or not given <= set(ROLES):
        raise Refused("Choose at least one of desk, therapist and admin.")
    return given


def _by_name(book: Book, name: str) -> Row[Any] | None:
    return book.connection.execute(
        select(STAFF).where(STAFF.c.folded_name == _folded(name))
    ).one_or_none()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _torn(row: Row[*tuple[Any, ...]]) -> Staff:
    """An account that may do nothing: an admin gives it roles again, or closes it."""
    return Staff(row.id, str(row.name), frozenset(), row.disabled_at is not None, row.clinic_id)


def _staff(row: Row[*tuple[Any, ...]], seen_at: Steady | None = None) -> Staff:
    roles = frozenset(row.roles.split(","))
    return Staff(row.id, row.name, roles, row.disabled_at is not None, row.clinic_id, seen_at)

"""Staff accounts: who works here, what they may do, and how an admin changes that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..store import Book, Missing, Refused, staff
from ..store.staff import Staff
from .checked import Checked, to_put_right
from .frame import Frame, show, staff_frame, tell
from .guard import door, leave, the_store
from .looking import by
from .reasons import typed

accounts = Blueprint("accounts", __name__)

ROLES = (
    ("desk", "Reception", "Starts visits and hands out tablets. Reads no answers."),
    ("therapist", "Therapist", "Reads intakes and takes visits."),
    ("admin", "Admin", "Runs the clinic: staff, tablets, exports, erasing."),
)

NEEDED = {
    "name": "Write a name.",
    "password": "Use at least 12 characters. A few words in a row work well.",
    "role": "Choose at least one thing they do.",
}

DONE = {
    "roles": "Saved. They sign in again, with what they do now.",
    "password": "The new password holds from now on. They sign in again with it.",
    "closed": "The account is closed, and every sign-in of it has ended.",
}
"""What was done, told once on the page that follows."""


@dataclass(frozen=True)
class PersonRow:
    """Somebody who works here, or did."""

    name: str
    roles: str
    closed: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class StaffPage(Checked):
    """Everybody, or one of them; with what was typed."""

    roles: tuple[tuple[str, str, str], ...]
    people: tuple[PersonRow, ...] = ()
    person: PersonRow | None = None
    done: str = ""
    name: str = ""
    ticked: frozenset[str] = frozenset()


@accounts.get("/admin/staff")
@door("admin")
def everyone() -> str:
    """All accounts, and a form for a new one."""
    return _list({})


@accounts.post("/admin/staff")
@door("admin")
def add() -> ResponseReturnValue:
    """A new account. Sent twice, the name is taken and nothing is added."""
    name, roles = typed("name"), request.form.getlist("role")
    wrong = _missing(name, roles)
    if wrong:
        return _list(wrong), 422
    try:
        with the_store().writing() as book:
            staff.add(book, name, request.form.get("password", ""), roles, by())
    except Refused as no:
        return _list({_place(no): str(no)}), 422
    return leave("/admin/staff")


@accounts.get("/admin/staff/<staff_id>")
@door("admin")
def person(staff_id: str) -> str:
    """One account: its roles, a new password, and closing it."""
    return _one(_found(staff_id), {})


@accounts.post("/admin/staff/<staff_id>")
@door("admin")
def change(staff_id: str) -> ResponseReturnValue:
    """Change one thing about an account. All its sign-ins end with it."""
    someone = _found(staff_id)
    go = request.form.get("go", "")
    if go not in CHANGES:
        abort(400)
    if someone.disabled:
        return leave(f"/admin/staff/{staff_id}")
    try:
        with the_store().writing() as book:
            CHANGES[go](book, someone)
    except Refused as no:
        return _one(someone, {"role" if go == "roles" else go: str(no)}), 422
    return leave(f"/admin/staff/{staff_id}?done={go}")


def _set_roles(book: Book, someone: Staff) -> None:
    roles = request.form.getlist("role")
    if frozenset(roles) != someone.roles:
        staff.set_roles(book, someone.id, roles, by())


def _set_password(book: Book, someone: Staff) -> None:
    staff.set_password(book, someone.id, request.form.get("password", ""), by())


def _close(book: Book, someone: Staff) -> None:
    staff.disable(book, someone.id, by())


CHANGES: dict[str, Callable[[Book, Staff], None]] = {
    "roles": _set_roles,
    "password": _set_password,
    "closed": _close,
}


def _missing(name: str, roles: list[str]) -> dict[str, str]:
    there = {"name": name, "password": request.form.get("password"), "role": roles}
    return {field: words for field, words in NEEDED.items() if not there[field]}


def _place(no: Refused) -> str:
    """The field that a refusal of the store is about."""
    words = str(no)
    return "name" if "name" in words else "role" if "Choose at least" in words else "password"


def _found(staff_id: str) -> Staff:
    with the_store().reading() as book:
        try:
            return staff.find(book, staff_id)
        except Missing:
            abort(404)


def _list(wrong: dict[str, str]) -> str:
    frame = staff_frame()
    with the_store().reading() as book:
        people = staff.everyone(book)
    page = StaffPage(
        title=tell(frame, "Staff"),
        roles=_roles(frame),
        people=tuple(_row(each, frame) for each in people),
        name=typed("name"),
        ticked=frozenset(request.form.getlist("role")),
        to_put_right=to_put_right(frame, wrong),
    )
    return show("admin/staff.html", frame, page=page)


def _one(someone: Staff, wrong: dict[str, str]) -> str:
    frame = staff_frame()
    posted = request.form.get("go") == "roles"
    done = DONE.get(request.args.get("done", ""), "")
    page = StaffPage(
        title=someone.name,
        roles=_roles(frame),
        person=_row(someone, frame),
        done=tell(frame, done) if done else "",
        ticked=frozenset(request.form.getlist("role")) if posted else someone.roles,
        to_put_right=to_put_right(frame, wrong),
    )
    return show("admin/person.html", frame, page=page)


def _roles(frame: Frame) -> tuple[tuple[str, str, str], ...]:
    return tuple((role, tell(frame, name), tell(frame, note)) for role, name, note in ROLES)


def _row(someone: Staff, frame: Frame) -> PersonRow:
    names = [tell(frame, name) for role, name, _ in ROLES if role in someone.roles]
    return PersonRow(
        someone.name, " · ".join(names), someone.disabled, f"/admin/staff/{someone.id}"
    )

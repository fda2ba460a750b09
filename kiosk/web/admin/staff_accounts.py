"""Staff accounts: who works here, what they may do, and how an admin changes that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...store import Book, Missing, Refused, clinics
from ...store.access import second_step, sign_ins, staff
from ...store.access.staff import Staff
from ..account.sign_in_flow import asks_codes
from ..http.access import door, leave, the_store
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.layout import Frame, show, staff_frame, tell
from ..http.viewer import by
from .role_choices import role_names, roles

accounts = Blueprint("accounts", __name__)

SHARES = (
    ("yes", "Only with a reason", "The reason is kept in the audit."),
    ("no", "Freely", "Every opening is recorded all the same."),
)

DONE = {
    "shares": "Saved.",
    "roles": "Saved. They sign in again, with what they do now.",
    "password": "The new password holds from now on. They sign in again with it.",
    "ended": "Every sign-in of this account has ended.",
    "app": "Their code app and recovery codes open nothing any more. "
    "At the next sign-in they set up an app anew.",
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

    roles: tuple[tuple[str, str, str], ...] = ()
    people: tuple[PersonRow, ...] = ()
    person: PersonRow | None = None
    done: str = ""
    ticked: frozenset[str] = frozenset()
    shares: tuple[tuple[str, str, str], ...] = ()
    """Whether a therapist says why before opening another's visit."""
    asks_reason: str = ""
    reason: str = ""
    """Why the code app is taken away, as it was typed."""
    asks_codes: bool = False


@accounts.get("/admin/staff")
@door("admin")
def everyone() -> str:
    """All accounts; new people are invited."""
    frame = staff_frame()
    with the_store().reading() as book:
        people = staff.everyone(book)
        clinic = clinics.the_clinic(book)
    page = StaffPage(
        title=tell(frame, "Staff"),
        people=tuple(_row(each, frame) for each in people),
        shares=tuple((value, tell(frame, a), tell(frame, b)) for value, a, b in SHARES),
        asks_reason="no" if clinic and not clinic.asks_reason else "yes",
        done=tell(frame, DONE["shares"]) if request.args.get("done") == "shares" else "",
    )
    return show("admin/staff_accounts.html", frame, page=page)


@accounts.post("/admin/reading")
@door("admin")
def share() -> ResponseReturnValue:
    """Say whether therapists give a reason before they open each other's visits."""
    asks = request.form.get("asks_reason")
    if asks not in ("yes", "no"):
        abort(400)
    with the_store().writing() as book:
        clinic = clinics.the_clinic(book)
        if clinic and clinic.asks_reason != (asks == "yes"):
            clinics.change(book, clinic.id, by(), asks_reason=asks == "yes")
    return leave("/admin/staff?done=shares")


@accounts.get("/admin/staff/<staff_id>")
@door("admin")
def person(staff_id: str) -> str:
    """One account: its roles, a new password, its sign-ins and app, and closing it."""
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
        return _one(someone, {FIELDS.get(go, go): str(no)}), 422
    return leave(f"/admin/staff/{staff_id}?done={go}")


FIELDS = {"roles": "role", "app": "reason"}
"""The field that a refusal is about, where it is not named like the change."""


def _set_roles(book: Book, someone: Staff) -> None:
    ticked = request.form.getlist("role")
    if frozenset(ticked) != someone.roles:
        staff.set_roles(book, someone.id, ticked, by())


def _set_password(book: Book, someone: Staff) -> None:
    staff.set_password(book, someone.id, request.form.get("password", ""), by())


def _end_sign_ins(book: Book, someone: Staff) -> None:
    sign_ins.end_all(book, someone.id, by())


def _take_app_away(book: Book, someone: Staff) -> None:
    second_step.reset(book, someone.id, by(), typed("reason"))


def _close(book: Book, someone: Staff) -> None:
    staff.disable(book, someone.id, by())


CHANGES: dict[str, Callable[[Book, Staff], None]] = {
    "roles": _set_roles,
    "password": _set_password,
    "ended": _end_sign_ins,
    "app": _take_app_away,
    "closed": _close,
}


def _found(staff_id: str) -> Staff:
    with the_store().reading() as book:
        try:
            return staff.find(book, staff_id)
        except Missing:
            abort(404)


def _one(someone: Staff, wrong: dict[str, str]) -> str:
    frame = staff_frame()
    posted = request.form.get("go") == "roles"
    done = DONE.get(request.args.get("done", ""), "")
    page = StaffPage(
        title=someone.name,
        roles=roles(frame),
        person=_row(someone, frame),
        done=tell(frame, done) if done else "",
        ticked=frozenset(request.form.getlist("role")) if posted else someone.roles,
        reason=typed("reason"),
        asks_codes=asks_codes(),
        to_put_right=to_put_right(frame, wrong),
    )
    return show("admin/staff_account.html", frame, page=page)


def _row(someone: Staff, frame: Frame) -> PersonRow:
    names = role_names(someone.roles, frame)
    return PersonRow(someone.name, names, someone.disabled, f"/admin/staff/{someone.id}")

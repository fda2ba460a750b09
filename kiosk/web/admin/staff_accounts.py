"""Staff accounts: who works here, what they may do, and how an admin changes that."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Refused, Transaction, clinics, sites
from ...store.access import at_sites, second_step, sign_ins, staff
from ...store.access.staff import Staff
from ..account.reauthenticate import ask_again
from ..account.sign_in_flow import asks_codes
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, show, staff_layout
from ..http.page_parts import Choice, choices
from ..http.redirects import leave
from ..http.viewer import actor_id
from .role_choices import role_names, roles

routes = Blueprint("staff_accounts", __name__)

SHARES = (
    ("yes", N_("Only with a reason"), N_("The reason is kept in the audit.")),
    ("no", N_("Freely"), N_("Every opening is recorded all the same.")),
)

DONE = {
    "shares": "Saved.",
    "roles": N_("Saved. They sign in again, with what they do now."),
    "sites": "Saved.",
    "password": N_("The new password holds from now on. They sign in again with it."),
    "unlocked": N_("Tries that failed are forgotten. They can sign in at once."),
    "ended": N_("Every sign-in of this account has ended."),
    "app": N_(
        "Their code app and recovery codes open nothing any more. "
        "At the next sign-in they set up an app anew."
    ),
    "closed": N_("The account is closed, and every sign-in of it has ended."),
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
class StaffPage(FormPage):
    """Everybody, or one of them; with what was typed."""

    roles: tuple[Choice, ...] = ()
    people: tuple[PersonRow, ...] = ()
    person: PersonRow | None = None
    done: str = ""
    ticked: frozenset[str] = frozenset()
    shares: tuple[Choice, ...] = ()
    """Whether a therapist says why before opening another's visit."""
    asks_reason: str = ""
    reason: str = ""
    """Why the code app is taken away, as it was typed."""
    asks_codes: bool = False
    sites: tuple[Choice, ...] = ()
    """Where they may work; none where the clinic has one site."""
    at_sites: tuple[str, ...] = ()
    offers: str = ""
    """Where it is set what a therapist offers."""


@routes.get("/admin/staff")
@access("admin")
def everyone() -> str:
    """All accounts; new people are invited."""
    layout = staff_layout()
    with current.store().reading() as tx:
        people = staff.everyone(tx)
        clinic = clinics.the_clinic(tx)
    page = StaffPage(
        title=layout.translate("Staff"),
        people=tuple(_row(each, layout) for each in people),
        shares=tuple(
            Choice(value, layout.translate(a), layout.translate(b)) for value, a, b in SHARES
        ),
        asks_reason="no" if clinic and not clinic.asks_reason else "yes",
        done=layout.translate(DONE["shares"]) if request.args.get("done") == "shares" else "",
    )
    return show("admin/staff_accounts.html", layout, page=page)


@routes.post("/admin/reading")
@access("admin")
def share() -> ResponseReturnValue:
    """Say whether therapists give a reason before they open each other's visits."""
    asks = request.form.get("asks_reason")
    if asks not in ("yes", "no"):
        abort(400)
    asked = ask_again()
    if asked:
        return asked
    with current.store().writing() as tx:
        clinic = clinics.the_clinic(tx)
        # Whoever leaves it as they found it does not take back what somebody else chose since.
        left = asks == request.form.get("was")
        if clinic and not left and clinic.asks_reason != (asks == "yes"):
            clinics.change(tx, clinic.id, actor_id(), asks_reason=asks == "yes")
    return leave(url_for("staff_accounts.everyone", done="shares"))


@routes.get("/admin/staff/<staff_id>")
@access("admin")
def person(staff_id: str) -> str:
    """One account: its roles, a new password, its sign-ins and app, and closing it."""
    return _one(_found(staff_id), {})


@routes.post("/admin/staff/<staff_id>")
@access("admin")
def change(staff_id: str) -> ResponseReturnValue:
    """Change one thing about an account. All its sign-ins end with what they may do."""
    someone = _found(staff_id)
    go = request.form.get("go", "")
    if go not in CHANGES:
        abort(400)
    if someone.disabled:
        return leave(url_for("staff_accounts.person", staff_id=staff_id))
    asked = ask_again()
    if asked:
        return asked
    try:
        with current.store().writing() as tx:
            CHANGES[go](tx, someone)
    except Refused as no:
        return _one(someone, {no.field: no.words}), 422
    return leave(url_for("staff_accounts.person", staff_id=staff_id, done=go))


def _set_roles(tx: Transaction, someone: Staff) -> None:
    ticked = request.form.getlist("role")
    if frozenset(ticked) != someone.roles:
        staff.set_roles(tx, someone.id, ticked, actor_id())


def _set_password(tx: Transaction, someone: Staff) -> None:
    new = request.form.get("new_password", "")
    staff.set_password(tx, someone.id, new, actor_id(), "new_password")


def _end_sign_ins(tx: Transaction, someone: Staff) -> None:
    sign_ins.end_all(tx, someone.id, actor_id())


def _take_app_away(tx: Transaction, someone: Staff) -> None:
    second_step.reset(tx, someone.id, actor_id(), typed("reason"))


def _close(tx: Transaction, someone: Staff) -> None:
    staff.disable(tx, someone.id, actor_id())


def _unlock(tx: Transaction, someone: Staff) -> None:
    staff.unlock(tx, someone.id, actor_id())


def _give_sites(tx: Transaction, someone: Staff) -> None:
    at_sites.give(tx, someone.id, request.form.getlist("sites"), actor_id())


CHANGES: dict[str, Callable[[Transaction, Staff], None]] = {
    "roles": _set_roles,
    "sites": _give_sites,
    "password": _set_password,
    "unlocked": _unlock,
    "ended": _end_sign_ins,
    "app": _take_app_away,
    "closed": _close,
}


def _found(staff_id: str) -> Staff:
    with current.store().reading() as tx:
        try:
            return staff.find(tx, staff_id)
        except Missing:
            abort(404)


def _one(someone: Staff, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    posted = request.form.get("go") == "roles"
    done = DONE.get(request.args.get("done", ""), "")
    with current.store().reading() as tx:
        every, given = sites.in_use(tx), at_sites.chosen(tx, someone.id)
    page = StaffPage(
        title=someone.name,
        roles=roles(layout),
        person=_row(someone, layout),
        done=layout.translate(done) if done else "",
        ticked=frozenset(request.form.getlist("role")) if posted else someone.roles,
        sites=choices((each.id, each.name) for each in every) if len(every) > 1 else (),
        at_sites=given or tuple(each.id for each in every),
        reason=typed("reason"),
        asks_codes=asks_codes(),
        offers=url_for("setting_form.offers", staff_id=someone.id)
        if "therapist" in someone.roles
        else "",
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/staff_account.html", layout, page=page)


def _row(someone: Staff, layout: Layout) -> PersonRow:
    names = role_names(someone.roles, layout)
    return PersonRow(
        someone.name, names, someone.disabled, url_for("staff_accounts.person", staff_id=someone.id)
    )

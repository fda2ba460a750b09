"""My account: where I am signed in, my password, my app and my recovery codes."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, format_time, with_commas
from ...store import Missing, Refused, Throttled, Transaction
from ...store.access import authenticator_codes, second_step, sign_ins
from ...store.access.sign_ins import SignIn
from ...store.access.staff import Staff
from ...store.access.trusted_devices import MAY
from ...store.clinics import Clinic
from ..http import current
from ..http.access import access
from ..http.cookies import token
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.redirects import leave, see_other
from .reauthenticate import WRONG, ask_again
from .recovery_codes import recovery_page
from .sign_in_flow import WAIT, address, asks_codes, device, give_sign_in

routes = Blueprint("my_account", __name__)


DONE = {
    "password": N_("Your new password holds from now on. You are signed out everywhere else."),
    "ended": N_("That sign-in has ended."),
    "others": N_("You are signed out everywhere else."),
}
"""What was done, told once on the page that follows."""


@dataclass(frozen=True)
class PlaceRow:
    """One place where I am signed in."""

    id: str
    here: bool
    since: str
    seen: str


@dataclass(frozen=True)
class OwnCodes:
    """My app and my recovery codes."""

    since: str
    left: str


@dataclass(frozen=True, kw_only=True)
class MePage(FormPage):
    """My account."""

    name: str
    places: tuple[PlaceRow, ...]
    codes: OwnCodes | None
    """None where a password is enough."""
    done: str
    may_unlock: bool
    """Whether a short code may open this device again."""


@routes.get("/staff/me")
@access("desk", "therapist", "admin")
def show_me() -> str:
    """Where I am signed in, and what I sign in with."""
    return _page({})


@routes.post("/staff/me/sign-ins")
@access("desk", "therapist", "admin")
def end() -> ResponseReturnValue:
    """End one of my other sign-ins, or all of them, for whoever knows the password."""
    asked = ask_again()
    if asked:
        return asked
    member, which = _member(), request.form.get("end", "")
    with current.store().writing() as tx:
        if which == "others":
            sign_ins.end_others(tx, member.id, token("staff"))
        else:
            sign_ins.end(tx, member.id, which)
    return leave(url_for("my_account.show_me", done="others" if which == "others" else "ended"))


@routes.post("/staff/me/password")
@access("desk", "therapist", "admin")
def change_password() -> ResponseReturnValue:
    """A new password, for whoever knows the old one; a fresh token for this place."""
    old, new = request.form.get("password", ""), request.form.get("new_password", "")
    try:
        fresh = sign_ins.change_password(current.store(), _member(), old, new, address(), device())
    except Refused as no:
        return _page({no.field: WRONG if no.field == "password" else no.words}), 422
    except Throttled as wait:
        return _page({"password": WAIT}, count=wait.seconds), 429
    response = see_other(url_for("my_account.show_me", done="password"))
    give_sign_in(response, fresh)
    return response


@routes.post("/staff/me/recovery-codes")
@access("desk", "therapist", "admin")
def renew_recovery_codes() -> ResponseReturnValue:
    """Ten fresh recovery codes, for whoever knows the password."""
    asked = ask_again()
    if asked:
        return asked
    try:
        with current.store().writing() as tx:
            fresh = second_step.renew_recovery_codes(tx, _member())
    except Missing:
        abort(404)
    return recovery_page(fresh, url_for("my_account.show_me"))


@routes.post("/staff/me/app")
@access("desk", "therapist", "admin")
def another_phone() -> ResponseReturnValue:
    """Begin to set up another phone; the one there is works until that is done."""
    asked = ask_again()
    if asked:
        return asked
    member = _member()
    with current.store().writing() as tx:
        authenticator_codes.prepare(tx, member.id, member.clinic_id)
    return leave(url_for("authenticator.form"))


def _member() -> Staff:
    member = current.staff()
    if member is None:
        abort(403)
    return member


def _page(wrong: dict[str, str], **values: int) -> str:
    layout, clinic, member = staff_layout(), current.clinic(), _member()
    if clinic is None:
        abort(404)
    done = DONE.get(request.args.get("done", ""), "")
    with current.store().reading() as tx:
        places = sign_ins.of(tx, member.id, token("staff"))
        page = MePage(
            title=layout.translate("My account"),
            name=member.name,
            places=tuple(_place(each, clinic, layout, tx) for each in places),
            codes=_codes(tx, member, clinic, layout) if asks_codes() else None,
            done=layout.translate(done) if done else "",
            may_unlock=bool(member.roles & MAY),
            form_errors=form_errors(layout, wrong, values),
        )
    return show("account/my_account.html", layout, page=page)


def _place(place: SignIn, clinic: Clinic, layout: Layout, tx: Transaction) -> PlaceRow:
    since, seen = (
        _when(tx.on_the_wall(mark), clinic, layout, tx.now) for mark in (place.since, place.seen_at)
    )
    return PlaceRow(
        place.id,
        place.here,
        layout.translate("Since %(when)s", {"when": since}),
        layout.translate("last used %(when)s", {"when": seen}),
    )


def _codes(tx: Transaction, member: Staff, clinic: Clinic, layout: Layout) -> OwnCodes:
    since = authenticator_codes.app_since(tx, member.id)
    left = {
        "left": authenticator_codes.recovery_codes_left(tx, member.id),
        "all": authenticator_codes.RECOVERY_CODES,
    }
    day = day_in_words(layout, clinic.day(since)) if since else ""
    return OwnCodes(
        layout.translate("Your app was set up on %(day)s.", {"day": day}) if since else "",
        layout.translate("Recovery codes left: %(left)d of %(all)d.", left),
    )


def _when(moment: datetime, clinic: Clinic, layout: Layout, now: datetime) -> str:
    """The time; with its day where that is not today."""
    time = format_time(moment, clinic.time_zone, layout.language)
    day = clinic.day(moment)
    return (
        time
        if day == clinic.day(now)
        else with_commas((day_in_words(layout, day), time), layout.language)
    )

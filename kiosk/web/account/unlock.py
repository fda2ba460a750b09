"""Unlocking: a device that staff trusted today opens again with their short code."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Refused, Throttled
from ...store.access import staff, trusted_devices
from ..http import current
from ..http.access import access
from ..http.cookies import give, take, token
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.redirects import leave, see_other
from ..http.viewer import me
from .reauthenticate import WRONG, given_again
from .sign_in_flow import (
    WAIT,
    end_what_was_here,
    not_on_a_tablet,
    trusted_for,
)

routes = Blueprint("unlock", __name__)

AGAIN = N_("This is not your code. After three wrong ones you sign in with your password.")


@dataclass(frozen=True, kw_only=True)
class UnlockPage(FormPage):
    """A field for the short code."""

    name: str


@dataclass(frozen=True, kw_only=True)
class TrustPage(FormPage):
    """Whether this device is trusted today, and the form that makes it so."""

    trusted: bool


@routes.get("/staff/sign-in/unlock")
@access("public")
def form() -> ResponseReturnValue:
    """The field, with the name of whom this device unlocks for."""
    not_on_a_tablet()
    return _page({}) or see_other(url_for("sign_in.form", again=""))


@routes.post("/staff/sign-in/unlock")
@access("public")
def unlock() -> ResponseReturnValue:
    """In again, or told that this is not the code; after three, the whole sign-in."""
    not_on_a_tablet()
    try:
        code = request.form.get("unlock", "")
        opened = trusted_devices.unlock(current.store(), token("trusted"), code)
    except Refused as no:
        return _page({no.field: AGAIN}) or see_other(url_for("sign_in.form", again="")), 422
    except Missing:
        response = see_other(url_for("sign_in.form", again=""))
        take(response, "trusted")
        return response
    end_what_was_here()
    response = see_other(url_for("today.show_today"))
    give(response, "staff", opened.token)
    give(response, "trusted", opened.device)
    return response


@routes.post("/staff/lock")
@access("desk", "therapist")
def lock() -> ResponseReturnValue:
    """Whoever works here steps away: only their short code, or a sign-in, opens it again."""
    with current.store().writing() as tx:
        staff.sign_out(tx, token("staff"))
    response = see_other(url_for("unlock.form"))
    take(response, "staff")
    return response


@routes.get("/staff/me/unlock")
@access("desk", "therapist")
def trust_form() -> str:
    """A short code for this device, or that it has one."""
    return _trust_page({})


@routes.post("/staff/me/unlock")
@access("desk", "therapist")
def trust() -> ResponseReturnValue:
    """From now on this device opens with the code, for whoever gave the password with it."""
    member, password = me(), request.form.get("password", "")
    try:
        trusted_devices.checked(request.form.get("unlock", ""))
        given_again(member, password)
    except Refused as no:
        return _trust_page({no.field: WRONG if no.field == "password" else no.words}), 422
    except Throttled as wait:
        return _trust_page({"password": WAIT}, count=wait.seconds), 429
    with current.store().writing() as tx:
        code, before = request.form.get("unlock", ""), token("trusted")
        fresh = trusted_devices.trust(tx, member, code, before)
    response = see_other(url_for("unlock.trust_form"))
    give(response, "trusted", fresh)
    return response


@routes.post("/staff/me/unlock/forget")
@access("desk", "therapist")
def forget() -> ResponseReturnValue:
    """The code opens this device no more."""
    with current.store().writing() as tx:
        trusted_devices.forget(tx, token("trusted"))
    response = leave(url_for("unlock.trust_form"))
    take(response, "trusted")
    return response


def _page(wrong: dict[str, str]) -> str:
    """Empty where this device unlocks for nobody."""
    person, layout = trusted_for(), staff_layout()
    if person is None:
        return ""
    page = UnlockPage(
        title=layout.translate("Unlock"), name=person.name, form_errors=form_errors(layout, wrong)
    )
    return show("account/unlock.html", layout, page=page)


def _trust_page(wrong: dict[str, str], **values: int) -> str:
    layout, mine = staff_layout(), trusted_for()
    page = TrustPage(
        title=layout.translate("Unlock with a short code"),
        trusted=mine is not None and mine.id == me().id,
        form_errors=form_errors(layout, wrong, values),
    )
    return show("account/trust.html", layout, page=page)

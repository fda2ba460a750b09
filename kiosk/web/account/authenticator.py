"""Setting up the app that makes one-time codes: at the first sign-in, or for another phone."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Missing, Refused, Throttled
from ...store.access import authenticator_codes, second_step, sign_ins, staff, tablets
from ..http import current
from ..http.access import access
from ..http.cookies import token
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.qr_code import qr_code
from ..http.redirects import see_other
from .recovery_codes import recovery_page
from .sign_in_flow import WAIT, address, device, entering, give_sign_in, not_on_a_tablet

routes = Blueprint("authenticator", __name__)


@dataclass(frozen=True)
class Owner:
    """Whose app is being set up."""

    id: str
    name: str
    half: bool
    """Whether they are still coming in."""


@dataclass(frozen=True, kw_only=True)
class AppPage(FormPage):
    """The secret that waits for its first code."""

    key: str
    """In groups of four letters, for typing."""


@routes.get("/staff/app")
@access("public")
def form() -> ResponseReturnValue:
    """What to do, with the picture and the field."""
    owner = _owner()
    return _page(owner, {}) if owner else _elsewhere()


@routes.get("/staff/app.svg")
@access("public")
def picture() -> Response:
    """The QR code that an app reads."""
    owner = _owner()
    if owner is None:
        abort(404)
    with current.store().reading() as tx:
        said = authenticator_codes.address(tx, owner.id, owner.name)
    return qr_code(said)


@routes.post("/staff/app")
@access("public")
def confirm() -> ResponseReturnValue:
    """The app's first code: it is the account's app from now on. Shows the recovery codes."""
    owner = _owner()
    if owner is None:
        return _elsewhere()
    code = request.form.get("code", "")
    try:
        return _comes_in(owner, code) if owner.half else _changes(code)
    except Missing:
        return _elsewhere()
    except Refused as no:
        return _page(owner, {no.field: no.words}), 422
    except Throttled as wait:
        return _page(owner, {"code": WAIT}, count=wait.seconds), 429


def _elsewhere() -> ResponseReturnValue:
    """Nothing is being set up here."""
    return see_other(url_for("my_account.show_me") if current.staff() else url_for("sign_in.form"))


def _comes_in(owner: Owner, code: str) -> Response:
    whole, fresh = second_step.enter_with_new_app(
        current.store(), token("staff"), code, address(), device()
    )
    response = Response(recovery_page(fresh, _first_page(owner)))
    give_sign_in(response, whole)
    return response


def _changes(code: str) -> Response:
    member = current.staff()
    if member is None:
        raise Missing("sign-in")
    fresh = second_step.change_app(
        current.store(), member, token("staff"), code, address(), device()
    )
    return Response(recovery_page(fresh, url_for("my_account.show_me")))


def _first_page(owner: Owner) -> str:
    """Today; for whoever has just set up the clinic, its first steps."""
    with current.store().reading() as tx:
        is_admin = "admin" in staff.find(tx, owner.id).roles
        return (
            url_for("first_run.steps")
            if is_admin and not tablets.all_tablets(tx)
            else url_for("today.show_today")
        )


def _owner() -> Owner | None:
    """Whoever may set up an app now: half signed in without one, or on the way to another.

    Either way they gave their password not long ago: a screen left open shows nobody the secret.
    """
    not_on_a_tablet()
    person, member = entering(), current.staff()
    owner = None
    if person and not person.has_app:
        owner = Owner(person.id, person.name, half=True)
    elif member:
        owner = Owner(member.id, member.name, half=False)
    if owner is None:
        return None
    with current.store().reading() as tx:
        mine = owner.half or sign_ins.is_confirmed(tx, token("staff"), second_step.HALF_LASTS)
        return owner if mine and authenticator_codes.is_prepared(tx, owner.id) else None


def _page(owner: Owner, wrong: dict[str, str], **values: int) -> str:
    layout = staff_layout()
    with current.store().reading() as tx:
        secret = authenticator_codes.typed_secret(tx, owner.id)
    page = AppPage(
        title=layout.translate("Set up your code app"),
        key=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        form_errors=form_errors(layout, wrong, values),
    )
    return show("account/authenticator.html", layout, page=page)

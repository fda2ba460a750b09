"""Staff sign-in and sign-out, in one step or two. Never on a paired tablet."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Refused, Throttled
from ...store.access import second_step, sign_ins, staff, trusted_devices
from ..http import current
from ..http.access import access
from ..http.cookies import give, take, token
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.redirects import see_other
from .sign_in_flow import (
    WAIT,
    address,
    asks_codes,
    begin,
    come_in,
    device,
    entering,
    give_sign_in,
    not_on_a_tablet,
    trusted_for,
)

routes = Blueprint("sign_in", __name__)

NO = N_("Name and password do not match.")
QUIET = N_("Nothing was done here for ten minutes, so you were signed out. What was saved is kept.")
OVER = N_("You are not signed in any more. Sign in to go on.")


@dataclass(frozen=True, kw_only=True)
class SignInPage(FormPage):
    """Name and password; or, after them, the code."""

    name: str = ""
    note: str = ""
    """One calm line for somebody who was signed out."""
    codes: bool = False
    """Whether a code is asked for on a page that follows."""


@routes.get("/staff/sign-in")
@access("public")
def form() -> ResponseReturnValue:
    """The form; for whoever proved their password, what they still owe."""
    not_on_a_tablet()
    person = entering()
    if person is None and "again" not in request.args and trusted_for():
        return see_other(url_for("unlock.form"))
    if person is None or "again" in request.args:
        return _password_page(note=_why_here())
    return _code_page() if person.has_app else see_other(url_for("authenticator.form"))


@routes.post("/staff/sign-in")
@access("public")
def sign_in() -> ResponseReturnValue:
    """Sign in with name and password, then with a code; all three may come at once."""
    not_on_a_tablet()
    only_code = "name" not in request.form and "password" not in request.form
    if wrong := _wrong_unlock():
        return (_code_page(wrong) if only_code and entering() else _password_page(wrong)), 422
    if only_code:
        return _second(token("staff"))
    try:
        begun = begin(request.form.get("name", ""), request.form.get("password", ""))
    except Refused:
        return _password_page({"password": NO}), 422
    except Throttled as wait:
        return _password_page({"password": WAIT}, count=wait.seconds), 429
    if asks_codes() and request.form.get("code"):
        return _second(begun)
    return come_in(begun, url_for("today.show_today"), _unlock())


def _second(half: str) -> ResponseReturnValue:
    """The code, for this half of a sign-in."""
    code = request.form.get("code", "")
    try:
        whole = second_step.enter(current.store(), half, code, address(), device())
    except Missing:
        return _password_page(note=OVER), 422
    except Refused as no:
        return _owing(half, _code_page({no.field: no.words}), 422)
    except Throttled as wait:
        return _owing(half, _code_page({"code": WAIT}, count=wait.seconds), 429)
    response = see_other(url_for("today.show_today"))
    give_sign_in(response, whole, _unlock())
    return response


def _unlock() -> str:
    """The short code that is to open this device today; empty where none was chosen."""
    return request.form.get("unlock", "").strip()


def _wrong_unlock() -> dict[str, str]:
    """What is wrong with it, before any try at the account is counted."""
    try:
        trusted_devices.checked(_unlock()) if _unlock() else None
    except Refused as no:
        return {no.field: no.words}
    return {}


def _owing(half: str, page: str, status: int) -> Response:
    response = Response(page, status)
    give(response, "staff", half)
    return response


@routes.post("/staff/sign-out")
@access("desk", "therapist", "admin")
def sign_out() -> ResponseReturnValue:
    """End this sign-in; a copied cookie is dead as well."""
    with current.store().writing() as tx:
        staff.sign_out(tx, token("staff"))
        trusted_devices.forget(tx, token("trusted"))
    response = see_other(url_for("sign_in.form"))
    take(response, "staff")
    take(response, "trusted")
    return response


@routes.get("/staff/still")
@access("desk", "therapist", "admin")
def still() -> ResponseReturnValue:
    """Whether a page with this ``mark`` is still its reader's: 204, or 409 for somebody else's.

    Asked by the page itself, with ``by_itself``: that is nobody at work.
    """
    mark = staff_layout().mark
    return "", 204 if request.args.get("mark", mark) == mark else 409


def _why_here() -> str:
    """Why somebody who was signed in is asked again; empty for everybody else."""
    if not token("staff") or current.staff() or entering():
        return ""
    with current.store().reading() as tx:
        return QUIET if sign_ins.left_quiet(tx, token("staff")) else OVER


def _password_page(wrong: dict[str, str] | None = None, *, note: str = "", **values: int) -> str:
    layout = staff_layout()
    page = SignInPage(
        title=layout.translate("Staff sign-in"),
        name=request.form.get("name", ""),
        note=layout.translate(note) if note else "",
        codes=asks_codes(),
        form_errors=form_errors(layout, wrong or {}, values),
    )
    return show("account/sign_in.html", layout, page=page)


def _code_page(wrong: dict[str, str] | None = None, **values: int) -> str:
    layout, person = staff_layout(), entering()
    page = SignInPage(
        title=layout.translate("Your code"),
        name=person.name if person else request.form.get("name", ""),
        form_errors=form_errors(layout, wrong or {}, values),
    )
    return show("account/code.html", layout, page=page)

"""Staff sign-in and sign-out, in one step or two. Never on a paired tablet."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from ...store import Missing, Refused, Throttled
from ...store.access import second_step, sign_ins, staff
from ..http.access import door, the_staff, the_store
from ..http.cookies import give, take, token
from ..http.form_page import Checked, to_put_right
from ..http.layout import show, staff_frame, tell
from .sign_in_flow import (
    SET_UP_APP,
    SIGN_IN,
    WAIT,
    address,
    asks_codes,
    begin,
    come_in,
    entering,
    not_on_a_tablet,
)

sign = Blueprint("sign", __name__)

NO = "Name and password do not match."
QUIET = "Nothing was done here for ten minutes, so you were signed out. What was saved is kept."
OVER = "You are not signed in any more. Sign in to go on."


@dataclass(frozen=True, kw_only=True)
class SignInPage(Checked):
    """Name and password; or, after them, the code."""

    name: str = ""
    note: str = ""
    """One calm line for somebody who was signed out."""


@sign.get("/staff/sign-in")
@door("public")
def form() -> ResponseReturnValue:
    """The form; for whoever proved their password, what they still owe."""
    not_on_a_tablet()
    person = entering()
    if person is None or "again" in request.args:
        return _password_page(note=_why_here())
    return _code_page() if person.has_app else redirect(SET_UP_APP, 303)


@sign.post("/staff/sign-in")
@door("public")
def sign_in() -> ResponseReturnValue:
    """Sign in with name and password, then with a code; all three may come at once."""
    not_on_a_tablet()
    if "name" not in request.form and "password" not in request.form:
        return _second(token("staff"))
    try:
        begun = begin(request.form.get("name", ""), request.form.get("password", ""))
    except Refused:
        return _password_page({"password": NO}), 422
    except Throttled as wait:
        return _password_page({"password": WAIT}, seconds=wait.seconds), 429
    if asks_codes() and request.form.get("code"):
        return _second(begun)
    return come_in(begun, "/staff/")


def _second(half: str) -> ResponseReturnValue:
    """The code, for this half of a sign-in."""
    try:
        whole = second_step.enter(the_store(), half, request.form.get("code", ""), address())
    except Missing:
        return _password_page(note=OVER), 422
    except Refused as no:
        return _owing(half, _code_page({"code": str(no)}), 422)
    except Throttled as wait:
        return _owing(half, _code_page({"code": WAIT}, seconds=wait.seconds), 429)
    response = redirect("/staff/", 303)
    give(response, "staff", whole)  # type: ignore[arg-type]
    return response


def _owing(half: str, page: str, status: int) -> Response:
    response = Response(page, status)
    give(response, "staff", half)
    return response


@sign.post("/staff/sign-out")
@door("desk", "therapist", "admin")
def sign_out() -> ResponseReturnValue:
    """End this sign-in; a copied cookie is dead as well."""
    with the_store().writing() as book:
        staff.sign_out(book, token("staff"))
    response = redirect(SIGN_IN, 303)
    take(response, "staff")  # type: ignore[arg-type]
    return response


def _why_here() -> str:
    """Why somebody who was signed in is asked again; empty for everybody else."""
    if not token("staff") or the_staff() or entering():
        return ""
    with the_store().reading() as book:
        return QUIET if sign_ins.left_quiet(book, token("staff")) else OVER


def _password_page(wrong: dict[str, str] | None = None, *, note: str = "", **values: int) -> str:
    frame = staff_frame()
    page = SignInPage(
        title=tell(frame, "Staff sign-in"),
        name=request.form.get("name", ""),
        note=tell(frame, note) if note else "",
        to_put_right=to_put_right(frame, wrong or {}, values),
    )
    return show("account/sign_in.html", frame, page=page)


def _code_page(wrong: dict[str, str] | None = None, **values: int) -> str:
    frame, person = staff_frame(), entering()
    page = SignInPage(
        title=tell(frame, "Your code"),
        name=person.name if person else request.form.get("name", ""),
        to_put_right=to_put_right(frame, wrong or {}, values),
    )
    return show("account/code.html", frame, page=page)

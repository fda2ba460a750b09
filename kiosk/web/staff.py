"""Staff sign-in and sign-out. Never on a paired tablet."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from ..store import Refused, Throttled, staff
from .frame import FormPage, show, staff_frame, tell
from .guard import door, the_store, the_tablet
from .sessions import give, take, token

sign = Blueprint("sign", __name__)

NO = "Name and password do not match."
WAIT = "There were too many tries. Please wait %(seconds)d seconds."


@sign.get("/staff/sign-in")
@door("public")
def form() -> str:
    """The sign-in form."""
    _not_on_a_tablet()
    return _form("")


@sign.post("/staff/sign-in")
@door("public")
def sign_in() -> ResponseReturnValue:
    """Sign in with name and password; a new token each time."""
    _not_on_a_tablet()
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        entered = staff.sign_in(the_store(), name, password, request.remote_addr or "")
    except Refused:
        return _form(NO), 422
    except Throttled as wait:
        return _form(WAIT, seconds=wait.seconds), 429
    response = redirect("/staff/", 303)
    give(response, "staff", entered)  # type: ignore[arg-type]
    return response


@sign.post("/staff/sign-out")
@door("desk", "therapist", "admin")
def sign_out() -> ResponseReturnValue:
    """End this sign-in; a copied cookie is dead as well."""
    with the_store().writing() as book:
        staff.sign_out(book, token("staff"))
    response = redirect("/staff/sign-in", 303)
    take(response, "staff")  # type: ignore[arg-type]
    return response


def _not_on_a_tablet() -> None:
    if the_tablet():
        abort(403)


def _form(wrong: str, **values: int) -> str:
    frame = staff_frame()
    page = FormPage(
        title=tell(frame, "Staff sign-in"),
        heading=tell(frame, "Staff sign-in"),
        lede="",
        here="/staff/sign-in",
        values={"name": request.form.get("name", "")},
        errors=(("password", tell(frame, wrong, values)),) if wrong else (),
        errors_title=tell(frame, "Something to check") if wrong else "",
    )
    return show("staff/sign_in.html", frame, page=page)

"""The password once more, before something leaves the clinic or is gone for good."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Missing, Refused, Throttled
from ...store.access import sign_ins
from ...store.access.staff import Staff
from ..http import current
from ..http.cookies import token, turn
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.page_parts import Sent
from .sign_in_flow import WAIT, address, device

WRONG = N_("This is not your password. Please try again.")
OURS = {"csrf_token", "password"}


@dataclass(frozen=True, kw_only=True)
class AgainPage(FormPage):
    """A field for the password, and whatever was sent, to be sent once more with it."""

    here: str
    sent: tuple[Sent, ...]


def ask_again() -> ResponseReturnValue | None:
    """A page that asks for the password; None where it was given within five minutes.

    A post may bring it in its field ``password``. The page sends the same post again.
    """
    member = current.staff()
    if member is None:
        abort(403)
    password = request.form.get("password", "")
    if not password:
        with current.store().reading() as tx:
            known = sign_ins.is_confirmed(tx, token("staff"))
        return None if known else _page({})
    try:
        given_again(member, password)
    except Refused:
        return _page({"password": WRONG}), 422
    except Throttled as wait:
        return _page({"password": WAIT}, count=wait.seconds), 429
    return None


def given_again(member: Staff, password: str) -> None:
    """Note that somebody gave their password again; their token is another from here on.

    Raises Refused and Throttled. Where another tab was first, the page with all that was typed
    comes, to be sent once more.
    """
    store, before = current.store(), token("staff")
    try:
        turn("staff", sign_ins.confirm(store, member, before, password, address(), device()))
    except Missing:
        abort(503)


def _page(wrong: dict[str, str], **values: int) -> str:
    layout = staff_layout()
    page = AgainPage(
        title=layout.translate("Your password once more"),
        here=request.path,
        sent=_sent(),
        form_errors=form_errors(layout, wrong, values),
    )
    return show("account/reauthenticate.html", layout, page=page)


def _sent() -> tuple[Sent, ...]:
    names = [name for name in request.form if name not in OURS]
    return tuple(Sent(name, value) for name in names for value in request.form.getlist(name))

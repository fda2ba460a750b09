"""Who is calling: a few cookies with random tokens, and a CSRF secret derived from them.

Nothing is kept in a cookie but a token; its hash is a row (``store.sessions``). Flask-WTF asks
for a session to hold its CSRF secret: it gets one worked out from the caller's token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any, Literal

from flask import Flask, Request, Response, after_this_request, g, request
from flask.sessions import SessionInterface, SessionMixin

from ...store.access.sessions import steady_part
from .areas import is_entrance, is_of_staff, is_station, is_walk

Kind = Literal["tablet", "station", "intake", "staff", "visitor", "known", "trusted"]

YEAR = 365 * 24 * 3600
DEVICES = frozenset({"tablet", "station", "known"})


def cookie_name(kind: Kind) -> str:
    """The cookie's name; with the prefix that binds it to this host wherever TLS is used."""
    return f"__Host-kiosk_{kind}" if request.is_secure else f"kiosk_{kind}"


def token(kind: Kind) -> str:
    """The caller's token of a kind, empty where there is none."""
    return _turned().get(kind) or request.cookies.get(cookie_name(kind), "")


def turn(kind: Kind, value: str) -> None:
    """From here on, and from the reply on, this is the caller's token of a kind."""
    _turned()[kind] = value

    @after_this_request
    def gives(response: Response) -> Response:
        if _turned().get(kind) == value:  # and nobody has given or taken another since
            give(response, kind, value)
        return response


def _turned() -> dict[str, str]:
    found: dict[str, str] = g.setdefault("turned", {})
    return found


def give(response: Response, kind: Kind, value: str) -> None:
    """Set a token's cookie. A device's stays for a year, the others with the browser."""
    _turned().pop(kind, None)
    response.set_cookie(
        cookie_name(kind),
        value,
        max_age=YEAR if kind in DEVICES else None,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def take(response: Response, kind: Kind) -> None:
    """Expire a token's cookie by name: the change throws kept pages out of the browser."""
    _turned().pop(kind, None)
    response.delete_cookie(
        cookie_name(kind),
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
        path="/",
    )


class Derived(dict[str, Any], SessionMixin):
    """The CSRF secret of this caller. A token's turn leaves the forms of other tabs good."""

    fresh = ""
    """A visitor's new token, to be set when a page used it."""
    used = False

    def __getitem__(self, key: str) -> Any:
        self.used = True
        return super().__getitem__(key)


class Sessions(SessionInterface):
    """Flask's session, without any storage of its own."""

    def open_session(self, app: Flask, request: Request) -> Derived:
        """The secret that belongs to whoever this page is for."""
        kind = _kind_for(request.path)
        known = token(kind) or (token("visitor") if kind != "visitor" else "")
        fresh = "" if known else secrets.token_urlsafe(32)
        session = Derived(csrf_token=_secret(app, known or fresh))
        session.fresh = fresh
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Give a visitor a token when the page they got holds a form."""
        if isinstance(session, Derived) and session.fresh and session.used:
            give(response, "visitor", session.fresh)


def _kind_for(path: str) -> Kind:
    if is_walk(path):
        return "intake"
    if is_entrance(path):
        return "visitor"
    if is_of_staff(path):
        return "staff"
    if is_station(path):
        return "station"
    return "tablet"


def _secret(app: Flask, caller: str) -> str:
    key = app.config["SECRET_KEY"]
    return hmac.new(key, b"csrf:" + steady_part(caller).encode(), hashlib.sha256).hexdigest()


def csrf_protected() -> bool:
    """Whether the caller's browser says the post comes from our own pages."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")

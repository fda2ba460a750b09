"""The headers on every response, and the compression of its body."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from flask import Flask, Response, request

DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    **{f"{what}-src": "'self'" for what in ("script", "style", "img", "font", "connect")},
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would break every post under TLS: Flask-WTF wants a referrer there.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "display-capture=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}

SHOWS_PAPERS = {"object-src": "'self'", "frame-src": "'self'"}
"""A page that shows one of our papers in itself. Chromium draws an object in a frame."""

SHOWN_IN_PAGES = {"frame-ancestors": "'self'"}
"""A paper that a page of ours may show in itself."""

FOREVER = "public, max-age=31536000, immutable"
"""How long a browser may keep what is the same for everybody and named by its content."""

SMALL = 600
"""Bytes under which compressing costs more than it saves."""


def init_app(app: Flask) -> None:
    """Put the headers on every response of the app, errors and files too."""
    app.after_request(_headers)
    app.after_request(_smaller)


def loosen(response: Response, directives: Mapping[str, str]) -> Response:
    """Let this one response do more than the rest of the kiosk may: one of the sets above."""
    response.headers["Content-Security-Policy"] = _policy({**DIRECTIVES, **directives})
    if directives.get("frame-ancestors") == "'self'":
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


STRICT = _policy(DIRECTIVES)

USUAL = (
    ("Content-Security-Policy", STRICT),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-store"),
    *HEADERS.items(),
)
"""What nearly every response says: one that says something else itself keeps its own word."""

_USUAL_NAMES = frozenset(name.lower() for name, _ in USUAL)


def _headers(response: Response) -> Response:
    own = _USUAL_NAMES.intersection(name.lower() for name in response.headers.keys())  # noqa: SIM118
    response.headers.extend([usual for usual in USUAL if usual[0].lower() not in own])
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def _smaller(response: Response) -> Response:
    if (
        response.direct_passthrough
        or response.is_streamed
        or response.mimetype not in ("text/html", "application/json")
        or not request.accept_encodings["gzip"]
        or (response.content_length or 0) < SMALL
    ):
        return response
    # The cookies are SameSite=Strict, so no other site can make these pages repeat its guesses.
    response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response

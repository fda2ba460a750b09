"""The headers on every response."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, request

from .compressing import smaller

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


def init_app(app: Flask) -> None:
    """Put the headers on every response of the app, errors and files too, and make it small."""
    app.after_request(_headers)
    app.after_request(smaller)


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

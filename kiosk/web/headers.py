"""The headers on every response, and the compression of its body."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would break every post under TLS: Flask-WTF wants a referrer there.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "display-capture=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}

SMALL = 600
"""Bytes under which compressing costs more than it saves."""


def dress(app: Flask) -> None:
    """Put the headers on every response of the app, errors and files too."""
    app.after_request(_headers)
    app.after_request(_smaller)


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
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

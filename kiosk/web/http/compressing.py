"""Bodies made smaller for the wire: Brotli where a browser takes it, else gzip."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import brotli
from flask import Response, request

SMALL = 600
"""Bytes under which compressing costs more than it saves."""

QUALITY, WINDOW = 5, 18
"""Of a page. A higher quality saves a hundredth more and costs a tenth more instructions."""

ENDINGS = {"br": ".br", "gzip": ".gz"}
"""By encoding, what a file ends in that was compressed at set-up. The one liked best is first."""


def encoding() -> str:
    """What the browser would have a body compressed with; empty for none."""
    return request.accept_encodings.best_match(ENDINGS) or ""


def smaller(response: Response) -> Response:
    """A page in as few bytes as its browser takes it in."""
    if (
        response.direct_passthrough
        or response.is_streamed
        or response.mimetype not in ("text/html", "application/json")
        or (response.content_length or 0) < SMALL
        or not (taken := encoding())
    ):
        return response
    # The cookies are SameSite=Strict, so no other site can make these pages repeat its guesses.
    page = response.get_data()
    if taken == "br":
        response.set_data(brotli.compress(page, quality=QUALITY, lgwin=WINDOW))
    else:
        response.set_data(gzip.compress(page, 6, mtime=0))
    return encoded(response, taken)


def encoded(response: Response, taken: str) -> Response:
    """Say how a body is compressed."""
    response.headers["Content-Encoding"] = taken
    return response


def smallest(content: bytes, taken: str, ready: Path) -> bytes:
    """A file as small as it gets: as set-up has left it in this folder, or made now."""
    file = ready / f"{hashlib.sha256(content).hexdigest()}{ENDINGS[taken]}"
    if file.exists():
        return file.read_bytes()
    made: bytes = brotli.compress(content) if taken == "br" else gzip.compress(content, 9, mtime=0)
    return made


def make_ready(content: bytes, ready: Path) -> None:
    """Leave a file there in every encoding: the best takes longer than anybody should wait."""
    for taken, ending in ENDINGS.items():
        name = f"{hashlib.sha256(content).hexdigest()}{ending}"
        (ready / name).write_bytes(smallest(content, taken, ready))

"""Static files under one address that changes with any of them, compressed once."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, url_for

from .access import access
from .headers import FOREVER

routes = Blueprint("static_files", __name__)

PLAIN = ("text/", "application/javascript", "image/svg+xml")

SUFFIXES = {".css", ".js", ".svg", ".woff2", ".ttf", ".txt", ".png", ".ico"}
"""Kinds of files a browser asks for; the paper's own faces too, for printing from the screen."""


@cache
def build_of(folder: Path) -> str:
    """A short name for the exact content of all static files."""
    digest = hashlib.sha256()
    for file in _files(folder):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def address(name: str) -> str:
    """Where a browser finds a static file. Raises KeyError for one that is not there."""
    folder = Path(str(current_app.static_folder))
    if not (folder / name).is_file():
        raise KeyError(name)
    return url_for("static_files.file", build=build_of(folder), name=name)


@routes.get("/static/<build>/<path:name>")
@access("public")
def file(build: str, name: str) -> Response:
    """One static file; unknown files and builds of yesterday are not found."""
    folder = Path(str(current_app.static_folder))
    if build != build_of(folder) or folder / name not in _files(folder):
        abort(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    zipped = kind.startswith(PLAIN) and bool(request.accept_encodings["gzip"])
    response = Response(_content(folder / name, zipped), mimetype=kind)
    response.headers["Cache-Control"] = FOREVER
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.is_file()))


@cache
def _content(file: Path, zipped: bool) -> bytes:
    content = file.read_bytes()
    return gzip.compress(content, 9, mtime=0) if zipped else content

"""Static files under one address that changes with any of them, compressed once."""

from __future__ import annotations

import hashlib
import mimetypes
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, url_for

from .access import access
from .compressing import encoded, encoding, make_ready, smallest
from .headers import FOREVER

routes = Blueprint("static_files", __name__)

PLAIN = ("text/", "application/javascript", "application/manifest+json", "image/svg+xml")

SUFFIXES = {".css", ".js", ".svg", ".woff2", ".ttf", ".txt", ".png", ".ico", ".webmanifest"}
"""Kinds of files a browser asks for; the paper's own faces too, for printing from the screen."""


READY = "vendor/ready"
"""Where set-up leaves files compressed, each named by what is in it."""

Parts = tuple[Path, ...]


@cache
def build_of(folder: Path) -> str:
    """A short name for the exact content of all static files."""
    digest = hashlib.sha256()
    for name, parts in _files(folder).items():
        digest.update(name.encode() + _joined(parts))
    return digest.hexdigest()[:12]


@cache
def address(name: str) -> str:
    """Where a browser finds a static file. Raises KeyError for one that is not there."""
    folder = Path(str(current_app.static_folder))
    if name not in _files(folder):
        raise KeyError(name)
    return url_for("static_files.file", build=build_of(folder), name=name)


@routes.get("/static/<build>/<path:name>")
@access("public")
def file(build: str, name: str) -> Response:
    """One static file; unknown files and builds of yesterday are not found."""
    folder = Path(str(current_app.static_folder))
    if build != build_of(folder) or name not in _files(folder):
        abort(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    taken = encoding() if kind.startswith(PLAIN) else ""
    response = Response(_content(folder, _files(folder)[name], taken), mimetype=kind)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    return encoded(response, taken) if taken else response


def make_all_ready(folder: Path) -> None:
    """Compress at set-up what browsers may take compressed; what was there of old files goes."""
    ready = folder / READY
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(parents=True)
    for name, parts in _files(folder).items():
        if (mimetypes.guess_type(name)[0] or "").startswith(PLAIN):
            make_ready(_joined(parts), ready)


@cache
def _files(folder: Path) -> Mapping[str, Parts]:
    """Each file by its name. A folder that ends in ``.css`` is one sheet, in parts."""
    found: dict[str, Parts] = {}
    for file in sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.is_file()):
        whole = file.parent if file.parent.suffix == ".css" else file
        name = whole.relative_to(folder).as_posix()
        found[name] = (*found.get(name, ()), file)
    return found


def _joined(parts: Parts) -> bytes:
    return b"".join(part.read_bytes() for part in parts)


@cache
def _content(folder: Path, parts: Parts, taken: str) -> bytes:
    content = _joined(parts)
    return smallest(content, taken, folder / READY) if taken else content

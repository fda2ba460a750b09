"""The only files a paper may ask for: a fixed table of names, read once, closed to all else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from ..intake.issue import LOOK, Mark

STATIC = Path(__file__).parents[2] / "static"

KINDS = {".ttf": "font/ttf", ".svg": "image/svg+xml"}

BASE = "https://paper.invalid/"
"""No machine can have this address (RFC 2606), should a name ever slip past the table."""

SHEET = "summary.css"
PRINTED = "printed.css"
"""What every other sheet begins with."""
MIRRORED = "mirrored.css"
"""What stands behind one that is read from right to left."""
FACES = (
    "vendor/paper/hyperlegible-regular.ttf",
    "vendor/paper/hyperlegible-bold.ttf",
    "vendor/paper/vazirmatn-regular.ttf",
    "vendor/paper/vazirmatn-bold.ttf",
    "vendor/paper/young-serif.ttf",
)
SIGNS = tuple(
    f"signs/{name}.svg" for name in ("stop", "caution", "line", *(f"firm-{n}" for n in range(1, 6)))
)


_lent: dict[str, tuple[bytes, str]] = {}


class NotOnTheTable(ValueError):
    """The paper asked for something that is not one of its files."""


def address(name: str) -> str:
    """The address by which a paper asks for one of its files."""
    return BASE + name


def sheet_text(name: str) -> str:
    """A stylesheet under ``static``; a folder that ends in ``.css`` is one, in parts."""
    sheet = STATIC / name
    before = [] if name == MIRRORED else [STATIC / PRINTED]
    parts = sorted(sheet.iterdir()) if sheet.is_dir() else [*before, sheet]
    return "".join(part.read_text(encoding="utf-8") for part in parts)


def fetch(url: str) -> tuple[bytes, str]:
    """A file's bytes and media type by its address. Raises NotOnTheTable for any other."""
    try:
        return _lent[url] if url in _lent else _table()[url]
    except KeyError:
        raise NotOnTheTable("a paper fetches nothing but its own files") from None


@contextmanager
def lent(mark: Mark | None) -> Iterator[None]:
    """While the block runs, the clinic's own mark is on the table too."""
    if mark:
        kind = "image/png" if mark.name.endswith(".png") else KINDS[".svg"]
        _lent[address(LOOK + mark.name)] = mark.picture, kind
    try:
        yield
    finally:
        _lent.clear()


@cache
def _table() -> dict[str, tuple[bytes, str]]:
    files = [STATIC / name for name in (*FACES, *SIGNS)]
    return {
        address(file.relative_to(STATIC).as_posix()): (file.read_bytes(), KINDS[file.suffix])
        for file in files
        if file.exists()
    }

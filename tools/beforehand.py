"""What set-up makes beforehand, so that no first start and no first browser waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piece import Piece
from system import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAKE_READY = "from kiosk.web.http import static_files as s; s.make_all_ready(s.Path('static'))"


def beforehand(root: Path) -> Iterator[Piece]:
    """Byte-code, languages and compressed files: whoever serves may not write here."""
    cache, python = root / ".cache", root / ".venv" / "bin" / "python"
    house = root / "kiosk"
    yield Piece(
        "Byte-code",
        cache / "byte-code",
        sorted([*house.rglob("*.py"), *house.rglob("*.po"), *(root / "templates").rglob("*.html")]),
        [house / "__pycache__"],
        lambda: byte_code(house, python),
        "the first start takes longer",
    )
    ready = root / "static" / "vendor" / "ready"
    files = {file for file in (root / "static").rglob("*") if file.is_file()}
    yield Piece(
        "Static files, compressed",
        cache / "compressed",
        sorted(file for file in files if ready not in file.parents),
        [ready],
        lambda: run(python, "-c", MAKE_READY, where=root),
        "each is compressed when a browser first asks for it",
    )


def byte_code(house: Path, python: Path) -> None:
    """Python's own, and what a start needs of languages, routes and templates."""
    run(python, "-m", "compileall", "-q", house)
    run(python, "-c", "import kiosk; kiosk.keep_for_starts()", where=house.parent)

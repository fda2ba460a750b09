"""Imports go down only, and each library has one room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.each import for_each
from tests.house.tree import HOUSE, files, imports

FLOORS = {
    "frozen": 0,
    "compiled": 0,
    "kept_templates": 0,
    "version": 0,
    "changed": 0,
    "whole_file": 0,
    "languages": 1,
    "addresses": 1,
    "settings": 2,
    "catalogue": 2,
    "intake": 3,
    "clinic": 4,
    "store": 5,
    "exports": 6,
    "usecases": 7,
    "web": 8,
}
TOP = 9  # kiosk/__init__.py, __main__.py, cli.py, demo: where the rooms meet
LIBRARIES = {
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "cryptography": {"store"},
    "flask": {"web"},
    "flask_wtf": {"web"},
    "wtforms": {"web"},
    "werkzeug": {"web"},
    "weasyprint": {"exports"},
    "xlsxwriter": {"exports"},
    "fontTools": {"exports"},
}
PLAIN = {"catalogue", "intake"}  # these rooms need nothing but the standard library
OURS = files("kiosk", ending=".py")


def room_of(path: Path) -> str:
    """The room a module of the package stands in; empty on the top floor."""
    room = path.parts[1].removesuffix(".py")
    return room if room in FLOORS else ""


def reached_by(path: Path) -> list[str]:
    """The modules of our own that a file imports, named from the package."""
    found = []
    for level, name in imports(path):
        if level:
            above = path.parts[1 : len(path.parts) - level]
            found.append(".".join([*above, *name.split(".")]))
        elif name.split(".")[0] == "kiosk":
            found.append(name.partition(".")[2])
    return [name for name in found if name]


def borrowed_by(path: Path) -> list[str]:
    """The libraries that a file imports."""
    return [name.split(".")[0] for level, name in imports(path) if not level]


@for_each(OURS)
def test_imports_only_go_down(path: Path):
    room = room_of(path)
    for name in reached_by(path):
        target = name.split(".")[0]
        if target != room:
            floor = FLOORS.get(room, TOP)
            assert FLOORS.get(target, TOP) < floor or floor == TOP, (
                f"{path} looks up to kiosk/{name.replace('.', '/')}: move what it needs from there "
                "down to its own floor, or itself up (docs/architecture.md says what goes where)."
            )


@for_each(OURS)
def test_libraries_stay_in_their_rooms(path: Path):
    room = room_of(path)
    for library in borrowed_by(path):
        rooms = LIBRARIES.get(library)
        assert not room or rooms is None or room in rooms, (
            f"{path} imports {library}, which lives in kiosk/{' and kiosk/'.join(rooms)} alone: "
            "ask a module there for what you need of it."
        )
        if room in PLAIN:
            assert library in sys.stdlib_module_names, (
                f"{path} imports {library}: kiosk/{room} needs the standard library alone. Hand it "
                "the plain value, and do the rest on a floor above."
            )


def test_pages_do_not_import_each_other():
    """What two pages share lies beside them, or below."""
    views = {module(path) for path in files("kiosk/web", ending=".py") if has_routes(path)}
    for path in files("kiosk/web", ending=".py"):
        if module(path) in views:
            taken = set(reached_by(path)) & views - {module(path)}
            assert not taken, (
                f"{path} imports the routes of {taken}: move what both need into a module without "
                "routes, in the room of whoever uses it or in web/http."
            )


def module(path: Path) -> str:
    """The dotted name of a module, from the package."""
    return ".".join(path.with_suffix("").parts[1:])


def has_routes(path: Path) -> bool:
    return "= Blueprint(" in (HOUSE / path).read_text("utf-8")


def test_nothing_that_runs_imports_the_tools_or_the_tests():
    for path in OURS:
        taken = {"tools", "tests", "pytest"} & set(borrowed_by(path))
        assert not taken, f"{path} imports {taken}: what runs in a clinic lives in kiosk/."


@pytest.mark.parametrize(
    "library",
    ["weasyprint", "pydyf", "fontTools", "alembic", "babel.messages", "cryptography.x509"],
)
def test_the_web_starts_without(library: str):
    code = f"import sys, kiosk, kiosk.web; sys.exit({library!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or (
        f"{library} is imported with kiosk.web, and costs each start: import it inside the "
        f"function that needs it. `python -X importtime -c 'import kiosk.web'` shows by whom."
    )

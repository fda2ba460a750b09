"""The locks: every package pinned and hashed, and no address anywhere."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

from tests.each import for_each
from tests.house.tree import HOUSE, files, imports, text
from tools.lock import APART

LOCKS = files("tools/requirements")
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s\\]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))

OURS = {"kiosk", "tests", "tools", *(path.stem for path in (HOUSE / "tools").iterdir())}
FRONT = "Mend tools/front/package-lock.json: `make locks` writes it without addresses."
# Modules whose package has another name, or comes with one that is asked for.
BROUGHT_BY = {
    "PIL": "pillow",
    "asn1crypto": "pyhanko",
    "dateutil": "icalendar",
    "cssselect2": "weasyprint",
    "cyclonedx": "cyclonedx-python-lib",
    "fontTools": "weasyprint",
    "formtools": "django-formtools",
    "jinja2": "flask",
    "pydyf": "weasyprint",
    "tinyhtml5": "weasyprint",
    "pyhanko_certvalidator": "pyhanko",
    "werkzeug": "flask",
    "yaml": "pyyaml",
}


def pins(path: Path) -> dict[str, str]:
    """The version of each package that a lock names."""
    found = [PINNED.match(line) for line in text(path).splitlines()]
    return {plain(match["name"]): match["version"] for match in found if match}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(part: str) -> list[str]:
    """The names of what pyproject.toml asks for in one part."""
    groups = {"run": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}
    groups |= PROJECT["project"]["optional-dependencies"]
    return [plain(re.split(r"[ \[<>=~!;]", wanted, maxsplit=1)[0]) for wanted in groups[part]]


@for_each(LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(path: Path):
    for line in text(path).splitlines():
        assert not line or line[0] == "#" or PINNED.match(line) or HASH.match(line), (
            f"{path} has {line!r}: type `make locks`, which writes pins and hashes alone."
        )


@for_each(LOCKS)
def test_all_that_is_asked_for_is_pinned(path: Path):
    lacking = set(asked_for(path.stem)) - set(pins(path))
    assert not lacking, f"{path} lacks {lacking}: type `make locks`."


def test_all_that_is_imported_is_asked_for_by_name():
    asked = {name for path in LOCKS for name in asked_for(path.stem)}
    for path in files("kiosk", "tests", "tools", ending=".py"):
        tops = {name.split(".")[0] for level, name in imports(path) if not level}
        others = tops - sys.stdlib_module_names - OURS
        unasked = {plain(BROUGHT_BY.get(name, name)) for name in others} - asked
        assert not unasked, (
            f"{path} imports {unasked}, which pyproject.toml does not ask for. Say what it saves "
            "in docs/decisions/, add it to pyproject.toml, and type `make locks`."
        )


def test_locks_that_are_installed_together_agree():
    seen: dict[str, str] = {}
    for path in LOCKS:
        if path.stem in APART:
            continue  # in an environment of its own
        for name, version in pins(path).items():
            assert seen.setdefault(name, version) == version, (
                f"{path} pins {name} {version}, another lock {seen[name]}: type `make locks`, "
                "which settles them together."
            )


def test_the_front_end_is_pinned_by_hash_and_not_by_address():
    lock = json.loads(text(Path("tools/front/package-lock.json")))
    packages = {name: package for name, package in lock["packages"].items() if name}
    for name, package in packages.items():
        if package.get("inBundle"):
            continue  # comes within another, under that one's hash
        assert package["integrity"].startswith("sha512-"), f"{name} has no hash. {FRONT}"
        assert "resolved" not in package, f"{name} has an address. {FRONT}"
    assert "://" not in json.dumps(lock), f"It holds an address. {FRONT}"


def test_the_front_end_asks_for_exact_versions():
    wanted = json.loads(text(Path("tools/front/package.json")))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    loose = {name: said for name, said in versions.items() if not re.fullmatch(r"[\d.]+", said)}
    assert not loose, f"Write one exact version for each in tools/front/package.json: {loose}"


def test_each_package_that_is_asked_for_has_its_reason_written_down():
    reasons = "".join(text(path) for path in files("docs/decisions", ending=".md")).lower()
    front = json.loads(text(Path("tools/front/package.json")))
    wanted = {*front["dependencies"], *front["devDependencies"]}
    wanted |= {name for path in LOCKS for name in asked_for(path.stem)}
    lacking = [name for name in sorted(wanted) if name.lower() not in reasons]
    assert not lacking, (
        f"Nothing says why we need {lacking}: say what it saves on a page of docs/decisions/, "
        "or take it out of pyproject.toml and type `make locks`."
    )

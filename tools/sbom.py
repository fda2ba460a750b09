"""Writes what the kiosk is made of, as CycloneDX 1.6: packages, versions, licences, who needs whom.

From the locks, what is installed of them, and the system's own packages. `make sbom` keeps it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from notices import installed, licence_of, pinned
from system import NEEDS

HERE = Path(__file__).resolve().parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]
FRONT = json.loads((HERE / "front" / "package-lock.json").read_text("utf-8"))["packages"]
ROOT = "intake-kiosk"

WRITTEN = re.compile(r"[A-Za-z0-9._-]+")
EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")

Json = dict[str, Any]


def plain(name: str) -> str:
    """A package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Needed(NamedTuple):
    """One requirement, as a package or the project writes it."""

    name: str
    extras: frozenset[str]
    only_for: frozenset[str]
    """The extras that bring it; none where it always comes."""


def needed(line: str) -> Needed:
    """What a line asks for. Which systems it is for does not count: see ``edges``."""
    what, _, marker = line.partition(";")
    name, _, extras = what.partition("]")[0].partition("[")
    found = WRITTEN.match(name)
    return Needed(
        plain(found[0] if found else name),
        frozenset(each.strip() for each in extras.split(",") if each.strip()),
        frozenset(EXTRA.findall(marker)),
    )


def wanted() -> list[Needed]:
    """What the kiosk itself asks for, with its extras."""
    optional = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    return [needed(each) for each in (*PROJECT["dependencies"], *optional)]


def needs_of(name: str, extras: frozenset[str]) -> Iterator[Needed]:
    """What an installed package needs, under these extras."""
    for each in map(needed, distribution(name).requires or ()):
        if not each.only_for or each.only_for & extras:
            yield each


def edges() -> dict[str, set[str]]:
    """Who needs whom of what is installed, by plain name, from the kiosk down."""
    here = {plain(each.name) for each in installed()}
    found: dict[str, set[str]] = {name: set() for name in (ROOT, *here)}
    waiting, seen = [(ROOT, each) for each in wanted()], set()
    while waiting:
        whose, each = waiting.pop()
        if each.name not in here:
            continue
        found[whose].add(each.name)
        if each not in seen:
            seen.add(each)
            waiting += [(each.name, more) for more in needs_of(each.name, each.extras)]
    return found


def python_parts() -> Iterator[Json]:
    """The Python packages that are installed, each at its pin."""
    for each in installed():
        name = plain(each.name)
        yield {
            "type": "library",
            "bom-ref": name,
            "name": each.name,
            "version": each.version,
            "licenses": [_licence(licence_of(each), bool(each.metadata["License-Expression"]))],
            "purl": f"pkg:pypi/{name}@{each.version}",
        }


def front_parts() -> Iterator[Json]:
    """The scripts and faces that are served."""
    for path, said in FRONT.items():
        if path and not said.get("dev"):
            name = path.removeprefix("node_modules/")
            yield {
                "type": "library",
                "bom-ref": name,
                "name": name,
                "version": said["version"],
                "licenses": [_licence(said["license"], known=False)],
                "purl": f"pkg:npm/{quote(name)}@{said['version']}",
            }


def system_parts() -> Iterator[Json]:
    """Pango and typefaces, with their versions where Debian's packages are at hand."""
    for name in " ".join(need.packages for need in NEEDS if need.purpose == "run").split():
        part = {"type": "library", "bom-ref": name, "name": name, "purl": f"pkg:deb/debian/{name}"}
        if version := _debian_version(name):
            part |= {"version": version, "purl": f"{part['purl']}@{quote(version)}"}
        yield part


def _debian_version(name: str) -> str:
    command = ["dpkg-query", "--show", "--showformat=${Version}", name]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _licence(said: str, known: bool) -> Json:
    """An expression only where its package promises SPDX's own words."""
    return {"expression": said} if known else {"license": {"name": said}}


def bill(now: datetime) -> Json:
    """The whole bill of materials."""
    parts = [*python_parts(), *front_parts(), *system_parts()]
    whom = edges()
    whom[ROOT] |= {part["bom-ref"] for part in (*front_parts(), *system_parts())}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": now.isoformat(timespec="seconds"), "component": _kiosk()},
        "components": parts,
        "dependencies": [{"ref": n, "dependsOn": sorted(on)} for n, on in sorted(whom.items())],
    }


def _kiosk() -> Json:
    return {
        "type": "application",
        "bom-ref": ROOT,
        "name": PROJECT["name"],
        "version": PROJECT["version"],
        "licenses": [_licence(PROJECT["license"], known=True)],
    }


def lacking() -> list[str]:
    """Pinned packages at another version than their pin: the bill would not be of the locks."""
    versions = {plain(each.name): each.version for each in installed()}
    pins = {plain(name): version for name, version in pinned().items()}
    return sorted(name for name, version in versions.items() if pins[name] != version)


if __name__ == "__main__":
    if odd := lacking():
        sys.exit(f"Installed otherwise than pinned: {', '.join(odd)}. Type `make setup` first.")
    json.dump(bill(datetime.now(UTC)), sys.stdout, indent=1)
    sys.stdout.write("\n")

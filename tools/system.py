"""What the kiosk wants of the machine itself: other programs, libraries and typefaces."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]


class Stuck(Exception):
    """Something could not be done; the message says why and what to type."""


class Need(NamedTuple):
    """Something of the system's own, and the Debian packages that bring it."""

    purpose: str
    what: str
    packages: str
    is_there: Callable[[], bool]


def settle_needs(purpose: str) -> bool:
    """Install what the system lacks, or say in one line what to type. Says whether it lacked."""
    wanted = [need for need in NEEDS if need.purpose in (purpose, "run")]
    missing = [need for need in wanted if not need.is_there()]
    if not missing:
        return False
    if may_install():
        print(f"System packages for {purposes(missing)} …", flush=True)
        apt_install(packages(missing).split())
        missing = [need for need in missing if not need.is_there()]
    if missing:
        print(f"Missing for {purposes(missing)}: sudo apt-get install {packages(missing)}")
    return True


def purposes(needs: Sequence[Need]) -> str:
    return " and for ".join(need.what for need in needs)


def packages(needs: Sequence[Need]) -> str:
    return " ".join(need.packages for need in needs)


def may_install() -> bool:
    """Whether apt-get may be used without asking anyone for a password."""
    if not has_program("apt-get"):
        return False
    try:
        run(*AS_ROOT, "true")
    except Stuck:
        return False
    return True


def apt_install(names: Sequence[str]) -> None:
    apt = [*AS_ROOT, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *names]
    try:
        run(*install)
    except Stuck:  # the list of packages may be missing or old
        subprocess.run([*apt, "update"], check=False, capture_output=True)
        try:
            run(*install)
        except Stuck as stuck:
            print(stuck, file=sys.stderr)


def run(*command: str | Path, where: Path | None = None) -> None:
    """Run a program quietly; Stuck, with its last words, if it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=where, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Stuck(str(error)) from None
    if done.returncode:
        last_words = (done.stdout + done.stderr).strip().splitlines()[-12:]
        raise Stuck("\n".join([f"This failed: {' '.join(words)}", *last_words]))


def has_libraries(*names: str) -> bool:
    try:
        return all(ctypes.CDLL(name) for name in names)
    except OSError:
        return False


def has_faces(*names: str) -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return {file.name for folder in folders for file in folder.rglob("*.ttf")}.issuperset(names)


def has_program(*names: str) -> bool:
    return any(shutil.which(name) for name in names)


def has_postgresql() -> bool:
    return has_program("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


NEEDS = (
    Need(
        "run",
        "drawing the paper",
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        lambda: has_libraries(
            "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"
        ),
    ),
    Need(
        "run",
        "printing every alphabet",
        "fonts-dejavu-core fonts-droid-fallback fonts-freefont-ttf fonts-lexi-gulim fonts-symbola",
        lambda: has_faces(
            "DejaVuSans.ttf",
            "DroidSansFallbackFull.ttf",
            "FreeSans.ttf",
            "LexiGulim.ttf",
            "Symbola_hint.ttf",
        ),
    ),
    Need(
        "test",
        "tests in a browser",
        "chromium libatomic1",  # what drives the browser is linked against it
        lambda: has_program("chromium") and has_libraries("libatomic.so.1"),
    ),
    Need(
        "test",
        "quick tests in a browser",
        "chromium-headless-shell",  # the same engine alone; without it the whole browser serves
        lambda: has_program("chromium-headless-shell") or not Path("/etc/debian_version").exists(),
    ),
    Need(
        "test",
        "tests of a printer",
        "cups-daemon cups-client",
        lambda: Path("/usr/sbin/cupsd").exists() and has_program("cancel"),
    ),
    Need(
        "test",
        "tests in a second browser",
        "firefox-esr",
        lambda: has_program("firefox-esr", "firefox"),
    ),
    Need(
        "test",
        "tests of service and container",
        "systemd debootstrap",
        lambda: has_program("systemd-analyze") and Path("/usr/sbin/debootstrap").exists(),
    ),
    Need("test", "tests of what waits for the disk", "strace", lambda: has_program("strace")),
    Need(
        "scan",
        "scans of the proxy",
        "caddy testssl.sh",
        lambda: all(map(shutil.which, ("caddy", "testssl"))),
    ),
    Need("test", "tests that look at the paper", "poppler-utils", lambda: has_program("pdftoppm")),
)

"""Debian's Firefox as a page for a tablet: what hands and eyes need of one, over Marionette.

Playwright drives no Firefox but its own. Marionette is in every Firefox: JSON over a socket.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from playwright.sync_api import Error

from tests.patience import PATIENCE

AS_SHIPPED = {
    "marionette.port": 0,  # any that is free; it is written into the profile
    "remote.prefs.recommended": False,  # what drivers switch off is what would keep something
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # Nobody is called but the clinic: every other address is behind a door that is shut.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}

WIDE, TALL = 1024, 4000
"""Every page fits without scrolling: Firefox scrolls to a field some time after one typed in it."""


def firefox() -> str:
    """Where Firefox lies; empty where this machine has none."""
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


class FirefoxPage:
    """A page of Firefox, with as much of Playwright's as a tablet uses."""

    def __init__(self, wire: socket.socket, replies: BinaryIO) -> None:
        self.wire, self.replies = wire, replies
        self.context = self.touchscreen = self.keyboard = self
        self._reply()
        self.does("NewSession", acceptInsecureCerts=True)
        self.does("SetWindowRect", width=WIDE, height=TALL)

    @property
    def url(self) -> str:
        return str(self.does("GetCurrentURL")["value"])

    def goto(self, url: str) -> None:
        self.does("Navigate", url=url)

    def reload(self) -> None:
        self.does("Refresh")

    def turns(self, by: int) -> None:
        """One page back or forward in the history; nowhere at its end."""
        self.does("Back" if by < 0 else "Forward")

    def evaluate(self, function: str, about: Any = None) -> Any:
        """What a function of a script finds; Firefox runs it also where pages may run none."""
        script = f"return ({function})(...arguments)"
        return self.does("ExecuteScript", script=script, args=[about])["value"]

    def tap(self, x: float, y: float) -> None:
        there = {"type": "pointerMove", "x": round(x), "y": round(y)}
        acts = [there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.does("PerformActions", actions=[{"type": "pointer", "id": "finger", "actions": acts}])

    def insert_text(self, words: str) -> None:
        (field,) = self.does("GetActiveElement")["value"].values()
        self.does("ElementSendKeys", id=field, text=words)

    def add_cookies(self, cookies: list[dict[str, Any]]) -> None:
        for cookie in cookies:
            url = cookie["url"]
            if not self.url.startswith(url):
                self.goto(url)
            kept = {key: value for key, value in cookie.items() if key != "url"}
            self.does("AddCookie", cookie={**kept, "path": "/"})

    def wait_for_timeout(self, milliseconds: float) -> None:
        time.sleep(milliseconds / 1000)

    def set_default_timeout(self, milliseconds: float) -> None:
        """Every look has a patience of its own."""

    def on(self, event: str, listens: object) -> None:
        """Firefox tells no tales."""

    def quits(self) -> None:
        """As a person closes it: what it keeps, it writes down."""
        self.does("Quit", of="Marionette", flags=["eAttemptQuit"])

    def does(self, command: str, of: str = "WebDriver", **about: Any) -> Any:
        """One command, and what it brings. Raises Error."""
        sent = json.dumps([0, 1, f"{of}:{command}", about]).encode()
        self.wire.sendall(b"%d:%s" % (len(sent), sent))
        _, _, wrong, found = self._reply()
        if wrong:
            raise Error(f"{command}: {wrong['message']}")
        return found

    def _reply(self) -> Any:
        length = b"".join(iter(lambda: self.replies.read(1), b":"))
        return json.loads(self.replies.read(int(length)))


@contextmanager
def firefox_page(profile: Path, *, script: bool) -> Iterator[FirefoxPage]:
    """A page of a Firefox that keeps this profile, as shipped; with scripts or without."""
    settings = {**AS_SHIPPED, "javascript.enabled": script}
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items())
    (profile / "user.js").write_text("".join(lines))
    with _running(profile), _wire_to(_port(profile)) as (wire, replies):
        page = FirefoxPage(wire, replies)
        yield page
        page.quits()


@contextmanager
def _running(profile: Path) -> Iterator[None]:
    command = [firefox(), "--marionette", "--headless", "--no-remote", "--profile", str(profile)]
    screen = {"MOZ_HEADLESS_WIDTH": str(WIDE), "MOZ_HEADLESS_HEIGHT": str(TALL)}
    with subprocess.Popen(
        command,
        env={**os.environ, **screen},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield
            running.wait(PATIENCE)
        finally:
            running.kill()


@contextmanager
def _wire_to(port: int) -> Iterator[tuple[socket.socket, BinaryIO]]:
    wire = socket.create_connection(("127.0.0.1", port), PATIENCE)
    with wire, wire.makefile("rb") as replies:
        yield wire, replies


def _port(profile: Path) -> int:
    told = profile / "MarionetteActivePort"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError, ValueError):
            return int(told.read_text())
        time.sleep(0.05)
    raise AssertionError("Firefox never said where it listens")

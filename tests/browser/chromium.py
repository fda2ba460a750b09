"""The system's Chromium, kept from calling anybody but the clinic."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

ALONE = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

UNISOLATED = [
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--disable-features=SpareRendererForSitePerProcess,IsolateOrigins,site-per-process",
]
"""One process draws every page: there is one site here, and each process costs half a second."""

AS_WIDE = "--font-render-hinting=none"
"""Letters are as wide in the shell as on a clinic's screen, not rounded to whole pixels."""

TABLET = {"width": 1024, "height": 768}


def chromium() -> str:
    """Where Chromium lies; empty where this machine has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


def shell() -> str:
    """The same engine without windows, menus or PDFs, at two thirds of the price; else Chromium."""
    return shutil.which("chromium-headless-shell") or chromium()


def launching(*more: str, program: str = "") -> dict[str, Any]:
    """How Chromium is started. Root has no sandbox to put it in."""
    rootless = [] if os.geteuid() else ["--no-sandbox"]
    started = program or chromium()
    return {"executable_path": started, "headless": True, "args": [*ALONE, *more, *rootless]}


def held_in_hand(**other: Any) -> dict[str, Any]:
    """A tablet in a client's hand: touched, in daylight, over a connection of our own making."""
    return {
        "has_touch": True,
        "viewport": TABLET,
        "color_scheme": "light",
        "ignore_https_errors": True,
        **other,
    }


def cookie(address: str, kind: str, token: str) -> dict[str, Any]:
    """A token as the clinic gives it to a browser."""
    tls = address.startswith("https:")
    return {
        "name": f"{'__Host-' if tls else ''}kiosk_{kind}",
        "value": token,
        "url": f"{address}/",
        "secure": tls,
        "httpOnly": True,
        "sameSite": "Strict",
    }


def files_holding(folder: Path, words: str) -> list[Path]:
    """Every file under a folder with these words in it, as UTF-8 or as UTF-16."""
    wanted = (words.encode(), words.encode("utf-16-le"))
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if any(word in file.read_bytes() for word in wanted)]

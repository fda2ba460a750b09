"""Beside the server: a command of ours in a process of its own, so that it keeps no client."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

from . import HOUSE
from .settings import Settings

Start = Callable[[Mapping[str, str]], "subprocess.Popen[bytes]"]
"""Begins one command with this environment."""


def begin(environ: Mapping[str, str], *words: str) -> subprocess.Popen[bytes]:
    """Begin a command; what it says of faults stands on our own console."""
    return subprocess.Popen(  # noqa: S603 - words of our own
        [sys.executable, "-m", "kiosk", *words],
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def environ_of(settings: Settings) -> dict[str, str]:
    """The settings as such a command reads them."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(HOUSE), os.environ.get("PYTHONPATH")))),
        "KIOSK_DATA": str(settings.data),
        "KIOSK_DATABASE_URL": settings.database_url,
        "KIOSK_KEY_FILE": str(settings.key_in_use),
        "KIOSK_BACKUP": str(settings.backup or ""),
        "KIOSK_BACKUP_MONTHS": str(settings.backup_months),
        "KIOSK_CALENDAR_URL": settings.calendar_url,
    }

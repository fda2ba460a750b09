"""The row about a large clinic as a whole: looking through all of it, its start and its end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from kiosk.settings import Settings

from .copies import LIGHT
from .measure import ROOT, Row
from .synthetic import a_clinic

VISITS = 100_000
TICKS = os.sysconf("SC_CLK_TCK")


def row_20(visits: int = VISITS) -> Row:
    """Each in seconds of CPU; the end, by the clock."""
    with a_clinic(visits, LIGHT) as (settings, _):
        looked = doctor(settings)
        with serving(settings) as (server, started):
            time.sleep(3)
            asked = time.monotonic()
            server.send_signal(signal.SIGTERM)
            server.wait()
            ended = time.monotonic() - asked
    return Row(
        "20",
        f"doctor, and start to the first answer, with {visits} light visits, CPU; SIGTERM to exit",
        "≤ 30 s, ≤ 3 s; ≤ 2 s",
        f"{looked:.1f} s, {started:.1f} s; {ended:.1f} s",
        looked <= 30 and started <= 3 and ended <= 2,
    )


def doctor(settings: Settings) -> float:
    """Seconds of CPU of looking through all that is kept. Raises where something is not whole."""
    before = os.times()
    command = [sys.executable, "-m", "kiosk", "doctor"]
    said = subprocess.run(
        command, check=False, cwd=ROOT, env=_told(settings), text=True, capture_output=True
    ).stdout
    for sentence in ("Records are whole", "Records, clients and accounts", "The audit is unbroken"):
        if f"ok   {sentence}" not in said:
            raise RuntimeError(said)
    return sum(os.times()[2:4]) - sum(before[2:4])


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The kiosk, and the seconds of CPU until it answered first."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    told = {**_told(settings), "KIOSK_PORT": port}
    quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "kiosk"]
    with subprocess.Popen(command, cwd=ROOT, env=told, **quietly) as server:  # type: ignore[call-overload]
        try:
            while not _answers(f"http://127.0.0.1:{port}/healthz"):
                if server.poll() is not None:
                    raise RuntimeError("the kiosk does not start")
                time.sleep(0.02)
            yield server, _cpu_of(server.pid)
        finally:
            server.kill()


def _told(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "KIOSK_DATA": str(settings.data),
        "KIOSK_KEY_FILE": str(settings.key_file),
        "KIOSK_TOTP": "off",
    }


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _cpu_of(root: int) -> float:
    """Seconds of CPU of a process and of all that came of it."""
    parents, spent = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = file.read_text("utf-8").rpartition(") ")[2].split()
        except OSError:
            continue
        parents[int(file.parent.name)] = int(words[1])
        spent[int(file.parent.name)] = sum(int(each) for each in words[11:15]) / TICKS
    family = {root}
    while more := {each for each, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(spent.get(each, 0.0) for each in family)

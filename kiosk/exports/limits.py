"""What the press process may not do: outlive us, or take processor, memory and disk without end."""

from __future__ import annotations

import ctypes
import math
import os
import resource
import select
import signal
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..frozen import dataclass

MIB = 1024 * 1024
ONE_FILE = MIB
"""Not 0: the PDF engine writes each face to a temporary file once."""

PR_SET_PDEATHSIG = 1
AGAIN = 0.25
"""Processor seconds until a drawing that caught its end is told once more."""


@dataclass(frozen=True)
class Limits:
    """What one paper may take, and how long somebody waits for it.

    Processor time is what a paper costs. Seconds on the wall tell how busy the machine is: they
    are wide, and only end what waits for something that never comes.
    """

    cpu: float = 20.0
    grace: float = 5.0
    """Processor seconds more, then the system ends a process that could not be told."""
    wall: float = 300.0
    memory: int = 512 * MIB
    patience: float = 8.0
    """Seconds that whoever opens a paper is kept waiting."""


class Spent(BaseException):
    """The processor time is used up. No ordinary handler on the way may take it for its own."""


_drawing = False


def settle(folder: str, parent: int, limits: Limits, nice: int) -> None:
    """Set the limits of this process; its temporary files go to a folder of its own."""
    _die_with(parent)
    os.nice(nice)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ONE_FILE, ONE_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Ctrl-C on the console is for the web process: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, _stop)
    own = Path(folder) / str(os.getpid())
    own.mkdir(mode=0o700)
    os.environ["TMPDIR"] = tempfile.tempdir = str(own)


def within(cpu: float, grace: float, task: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """What the task makes in so much processor time. Raises Spent; the process is none the worse.

    The system's own limit counts for the whole process, so it moves along with what is used.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(used.ru_utime + used.ru_stime + cpu + grace)
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))
    try:
        try:
            _watch(cpu)
            return task(*args)
        finally:
            _watch(0)
    except Spent:
        # It may have come in the middle of the line above.
        _watch(0)
        raise


def _watch(cpu: float) -> None:
    """Raise Spent after so much processor time from now; 0 takes that back."""
    global _drawing
    _drawing = cpu > 0
    signal.setitimer(signal.ITIMER_PROF, cpu, AGAIN if cpu else 0)


def _stop(*_: object) -> None:
    if _drawing:
        raise Spent


def end_with_parent() -> None:
    """Have the system end this process, at once, when the one that forked it ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _die_with(parent: int) -> None:
    """End with the process that forked us, and with the web process behind it."""
    end_with_parent()
    try:
        watch = os.pidfd_open(parent)
    except ProcessLookupError:
        os._exit(1)  # it ended while this one began
    threading.Thread(target=_end_after, args=(watch,), daemon=True).start()


def _end_after(watch: int) -> None:
    select.select([watch], [], [])
    os._exit(1)

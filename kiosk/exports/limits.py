"""What the press process may not do: outlive us, fill the memory or the disk, or hurry."""

from __future__ import annotations

import ctypes
import os
import resource
import select
import signal
import tempfile
import threading
from pathlib import Path

MEMORY = 512 * 1024 * 1024
ONE_FILE = 1024 * 1024
"""Not 0: the PDF engine writes each face to a temporary file once."""

PR_SET_PDEATHSIG = 1
NICE = 10


def settle(folder: str, parent: int) -> None:
    """Set the limits of this process; its temporary files go to a folder of its own."""
    _die_with(parent)
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ONE_FILE, ONE_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    own = Path(folder) / str(os.getpid())
    own.mkdir(mode=0o700)
    os.environ["TMPDIR"] = tempfile.tempdir = str(own)


def _die_with(parent: int) -> None:
    """End with the process that forked us, and with the web process behind it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    watch = os.pidfd_open(parent)
    threading.Thread(target=_end_after, args=(watch,), daemon=True).start()


def _end_after(watch: int) -> None:
    select.select([watch], [], [])
    os._exit(1)

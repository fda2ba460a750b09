"""Scratch folders: for what lies open on the disk for a moment, and is gone afterwards."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..engine.keys import make_private

_NAME = "scratch-"


@contextmanager
def scratch(data: Path) -> Iterator[Path]:
    """A folder for its owner alone inside ``data``. What a killed process left there goes too."""
    make_private(data)
    _sweep(data)
    folder = Path(tempfile.mkdtemp(prefix=_NAME, dir=data))
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _sweep(data: Path) -> None:
    """Whoever still works in its folder holds it; a process that died holds nothing."""
    for left in data.glob(f"{_NAME}*"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)

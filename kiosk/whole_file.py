"""A whole file: written beside its place and put there at once, on disk before anybody is told."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

HALF = ".part"
"""What the name of a draft ends with; it begins with a full stop and the file's own name."""


@contextmanager
def whole_file(file: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone, there whole and for good once this is left, or not at all.

    What lay there before lies there until then. Whoever writes holds the draft, so that it is told
    from a half that a killed process left. Raises OSError.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}{HALF}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield out
            out.flush()
            os.fsync(handle)
            # Whoever reads it back reads the disk, and not what is still in memory.
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            draft.replace(file)
        sync_folder(file.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in this folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Compiled: what was once worked out from files, kept beside byte-code as a start needs it.

Python does the same for its own modules: the file lies where byte-code would, is trusted as
byte-code is, and is read anew once what it was made from has changed. A folder that cannot be
written to costs a slower start, and nothing else.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

MEANS = 2
"""What the parts are: to be raised with every change of what is kept in them."""

Parts = Sequence[Callable[[], Any]]
"""What makes each part from the text; a later part may be large, and is left unread till asked."""


def compiled(
    source: Path, beside: Sequence[Path | str], parts: Parts, part: int, given: object = None
) -> Any:
    """One part of what is made from this file and those beside it: kept, or made now.

    ``given`` is what else goes into it. All of it is plain values alone, as ``marshal`` takes them.
    """
    kept = Path(cache_from_source(str(source))).with_suffix(".kept")
    stamp = (MEANS, given, *(_state(file) for file in (source, *beside)))
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError), kept.open("rb") as file:
        if marshal.load(file) == stamp:  # noqa: S302 - ours, as byte-code is
            for _ in range(part):
                marshal.load(file)  # noqa: S302
            return marshal.load(file)  # noqa: S302
    made = [make() for make in parts]
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError):
            _keep(kept, [stamp, *made])
    return made[part]


def _state(file: Path | str) -> tuple[int, int]:
    found = os.stat(file)  # noqa: PTH116 - a Path for each of eight hundred costs a start more
    return found.st_mtime_ns, found.st_size


def _keep(kept: Path, values: Sequence[Any]) -> None:
    kept.parent.mkdir(exist_ok=True)
    new = kept.with_suffix(f".{os.getpid()}")
    with new.open("wb") as file:
        for value in values:
            marshal.dump(value, file)
    new.replace(kept)

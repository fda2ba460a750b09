"""A piece of a set-up, made once: its stamp tells whether what it is made of has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Piece(NamedTuple):
    """Something to make: done when its stamp names these inputs and its results are there."""

    name: str
    stamp: Path
    inputs: Sequence[Path]
    results: Sequence[Path]
    make: Callable[[], None]
    without_it: str = ""  # what still works; empty when nothing does

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in self.inputs:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def is_done(self) -> bool:
        if not self.stamp.exists() or not all(path.exists() for path in self.results):
            return False
        return self.stamp.read_text("utf-8") == self.fingerprint()

"""Passwords that leaked often, of the length we ask for: known again, and not to be read here."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from pathlib import Path

HELD = Path(__file__).with_suffix(".bin")
"""The first bytes of each one's hash, in order; ``tools/common_passwords.py`` makes it."""

SIZE = 4
"""Bytes kept of a hash: one drawn password in 100,000 is taken for a common one."""


def piece(password: str) -> bytes:
    """What is kept of a password. Capitals are the first thing that guessers try."""
    return hashlib.sha256(password.casefold().encode("utf-8", "replace")).digest()[:SIZE]


def is_listed(password: str) -> bool:
    """Whether it has leaked often. Looked up on the disk: nobody holds the list in memory."""
    held = HELD.read_bytes()
    wanted, count = piece(password), len(held) // SIZE
    at = bisect_left(range(count), wanted, key=lambda row: held[row * SIZE : (row + 1) * SIZE])
    return held[at * SIZE : (at + 1) * SIZE] == wanted

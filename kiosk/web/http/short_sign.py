"""The sign of an intake or a visit: three letters that mean nothing and tell two apart."""

from __future__ import annotations

import hashlib

from ...store.intakes.arrival_codes import LETTERS

LENGTH = 3


def sign_of(this: str) -> str:
    """The same on every page, and on the client's own tablet: "K7F"."""
    drawn = hashlib.sha256(f"sign:{this}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in drawn[:LENGTH])

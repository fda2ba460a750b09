"""Arrival codes: six signs that a client types on the pad at Welcome. Only a keyed hash is kept."""

from __future__ import annotations

import secrets
from unicodedata import normalize

from ..engine.transaction import Transaction

LETTERS = "CFHJKMRTWXY34679"
"""What codes are made of: nothing that looks like another, and no vowels that make words."""

_CODE = 6


def drawn() -> str:
    """A new one."""
    return "".join(secrets.choice(LETTERS) for _ in range(_CODE))


def spaced(code: str) -> str:
    """In two halves, as it is read aloud."""
    return f"{code[: _CODE // 2]} {code[_CODE // 2 :]}"


def kept(tx: Transaction, code: str) -> bytes:
    """What of a code is kept."""
    return tx.keys.blind("arrival", _plain(code))


def is_code(typed: str) -> bool:
    """Whether there is anything in it that could be a code."""
    return bool(_plain(typed))


def _plain(typed: str) -> str:
    return "".join(c for c in normalize("NFKC", typed).upper() if c.isalnum())

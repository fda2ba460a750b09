"""Sealing: bytes that only this clinic's key opens, and only where they were put."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag

from ..errors import Unreadable
from .allowance import spend
from .keys import Keys

PLAIN, IN_PARTS = 1, 2
"""How what was sealed is written, told by the first byte: so that what is written as it was once
is found without being opened. It opens alike."""
_HEAD = 14


def seal(keys: Keys, plain: bytes, bound_to: str, form: int = PLAIN) -> bytes:
    """AES-256-GCM over ``plain``: form, key id, 12-byte nonce, ciphertext with its tag.

    ``bound_to`` names table, row and version; the seal opens under exactly that name.
    """
    nonce = os.urandom(12)
    head = bytes((form, keys.current))
    sealed = keys.cipher(keys.current).encrypt(nonce, plain, head + bound_to.encode())
    return head + nonce + sealed


def unseal(keys: Keys, sealed: bytes, bound_to: str) -> bytes:
    """What was sealed. Raises Unreadable where a bit, the place or the key is another."""
    spend()
    if len(sealed) < _HEAD + 16 or sealed[0] not in (PLAIN, IN_PARTS) or not keys.has(sealed[1]):
        raise Unreadable(bound_to)
    try:
        return keys.cipher(sealed[1]).decrypt(
            sealed[2:_HEAD], sealed[_HEAD:], sealed[:2] + bound_to.encode()
        )
    except InvalidTag:
        raise Unreadable(bound_to) from None

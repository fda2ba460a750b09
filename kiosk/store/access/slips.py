"""Slips: what somebody asked for, sealed for their sign-in. An address may hold it: it tells
nothing, and is good for nobody else.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from ..engine.sealing import seal, unseal
from ..engine.transaction import Transaction
from ..errors import Missing, Unreadable
from . import sessions


def write(tx: Transaction, what: str, said: Sequence[str], token: str) -> str:
    """A slip of this sign-in that asks for ``what``, as ``said``."""
    sealed = seal(tx.keys, json.dumps(list(said)).encode(), _place(what, token))
    return urlsafe_b64encode(sealed).decode()


def read(tx: Transaction, what: str, slip: str, token: str) -> list[str]:
    """What a slip says. Raises Missing for anybody else's, and for one of something else."""
    try:
        said: list[str] = json.loads(unseal(tx.keys, urlsafe_b64decode(slip), _place(what, token)))
    except (ValueError, Unreadable):
        raise Missing("slip") from None
    return said


def _place(what: str, token: str) -> str:
    return f"{what}:{sessions.hashed(sessions.steady_part(token)).hex()}"

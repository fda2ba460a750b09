"""Overtaken: somebody else changed a thing while a page of it was open; nothing is written over."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..languages import N_
from ..store import Refused

CHANGED_MEANWHILE = N_(
    "Somebody changed this while the page was open. Look at what it is now; to keep yours instead, "
    "save again."
)


class Overtaken(Refused):
    """It is no more what it was when whoever asks looked at it."""

    def __init__(self, field: str) -> None:
        super().__init__(field, CHANGED_MEANWHILE)


def sign_of(value: Any) -> str:
    """A short sign of what something is, for a form to say what was looked at."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def not_overtaken(field: str, now: Any, wanted: Any, was: str) -> None:
    """Raises Overtaken where it is no longer what it ``was``, unless it is as wanted already.

    Without a sign, nobody looked: a command, or a script.
    """
    if was and now != wanted and sign_of(now) != was:
        raise Overtaken(field)

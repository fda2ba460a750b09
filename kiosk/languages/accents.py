"""Names without their accents: as they are typed in haste, and as a list has them in order."""

from __future__ import annotations

import re
from unicodedata import normalize

_ACCENTS = re.compile(r"[\u0300-\u036f]")


def without_accents(name: str) -> str:
    """ "fevrier" for "février", in small letters; the signs of other scripts stay."""
    return _ACCENTS.sub("", normalize("NFD", name)).casefold()

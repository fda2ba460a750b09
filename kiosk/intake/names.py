"""Names as people look for them: without accents, capitals or the order of the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import combining, normalize

NAMES = ("full_name", "preferred_name", "guardian_name")
"""The answers that name somebody a visit may be remembered by."""

# Letters that Unicode does not take apart into a letter and its accent.
ALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(name: str) -> str:
    """The name as it is compared: "Zoë Ångström-Łukasz" is "zoe angstrom lukasz"."""
    apart = normalize("NFKD", name.casefold())
    plain = "".join(c for c in apart if not combining(c) and c not in "'’").translate(ALONE)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def goes_by(answers: Mapping[str, Any], wanted: str) -> bool:
    """Whether every word looked for (already folded) begins a word of one of the names.

    Scripts that write names without spaces are looked through: any part of a word will do.
    """
    words = [word for key in NAMES for word in folded(str(answers.get(key) or "")).split()]
    return all(any(_meets(part, word) for word in words) for part in wanted.split())


def _meets(part: str, word: str) -> bool:
    return word.startswith(part) or (not part.isascii() and part in word)

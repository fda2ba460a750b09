"""Names: when two are the same, which folds nothing, and how they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, combining, name, normalize

from .showing import HIDDEN

NAMES = ("full_name", "preferred_name", "guardian_name")
"""The answers that name somebody a visit may be remembered by."""

# Letters that Unicode does not take apart into a letter and its accent.
ALONE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"þ": "th"}
    | dict.fromkeys("ʻʼʽʹʾʿ")
)

SPACED_ACCENTS = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts in which a letter without its marks is still looked for as that letter."""

UNSPACED = (
    *("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI"),
    *("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"),
)
"""Scripts that write a name without spaces: there any part of a word is looked for."""

_OTHERWISE = str.maketrans(
    {"\u309b": "\u3099", "\u309c": "\u309a", "\u3164": " ", "\uffa0": " ", "´": "'"}
)
"""Voicing marks and an apostrophe typed as characters of their own; letters drawn as a blank."""

_APOSTROPHES = "'’‘‛`′"
"""However one is typed, it stands between the letters of one word."""

_WITHIN, _ASIDE = re.compile(f"[{_APOSTROPHES}]"), re.compile("[^0-9A-Za-z]")
"""The same for words in ASCII alone, which most are: what joins letters, and what parts them."""


def same_name(one: str, other: str) -> bool:
    """Whether the letters of both are the same: voicing marks, vowel signs and accents are letters.

    Capitals, the widths of letters, what does not show and what stands between words are none.
    """
    return bool(letters(one)) and letters(one) == letters(other)


def letters(name: str) -> str:
    """The words of a name with all their letters: NFKC, no capitals, nothing that does not show."""
    return _words(_seen(name))


def folded(name: str) -> str:
    """The name as it is looked for: "Zoë Ångström-Łukasz" is "zoe angstrom lukasz".

    Marks are dropped in Latin, Greek and Cyrillic alone: だ stays another letter than た.
    """
    if name.isascii() and name.isprintable():
        return _words(name.lower())
    kept, plain = [], False
    for c in normalize("NFKD", _seen(name)):
        if not combining(c):
            plain = _of(c, SPACED_ACCENTS)
        if not (plain and combining(c)):
            kept.append(c)
    return _words(normalize("NFC", "".join(kept).translate(ALONE)))


def goes_by(names: Iterable[str], wanted: str) -> bool:
    """Whether every word looked for (already folded) begins a word of one of the names.

    Scripts that write names without spaces are looked through: any part of a word will do.
    """
    words = [word for name in names for word in folded(name).split()]
    return all(_is_met(part, words) for part in wanted.split())


def is_unspaced(word: str) -> bool:
    """Whether a folded word is of a script in which any part of it may be looked for."""
    return any(_of(c, UNSPACED) for c in word)


def _is_met(part: str, words: Iterable[str]) -> bool:
    if is_unspaced(part):
        return any(part in word for word in words)
    return any(word.startswith(part) for word in words)


def _seen(name: str) -> str:
    """What shows of a name, in one spelling, without capitals."""
    plain = HIDDEN.sub("", name).translate(_OTHERWISE)
    shown = "".join(c for c in plain if category(c) != "Cf")
    return normalize("NFKC", normalize("NFKC", shown).casefold())


def _words(name: str) -> str:
    if name.isascii():
        return " ".join(_ASIDE.sub(" ", _WITHIN.sub("", name)).split())
    plain = (c for c in name if c not in _APOSTROPHES)
    return " ".join("".join(c if _is_letter(c) else " " for c in plain).split())


def _is_letter(c: str) -> bool:
    """A letter, a mark or a number; one younger than our Unicode tables counts as unassigned."""
    return category(c)[0] in "LMN" or category(c) == "Cn"


@lru_cache(maxsize=4096)
def _of(c: str, scripts: tuple[str, ...]) -> bool:
    return name(c, "").startswith(scripts)

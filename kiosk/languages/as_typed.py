"""Words as people type them, made alike: in capitals or not, with the digits of any script.

Arabic is typed with its marks or without: vowels, the hamza over an alef, the letter that only
lengthens a word, and signs that nobody sees and that say which way a word is written.
"""

from __future__ import annotations

from unicodedata import normalize

from .digits import plain_digits

_UNSEEN = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VOWELS = (0x640, *range(0x64B, 0x653), 0x670)
_ALIKE = {**dict.fromkeys((*_UNSEEN, *_VOWELS)), **str.maketrans("أإآٱ", "اااا")}


def alike(typed: str) -> str:
    """The same however it is typed: "١٠ أبريل" and "10 ابريل"."""
    return plain_digits(normalize("NFKC", typed)).casefold().translate(_ALIKE).strip()

"""What of typed words shows on a screen and on paper, and what only hides between it."""

from __future__ import annotations

import re
from unicodedata import category, combining, name

_BLANKS = str.maketrans(dict.fromkeys("\u2800\u3164\uffa0", " "))
"""Letters and symbols by name, drawn as nothing: they stand for a space."""

_HANGUL_FILLERS = "\u115f\u1160"

# Shown although Unicode counts them among the format characters: signs around a number or a word.
_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd")

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Everything that shows nothing of its own: joiners, selectors, tags, fillers, soft hyphens."""

_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f")
"""A black flag with tags behind it: Scotland's, Wales's."""

_JOINERS = "\u200c\u200d"
_STRAIGHT = frozenset(
    (
        *("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW"),
        *("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO"),
    )
)
"""Scripts whose letters stand side by side: there is nothing to join."""

_VIRAMA = 9
_KEYCAP = "\u20e3"


def shows(text: str) -> bool:
    """Whether at least one character can be seen: marks alone, blanks and joiners cannot."""
    return any(_is_seen(c) for c in text.translate(_BLANKS))


def without_hidden(text: str) -> str:
    """The words without what shows nothing; joiners stay where they join letters or emoji."""
    if text.isascii():
        return text
    text = text.translate(_BLANKS)
    if not HIDDEN.search(text):
        return text
    parts, at = [], 0
    for flag in _FLAG.finditer(text):
        parts += [_cleared(text[at : flag.start()]), flag[0]]
        at = flag.end()
    return "".join([*parts, _cleared(text[at:])])


def _cleared(text: str) -> str:
    kept: list[str] = []
    for at, char in enumerate(text):
        before = kept[-1] if kept else ""
        after = HIDDEN.sub("", text[at + 1 :][:4])[:1]
        if not HIDDEN.match(char) or _holds(before, char, after):
            kept.append(char)
    return "".join(kept)


def _holds(before: str, char: str, after: str) -> bool:
    """Whether a hidden character changes how its neighbours are drawn."""
    if char in _JOINERS:
        return _joins(before) and (
            _joins(after) or char == "\u200d" or combining(before) == _VIRAMA
        )
    if char in _HANGUL_FILLERS:
        return "\u1100" <= (after or before) <= "\u11ff"
    if _selects(char):
        return (before.isdecimal() and after == _KEYCAP) or category(before or " ") in _CHOSEN
    return False


_CHOSEN = ("Lo", "So", "Sm", "Sk", "Po", "Pd")
"""What has several looks to choose from: ideographs, Mongolian letters, symbols."""


def _selects(char: str) -> bool:
    return (
        char in "\u180b\u180c\u180d\u180f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100"
    )


def _joins(char: str) -> bool:
    """Whether it is drawn otherwise beside a joiner: letters that run together, and emoji."""
    if not char:
        return False
    if char == "\ufe0f" or category(char) in ("So", "Sk", "Sm"):
        return True
    return category(char)[0] in "LM" and name(char, "").split(" ")[0] not in _STRAIGHT


def _is_seen(char: str) -> bool:
    if char in _SIGNS:
        return True
    if HIDDEN.match(char) or "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE:
        return False
    # A letter younger than our Unicode tables counts as unassigned, and shows all the same.
    return category(char)[0] in "LNPS" or category(char) == "Cn"

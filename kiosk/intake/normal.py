"""Typed words made safe to keep, show and print, without changing what they say."""

from __future__ import annotations

import re
import unicodedata

from .showing import shows, without_hidden

LINES = 20
"""Lines kept of one answer: more of them can stall the drawing of a paper (measured)."""

_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, lone surrogates, and marks that make text read in another order."""

_BLANKS = re.compile(r"\n[ \t\n]*\n")


def one_line(typed: str) -> str:
    """The words on a single line: as ``tidy``, runs of white space folded."""
    return " ".join(tidy(typed).split())


def tidy(typed: str) -> str:
    """The words as kept: NFC, nothing hidden, blank lines folded, at most 20 lines.

    Words of which nothing shows are no words: they are empty.
    """
    if typed.isascii() and typed.isprintable():
        # One line of plain letters, as nearly all is that is posted: there is nothing to settle.
        return typed.strip()
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _settled(_DROPPED.sub("", text)).strip()
    if not shows(text):
        return ""
    lines = _BLANKS.sub("\n\n", text).split("\n")
    kept, rest = lines[: LINES - 1], lines[LINES - 1 :]
    return "\n".join([*kept, " ".join(rest)] if rest else kept)


def _settled(text: str) -> str:
    """NFC without what is hidden: letters that come together may leave a joiner nothing to join."""
    while (seen := unicodedata.normalize("NFC", without_hidden(text))) != text:
        text = seen
    return text

"""Faces told apart by their files, and what our own have letters for.

Where a family has no bold of its own for a script, its regular file is drawn in its place, under
the bold's name. WeasyPrint knows a face by that name alone: it would take the letters of both
files from one of them, and print others than were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import md5
from html import unescape
from typing import Any

SERIF = re.compile("[ -~\xa0-\xac\xae-\u017eȘ-ț‘’“”–—…]*")
"""What the serif of the names has: the Latin letters of Europe, and the usual signs."""

MISSING = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$")
TAG = re.compile(r"<[^>]*>")
FOOT = re.compile(r'data-\w+="([^"]*)"')


def in_serif(name: str) -> bool:
    """Whether a name can be set in the serif, all of it: a name is never set in two faces."""
    return bool(SERIF.fullmatch(name))


@cache
def tell_files_apart() -> None:
    """From now on each file of letters in a PDF has a name of its own."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.fonts import get_pango_font_key

    def add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
        key, description, size = get_pango_font_key(pango_font)
        face = (key, _file_of(pango_font))
        fonts = stream._fonts
        if face not in fonts:
            taken = {font.hash for (_, file), font in fonts.items() if file != face[1]}
            fonts[face] = _renamed(Font(pango_font, description, size), taken)
        return fonts[face], size

    Stream.add_font = add_font


def _file_of(pango_font: Any) -> int:
    """The address of the file's letters: one for each file, as long as a press lives."""
    from weasyprint.text.ffi import ffi, harfbuzz, pango

    face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(pango_font))
    return int(ffi.cast("uintptr_t", face))


def _renamed(font: Any, taken: set[str]) -> Any:
    while font.hash in taken:
        old = font.hash
        digest = md5(old.encode(), usedforsecurity=False).digest()
        font.hash = "".join(chr(65 + letter % 26) for letter in digest[:6])
        font.name = font.name.replace(old.encode(), font.hash.encode())
    return font


def heard_of(
    heard: Iterable[str], page: Callable[[], str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that could not be printed, and anything else the engine complained of.

    ``page`` gives the HTML: every word on it is looked through, whoever wrote it.
    """
    found = {text: MISSING.match(text) for text in heard}
    letters = {chr(int(match[1], 16)) for match in found.values() if match}
    words = _words_with(letters, page()) if letters else ()
    return words, tuple(text for text, match in found.items() if not match)


def _words_with(letters: set[str], html: str) -> tuple[str, ...]:
    texts = (unescape(text) for text in (*TAG.split(html), *FOOT.findall(html)))
    words = (word for text in texts for word in text.split())
    return tuple(dict.fromkeys(word for word in words if letters & set(word)))

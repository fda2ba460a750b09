"""A language's words as they lie in its folder: gettext's ``.po``, read by ourselves.

Every start reads every language, to know which are whole. Babel's reader takes seven times as
long; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ENTRY = re.compile(
    r"^((?:#.*\n)*)"  # notes and flags
    r'(?:msgctxt "(.*)"\n)?'
    r'msgid "(.*)"\n'
    r'(?:msgid_plural "(.*)"\n)?'
    r"((?:msgstr.*\n?)+)",
    re.MULTILINE,
)
_SAID = re.compile(r'^msgstr(?:\[\d+\])? "(.*)"', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_MEANS = {"n": "\n", "t": "\t", "r": "\r"}


class Message(NamedTuple):
    """One text of ours, with what a language says for it."""

    key: str
    """What tells it from texts that look the same in English; often empty."""
    english: str
    many: str
    """The English plural; empty where nothing is counted."""
    said: tuple[str, ...]
    """The words, or each of their plural forms; empty strings where they are missing."""
    unsure: bool
    """Somebody, or a program, marked it as fuzzy: not to be said."""


def read(file: Path) -> Iterator[Message]:
    """Every message of a ``.po`` or ``.pot``, the header first: it has no English."""
    joined = file.read_text("utf-8").replace('"\n"', "")
    for notes, key, english, many, said in _ENTRY.findall(joined):
        words = tuple(map(_plain, _SAID.findall(said)))
        unsure = "fuzzy" in notes and "fuzzy" in _flags(notes)
        yield Message(_plain(key), _plain(english), _plain(many), words, unsure)


def _flags(notes: str) -> set[str]:
    lines = (line for line in notes.splitlines() if line.startswith("#,"))
    return {flag.strip() for line in lines for flag in line[2:].split(",")}


def _plain(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _MEANS.get(found[1], found[1]), text)

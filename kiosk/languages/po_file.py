"""A language's words as they lie in its folder: gettext's ``.po``, read by ourselves.

Every start reads every language, to know which are whole. Babel's reader takes fifteen times as
long; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ENTRY = re.compile(
    r"^(?P<notes>(?:#.*\n)*)"
    r'(?:msgctxt "(?P<key>.*)"\n)?'
    r'msgid "(?P<english>.*)"\n'
    r'(?:msgid_plural "(?P<many>.*)"\n)?'
    r"(?P<said>(?:msgstr.*\n?)+)",
    re.MULTILINE,
)
_SAID = re.compile(r'^msgstr(?:\[\d+\])? "(.*)"', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_MEANS = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True)
class Message:
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
    for found in _ENTRY.finditer(joined):
        yield Message(
            _plain(found["key"] or ""),
            _plain(found["english"]),
            _plain(found["many"] or ""),
            tuple(_plain(words) for words in _SAID.findall(found["said"])),
            "fuzzy" in _flags(found["notes"]),
        )


def _flags(notes: str) -> set[str]:
    lines = (line for line in notes.splitlines() if line.startswith("#,"))
    return {flag.strip() for line in lines for flag in line[2:].split(",")}


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANS.get(found[1], found[1]), text)

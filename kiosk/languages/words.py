"""The words of each language, and which of them are still missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from gettext import c2py
from sys import intern
from typing import Any

from ..compiled import compiled
from .folders import HOME, SOURCE, folders
from .po_file import Message, read

TEMPLATE = HOME / "kiosk.pot"
"""Every text there is, as ``make words`` collects them."""

_PLURALS = re.compile(r"^Plural-Forms: *nplurals=(\d+); *plural=([^;\n]+)", re.MULTILINE)

Text = tuple[str, str]
"""A text of ours: its key, often empty, and its English."""

Said = tuple[str, ...]
"""What a language says for it: the words, or each plural form of them."""

WHOLE, PLURALS, WORDS = range(3)
"""What is kept of a language, the largest last: a language that nobody speaks is not read."""

TWO_FORMS = 2, "n != 1"
NOTHING: tuple[bool, tuple[int, str], Mapping[Text, Said]] = (False, TWO_FORMS, {})
"""The same of a folder without words."""


@cache
def whole() -> Mapping[str, str]:
    """The languages that have words for every text, each named in itself."""
    return {each.code: each.name for each in folders().values() if _is_whole(each.code)}


def missing(code: str) -> list[Message]:
    """The texts that a language has no words for, or not each plural form of them."""
    if code == SOURCE:
        return []
    known, forms = words(code), plurals(code)[0]
    return [text for text in _texts() if _lacks(text, known, forms)]


def _lacks(text: Message, known: Mapping[Text, Said], forms: int) -> bool:
    said = known.get((text.key, text.english), ())
    return len(said) != (forms if text.many else 1)


@cache
def words(code: str) -> Mapping[Text, Said]:
    """What a language says for each text; of a counted one, each plural form."""
    said: Mapping[Text, Said] = _kept(code, WORDS)
    return said


@cache
def plurals(code: str) -> tuple[int, Callable[[int], int]]:
    """How many plural forms a language has, and which of them a number takes."""
    forms, rule = _kept(code, PLURALS)
    return forms, c2py(rule)


def _is_whole(code: str) -> bool:
    return code == SOURCE or bool(_kept(code, WHOLE))


def _kept(code: str, part: int) -> Any:
    file = HOME / code / "kiosk.po"
    if not file.exists():
        return NOTHING[part]
    read_once = cache(lambda: _Read(tuple(read(file))))
    parts = (lambda: read_once().whole, lambda: read_once().plurals, lambda: read_once().words)
    return compiled(file, [TEMPLATE], parts, part)


class _Read:
    """A language as it was read from its folder just now."""

    def __init__(self, messages: Sequence[Message]) -> None:
        header = "".join(words for one in messages if not one.english for words in one.said)
        found = _PLURALS.search(header)
        self.plurals = (int(found[1]), found[2]) if found else TWO_FORMS
        self.words = {
            (intern(one.key), intern(one.english)): one.said
            for one in messages
            if one.english and all(one.said) and not one.unsure
        }
        self.whole = not any(_lacks(text, self.words, self.plurals[0]) for text in _texts())


def _texts() -> list[Message]:
    return [text for text in read(TEMPLATE) if text.english]

"""The words of each language, and which of them are still missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py

from .folders import HOME, SOURCE, folders
from .po_file import Message, read

TEMPLATE = HOME / "kiosk.pot"
"""Every text there is, as ``make words`` collects them."""

_PLURALS = re.compile(r"^Plural-Forms: *nplurals=(\d+); *plural=([^;\n]+)", re.MULTILINE)

Text = tuple[str, str]
"""A text of ours: its key, often empty, and its English."""


@cache
def whole() -> Mapping[str, str]:
    """The languages that have words for every text, each named in itself."""
    return {each.code: each.name for each in folders().values() if not missing(each.code)}


def missing(code: str) -> list[Message]:
    """The texts that a language has no words for, or not each plural form of them."""
    if code == SOURCE:
        return []
    known, forms = words(code), plurals(code)[0]
    return [text for text in _texts() if _lacks(text, known, forms)]


def _lacks(text: Message, known: Mapping[Text, tuple[str, ...]], forms: int) -> bool:
    said = known.get((text.key, text.english), ())
    return len(said) != (forms if text.many else 1)


@cache
def words(code: str) -> Mapping[Text, tuple[str, ...]]:
    """What a language says for each text; of a counted one, each plural form."""
    return {
        (one.key, one.english): one.said
        for one in _messages(code)
        if one.english and all(one.said) and not one.unsure
    }


@cache
def plurals(code: str) -> tuple[int, Callable[[int], int]]:
    """How many plural forms a language has, and which of them a number takes."""
    header = "".join(words for one in _messages(code) if not one.english for words in one.said)
    found = _PLURALS.search(header)
    if found is None:
        return 2, lambda count: count != 1
    return int(found[1]), c2py(found[2])


@cache
def _texts() -> tuple[Message, ...]:
    return tuple(text for text in read(TEMPLATE) if text.english)


@cache
def _messages(code: str) -> tuple[Message, ...]:
    file = HOME / code / "kiosk.po"
    return tuple(read(file)) if file.exists() else ()

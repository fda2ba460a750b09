"""The words of each language, and which of them are still missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .folders import HOME, SOURCE, folders
from .po_file import Message, read

Text = tuple[str, str]
"""A text of ours: its key, often empty, and its English."""


@cache
def offered() -> Mapping[str, str]:
    """The languages a client may choose, each named in itself: reviewed, with every text."""
    whole = (each for each in folders().values() if each.reviewed and not missing(each.code))
    return {each.code: each.name for each in whole}


def missing(code: str) -> list[Message]:
    """The texts that a language has no words for."""
    if code == SOURCE:
        return []
    return [text for text in _messages(code) if (text.key, text.english) not in words(code)]


@cache
def words(code: str) -> Mapping[Text, tuple[str, ...]]:
    """What a language says for each text; of a counted one, each plural form."""
    return {
        (one.key, one.english): one.said
        for one in _messages(code)
        if all(one.said) and not one.unsure
    }


@cache
def _messages(code: str) -> tuple[Message, ...]:
    file = HOME / code / "kiosk.po"
    return tuple(one for one in read(file) if one.english) if file.exists() else ()

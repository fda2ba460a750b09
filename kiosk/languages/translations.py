"""Our texts in the language of whoever reads them."""

from __future__ import annotations

from .folders import SOURCE, folders
from .words import words


class Untranslated(AssertionError):
    """A text was said that some language has no words for."""


strict = False
"""Whether that is a mistake of ours: so in tests, in whatever language they speak."""


def translate(text: str, language: str, key: str = "") -> str:
    """The English text in this language.

    The key tells texts apart that only look the same in English ("q.goals", "text.next"); our
    own words on the pages have none. A text without a translation stays English; where
    ``strict``, it raises Untranslated.
    """
    if strict and text:
        _said_everywhere(text, key)
    if language == SOURCE:
        return text
    return words(language).get((key, text), (text,))[0]


def _said_everywhere(text: str, key: str) -> None:
    for code, language in folders().items():
        if language.reviewed and code != SOURCE and (key, text) not in words(code):
            raise Untranslated(f"{code} has no words for {text!r} ({key or 'no key'})")

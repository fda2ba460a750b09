"""Our texts in the language of whoever reads them."""

from __future__ import annotations

from .folders import SOURCE, folders
from .words import plurals, words


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


def translate_count(one: str, many: str, count: int, language: str) -> str:
    """The text of so many things, in the plural form that this language has for them.

    The number itself is filled in by whoever asks: both texts say where.
    """
    if strict:
        _said_everywhere(one, "")
    if language != SOURCE and ("", one) in words(language):
        return words(language)["", one][plurals(language)[1](count)]
    return one if count == 1 else many


class Counted(str):
    """A text of many things that knows its text of one; ``count`` among the values decides."""

    one: str
    __slots__ = ("one",)

    def __new__(cls, one: str, many: str) -> Counted:
        """Both texts in English; the text itself is that of many."""
        counted = super().__new__(cls, many)
        counted.one = one
        return counted


def _said_everywhere(text: str, key: str) -> None:
    for code, language in folders().items():
        if language.reviewed and code != SOURCE and (key, text) not in words(code):
            raise Untranslated(
                f"{code} has no words for {text!r} ({key or 'no key'}): type `make words`, and "
                f"word it in kiosk/languages/{code}/kiosk.po. A constant is marked by N_()."
            )


def N_(text: str) -> str:  # noqa: N802 - what gettext calls it
    """A text that is translated elsewhere: marked for those who collect texts, and left as is."""
    return text

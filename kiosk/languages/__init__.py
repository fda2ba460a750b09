"""The languages of the kiosk: its words, days and times in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from .countries import DAY_FIRST, Order, countries, country_of, day_order, is_country
from .days import format_birthday, format_day, format_short_day, format_time, format_weekday
from .digits import plain_digits
from .typed_days import read_day, read_number
from .typed_times import NightOrDay, read_time

__all__ = [
    "DAY_FIRST",
    "LANGUAGES",
    "NightOrDay",
    "Order",
    "Untranslated",
    "countries",
    "country_of",
    "day_order",
    "direction",
    "format_birthday",
    "format_day",
    "format_short_day",
    "format_time",
    "format_weekday",
    "is_country",
    "plain_digits",
    "read_day",
    "read_number",
    "read_time",
    "say",
]

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "es": "Español"})
"""Each language by its code, named in itself. The first is the one the kiosk is written in."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


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
    if language == "en":
        return text
    return _words(language).get((key, text), text)


def _said_everywhere(text: str, key: str) -> None:
    for language in LANGUAGES:
        if language != "en" and (key, text) not in _words(language):
            raise Untranslated(f"{language} has no words for {text!r} ({key or 'no key'})")


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way the language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@cache
def _words(language: str) -> Mapping[tuple[str, str], str]:
    """All words of a language, by key and English text, from every file in its folder."""
    folder = Path(__file__).parent / language
    return {key: word for file in sorted(folder.glob("*.po")) for key, word in _read(file)}


def _read(file: Path) -> Iterator[tuple[tuple[str, str], str]]:
    # Babel takes 25 ms to import and as long again to read: paid when a language is first spoken.
    from babel.messages.pofile import read_po

    with file.open("rb") as lines:
        for message in read_po(lines, abort_invalid=True):
            if message.id and message.string and not message.fuzzy:
                yield (message.context or "", str(message.id)), str(message.string)

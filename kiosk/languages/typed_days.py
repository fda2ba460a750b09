"""Days as people type them: whatever a page prints in any of our languages is read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from .countries import DAY_FIRST, Order
from .days import MONTHS
from .digits import plain_digits

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.,/\-–—·年月日]+")
_LINKS = frozenset({"de", "del", "of", "the", "st", "nd", "rd", "th", "º", "o"})


def read_number(typed: str) -> int:
    """Digits of any script as a number; a month's name, or how it begins, as the month's.

    Raises ValueError.
    """
    plain = _plain(typed)
    if plain.isdecimal() and len(plain) <= 4:
        return int(plain)
    return _month(plain.rstrip("."))


def read_day(typed: str, order: Order = DAY_FIRST) -> date:
    """A whole day: "10 March 2026", "10 de marzo de 2026", "2026-03-10", or all in numbers.

    Numbers alone stand in this order, unless the year comes first. Raises ValueError.
    """
    words = [word for word in _BETWEEN.split(_plain(typed)) if word and word not in _LINKS]
    words = [re.sub(r"(?<=\d)(?:st|nd|rd|th|º)$", "", word) for word in words]
    if len(words) != 3:
        raise ValueError(typed)
    return date(**_named(words, order))


def _named(words: list[str], order: Order) -> Mapping[str, int]:
    named = [word for word in words if _WORD.fullmatch(word)]
    if named:
        day, year = (int(word) for word in words if word not in named)
        day, year = (year, day) if day > 31 else (day, year)
        return {"day": day, "month": _month(named[0]), "year": year}
    if len(words[0]) == 4:
        order = ("year", "month", "day")
    return dict(zip(order, map(read_number, words), strict=True))


def _month(word: str) -> int:
    found = {
        number
        for months in MONTHS.values()
        for number, month in enumerate(months, 1)
        if len(word) >= 3 and month.casefold().startswith(word)
    }
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()


def _plain(typed: str) -> str:
    return plain_digits(normalize("NFKC", typed)).casefold().strip()

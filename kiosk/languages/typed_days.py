"""Days as people type them: whatever a page prints in any of our languages is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import permutations, product
from typing import TYPE_CHECKING

from .accents import without_accents
from .as_typed import alike
from .countries import DAY_FIRST, Order
from .days import format_day, format_short_day
from .folders import language_of
from .words import whole

if TYPE_CHECKING:
    from babel import Locale

FIRST, LAST = date(1000, 1, 1), date(9998, 12, 31)
"""What a day may be."""

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.,،/⁄\-–—·年月日]+")
_LINKS = frozenset(
    {"de", "del", "of", "the", "st", "nd", "rd", "th", "o", "am", "den", "sonnabend", "le", "er"}
    | {"يوم", "في", "من", "شهر", "سنة", "م"}
)
_OTHERWISE = {
    "setiembre": "septiembre",
    "maerz": "märz",
    "mrz": "märz",
    "jänner": "januar",
    "jaenner": "januar",
    "feber": "februar",
    "كانونثاني": "يناير",
    "شباط": "فبراير",
    "اذار": "مارس",
    "نيسان": "ابريل",
    "ايار": "مايو",
    "حزيران": "يونيو",
    "تموز": "يوليو",
    "اب": "اغسطس",
    "ايلول": "سبتمبر",
    "تشريناول": "اكتوبر",
    "تشرينثاني": "نوفمبر",
    "كانوناول": "ديسمبر",
    "جانفي": "يناير",
    "فيفري": "فبراير",
    "افريل": "ابريل",
    "جوان": "يونيو",
    "جويلية": "يوليو",
    "اوت": "اغسطس",
    "يوليوز": "يوليو",
    "غشت": "اغسطس",
    "شتنبر": "سبتمبر",
    "نونبر": "نوفمبر",
    "دجنبر": "ديسمبر",
}
"""Months by a name that CLDR lacks: on a keyboard without umlauts, in Austria, Syria or Morocco."""

_IN_TWO = re.compile(r"(كانون|تشرين) (?:ال)?(اول|ثاني)")
"""Months of two words, which are read as one."""


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

    Numbers alone stand in this order, unless the year comes first. The day of the week beside it
    is not looked at. Raises ValueError, also for a year of two numbers.
    """
    return _reckoned_with(_read(typed, order), typed)


def iso_day(said: str) -> date:
    """A day as an address or a program says it: 2026-03-10. Raises ValueError."""
    day = date.fromisoformat(said)
    if day.isoformat() != said:
        raise ValueError(said)
    return _reckoned_with(day, said)


def _reckoned_with(day: date, said: str) -> date:
    """This day, if the days beside it are days in every time zone. Raises ValueError."""
    if not FIRST <= day <= LAST:
        raise ValueError(said)
    return day


def _read(typed: str, order: Order) -> date:
    beside = _LINKS | _weekdays()
    parts = filter(None, _BETWEEN.split(_plain(typed)))
    words = [word for word in parts if without_accents(word) not in beside]
    words = [re.sub(r"(?<=\d)(?:st|nd|rd|th|o|er|م)$", "", word) for word in words]
    if len(words) != 3:
        return _as_printed(_plain(typed), order)
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
    word = without_accents(_OTHERWISE.get(word, word))
    found = {
        number
        for number, month in _months()
        if len(word) >= 3 and (month.startswith(word) or word == month)
    }
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()


@cache
def _months() -> frozenset[tuple[int, str]]:
    """Every name of a month in our languages."""
    return frozenset(months_of(language_of(code).locale for code in whole()))


def months_of(locales: Iterable[Locale]) -> Iterator[tuple[int, str]]:
    """Each name of a month in these languages: in a day and alone, whole and as it is cut short.

    Not every short name begins the whole one: the third month is "mrt" in Dutch.
    """
    for locale, stands, wide in product(
        locales, ("format", "stand-alone"), ("wide", "abbreviated")
    ):
        for number, name in locale.months[stands][wide].items():
            yield number, without_accents(_plain(name)).rstrip(".")


@cache
def _weekdays() -> frozenset[str]:
    """Whole, and of two letters: three may be how a month begins."""
    days = [language_of(code).locale.days["stand-alone"] for code in whole()]
    long = {_plain(name) for theirs in days for name in theirs["wide"].values()}
    short = {_plain(name).rstrip(".") for theirs in days for name in theirs["short"].values()}
    return frozenset(map(without_accents, long | {name for name in short if len(name) < 3}))


def _as_printed(plain: str, order: Order) -> date:
    """The day whose words in one of our languages are these, however it writes them."""
    for day in _days(re.findall(r"\d{1,4}", plain)):
        if plain in _printed(day, order):
            return day
    raise ValueError(plain)


def _days(numbers: list[str]) -> Iterator[date]:
    """Every day whose year and day of the month are two of at most three numbers."""
    if len(numbers) <= 3:
        for year, day in permutations(map(int, numbers), 2):
            for month in range(1, 13):
                with suppress(ValueError):
                    yield date(year, month, day)


def _printed(day: date, order: Order) -> set[str]:
    long = {_plain(format_day(day, code, order)) for code in whole()}
    return long | {_plain(format_short_day(day.isoformat(), code)) for code in whole()}


def _plain(typed: str) -> str:
    return _IN_TWO.sub(r"\1\2", alike(typed))

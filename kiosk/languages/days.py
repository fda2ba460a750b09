"""Days and times in words, as Unicode's CLDR has them for each language."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .countries import DAY_FIRST, Order
from .folders import language_of

if TYPE_CHECKING:
    from babel import Locale

MONTH_FIRST = "US"
"""The country that writes the month first: a language spoken there has a day of that shape."""

_PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""CLDR has narrow and unbreakable spaces before "pm": some fonts lack them, and a search too."""


def format_day(day: date | str, language: str, order: Order = DAY_FIRST) -> str:
    """A day, or its ISO date, in words: "10 March 2026"; "March 10, 2026" where that is first."""
    from babel.dates import format_date

    day = date.fromisoformat(day) if isinstance(day, str) else day
    locale = language_of(language).locale
    return format_date(day, "long", _month_first(locale) if order[0] == "month" else locale)


def format_short_day(day: str, language: str) -> str:
    """An ISO date where there is little room: "10 Mar 2026"."""
    from babel.dates import format_skeleton

    short, how = date.fromisoformat(day), language_of(language)
    words = format_skeleton("yMMMd", short, locale=how.locale)
    theirs = how.locale.months["format"]["abbreviated"][short.month]
    return words.replace(theirs, how.short_months.get(str(short.month), theirs))


def format_birthday(day: str, language: str) -> str:
    """An ISO date without its year: "10 March"."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMMd", date.fromisoformat(day), locale=language_of(language).locale)


def format_weekday(day: date, language: str) -> str:
    """The day of the week, as a line of its own begins: "Tuesday"."""
    name: str = language_of(language).locale.days["stand-alone"]["wide"][day.weekday()]
    return name[:1].upper() + name[1:]


def format_time(moment: datetime, time_zone: str, language: str, *, seconds: bool = False) -> str:
    """The time of day of an aware moment, as a clock in this time zone shows it: "2:05 pm"."""
    return format_clock(moment.astimezone(ZoneInfo(time_zone)).time(), language, seconds=seconds)


def format_clock(shown: time, language: str, *, seconds: bool = False) -> str:
    """What a clock shows, in words: "2:05 pm"."""
    from babel import dates

    locale = language_of(language).locale
    words = dates.format_time(shown, _clock(locale, seconds), locale=locale)
    return words.translate(_PLAIN_SPACES)


def _clock(locale: Locale, seconds: bool) -> str:
    """The pattern of a time. Of 24 hours, the early ones have two digits: 6:30 is the evening's."""
    pattern = locale.time_formats["medium" if seconds else "short"].pattern
    return re.sub(r"(?<!H)H(?!H)", "HH", pattern)


@cache
def _month_first(locale: Locale) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(locale.language, MONTH_FIRST, script=locale.script)
    except UnknownLocaleError:
        return locale

"""Countries: how each writes day, month and year, its paper, and which a time zone lies in.

All of it is Unicode's CLDR, as Babel carries it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from .accents import without_accents
from .folders import SOURCE, language_of

Part = Literal["day", "month", "year"]
Order = tuple[Part, Part, Part]

DAY_FIRST: Order = ("day", "month", "year")
"""Where nobody has said which country it is: more than half of them write it so."""

_LETTERS: dict[str, Part] = {"d": "day", "M": "month", "y": "year"}


@cache
def day_order(country: str) -> Order:
    """The order of a short date in this country: month first in the US, year first in Japan."""
    from babel import Locale, UnknownLocaleError

    if not country:
        return DAY_FIRST
    try:
        pattern = Locale.parse(f"und_{country}").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return DAY_FIRST
    first, second, third = sorted(_LETTERS, key=pattern.index)
    return _LETTERS[first], _LETTERS[second], _LETTERS[third]


def paper_size_of(country: str) -> str:
    """The size of paper that is sold in this country: Letter or A4."""
    return "Letter" if country in _LETTER else "A4"


def country_of(time_zone: str) -> str:
    """The country a time zone lies in, as two letters; empty where it lies in none."""
    from babel.core import get_global

    country: str = get_global("zone_territories").get(time_zone, "")
    return country if is_country(country) else ""


def is_country(code: str) -> bool:
    """Whether these two letters are a country's."""
    return code in dict(countries(SOURCE))


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country's two letters and its name in this language, by name."""
    named = language_of(language).locale.territories.items()
    real = ((code, name) for code, name in named if len(code) == 2 and code not in _NONE)
    return tuple(sorted((pair for pair in real if pair[0].isalpha()), key=_in_order))


def _in_order(country: tuple[str, str]) -> tuple[str, str]:
    """Among its letter, whatever accent that has: "Égypte" before "Finlande"."""
    return without_accents(country[1]), country[1]


_NONE = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two letters of CLDR that are no country: unions, pseudo-locales, the unknown."""

_LETTER = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
"""Where paper is US Letter: CLDR's measurement data, which Babel leaves out."""

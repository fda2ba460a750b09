"""The languages of the kiosk: its words, days and times in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .countries import (
    DAY_FIRST,
    Order,
    countries,
    country_of,
    day_order,
    is_country,
    paper_size_of,
)
from .days import format_birthday, format_day, format_short_day, format_time, format_weekday
from .digits import plain_digits
from .folders import SOURCE, direction, is_reviewed, language_name
from .lists import (
    asked_and_said,
    isolated,
    marks_between,
    quoted,
    quotes,
    with_arrow,
    with_colon,
    with_commas,
    with_dots,
    with_semicolons,
)
from .numbers import format_number
from .translations import N_, Counted, Untranslated, translate, translate_count
from .typed_days import iso_day, read_day, read_number
from .typed_times import NightOrDay, read_time
from .words import whole

__all__ = [
    "DAY_FIRST",
    "LANGUAGES",
    "N_",
    "REVIEWED",
    "SOURCE",
    "Counted",
    "NightOrDay",
    "Order",
    "Untranslated",
    "asked_and_said",
    "countries",
    "country_of",
    "day_order",
    "direction",
    "format_birthday",
    "format_day",
    "format_number",
    "format_short_day",
    "format_time",
    "format_weekday",
    "is_country",
    "is_reviewed",
    "iso_day",
    "isolated",
    "language_name",
    "marks_between",
    "paper_size_of",
    "plain_digits",
    "quoted",
    "quotes",
    "read_day",
    "read_number",
    "read_time",
    "translate",
    "translate_count",
    "with_arrow",
    "with_colon",
    "with_commas",
    "with_dots",
    "with_semicolons",
]

LANGUAGES: Mapping[str, str] = MappingProxyType(whole())
"""The languages that are whole, each by its code, named in itself: read from their folders.

The first is the one everything is written in."""

REVIEWED: Mapping[str, str] = MappingProxyType(
    {code: name for code, name in LANGUAGES.items() if is_reviewed(code)}
)
"""Those that a native reader has read: what a clinic offers until its admin says otherwise."""

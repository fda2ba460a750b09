"""Days and times in words. A small table: Babel's calendar would cost more than all our words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from .countries import DAY_FIRST, Order

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}

DAYS = {"en": "{day} {month} {year}", "es": "{day} de {month} de {year}"}

MONTH_FIRST = {"en": "{month} {day}, {year}"}
"""Where the country writes the month first; a language that never does is not here."""

BIRTHDAYS = {"en": "{day} {month}", "es": "{day} de {month}"}

HALVES = {"en": ("am", "pm"), "es": ("a. m.", "p. m.")}


def format_day(day: date | str, language: str, order: Order = DAY_FIRST) -> str:
    """A day, or its ISO date, in words: "10 March 2026"; "March 10, 2026" where that is first."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    month = MONTHS[language][day.month - 1]
    spelled = MONTH_FIRST if order[0] == "month" and language in MONTH_FIRST else DAYS
    return spelled[language].format(day=day.day, month=month, year=day.year)


def format_short_day(day: str, language: str) -> str:
    """An ISO date where there is little room: "10 Mar 2026"."""
    short = date.fromisoformat(day)
    return f"{short.day} {MONTHS[language][short.month - 1][:3]} {short.year}"


def format_birthday(day: str, language: str) -> str:
    """An ISO date without its year: "10 March"."""
    born = date.fromisoformat(day)
    return BIRTHDAYS[language].format(day=born.day, month=MONTHS[language][born.month - 1])


def format_weekday(day: date, language: str) -> str:
    """The day of the week, as a line of its own begins: "Tuesday"."""
    return WEEKDAYS[language][day.weekday()].capitalize()


def format_time(moment: datetime, time_zone: str, language: str, *, seconds: bool = False) -> str:
    """The time of day of an aware moment, as a clock in this time zone shows it: "2:05 pm"."""
    local = moment.astimezone(ZoneInfo(time_zone))
    half = HALVES[language][local.hour >= 12]
    exact = f":{local.second:02}" if seconds else ""
    return f"{local.hour % 12 or 12}:{local.minute:02}{exact} {half}"

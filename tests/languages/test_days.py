"""Days and times in words: CLDR's, and to the letter what our papers have always had."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kiosk.languages import (
    format_birthday,
    format_day,
    format_short_day,
    format_time,
    format_weekday,
)
from tests.spoken import EACH_LANGUAGE

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "Lunes Martes Miércoles Jueves Viernes Sábado Domingo",
}
LONG = {"en": "9 {month} 2026", "es": "9 de {month} de 2026"}
MONTH_FIRST = {"en": "{month} 9, 2026", "es": "9 de {month} de 2026"}
BIRTHDAY = {"en": "9 {month}", "es": "9 de {month}"}
HALVES = {"en": ("am", "pm"), "es": ("a. m.", "p. m.")}

EVERY_MONTH = [
    (language, number, name)
    for language, names in MONTHS.items()
    for number, name in enumerate(names.split(), 1)
]


@pytest.mark.parametrize(("language", "number", "month"), EVERY_MONTH)
def test_a_day_is_printed_as_it_always_was(language: str, number: int, month: str):
    day = date(2026, number, 9)
    assert format_day(day, language) == LONG[language].format(month=month)
    american = format_day(day.isoformat(), language, ("month", "day", "year"))
    assert american == MONTH_FIRST[language].format(month=month)
    assert format_birthday(day.isoformat(), language) == BIRTHDAY[language].format(month=month)
    assert format_short_day(day.isoformat(), language) == f"9 {month[:3]} 2026"


@pytest.mark.parametrize("language", WEEKDAYS)
def test_a_weekday_is_said_as_it_always_was(language: str):
    week = [format_weekday(date(2026, 3, day), language) for day in range(2, 9)]
    assert week == WEEKDAYS[language].split()


@pytest.mark.parametrize("language", HALVES)
def test_a_clock_is_read_out_as_it_always_was(language: str):
    for hour in range(24):
        moment = datetime(2026, 1, 10, hour, 7, 5, tzinfo=UTC)
        half = HALVES[language][hour >= 12]
        assert format_time(moment, "UTC", language) == f"{hour % 12 or 12}:07 {half}"
        exact = format_time(moment, "UTC", language, seconds=True)
        assert exact == f"{hour % 12 or 12}:07:05 {half}"


def test_a_time_is_told_in_the_time_zone_of_the_clinic():
    moment = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)
    assert format_time(moment, "America/New_York", "en") == "7:30 pm"


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_every_month_has_its_name(language: str):
    names = {format_day(date(2026, month, 1), language) for month in range(1, 13)}
    assert len(names) == 12

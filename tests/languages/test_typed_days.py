"""Days as they are typed: all that a page prints is read again, in every language and country."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages import (
    LANGUAGES,
    country_of,
    day_order,
    format_day,
    format_short_day,
    format_weekday,
    read_day,
    read_number,
)
from kiosk.languages.typed_days import FIRST, LAST, months_of

COUNTRIES = {"ES": "day month year", "US": "month day year", "JP": "year month day"}
DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"]


@given(st.dates(FIRST, LAST), st.sampled_from(sorted(LANGUAGES)), st.sampled_from(DIGITS))
def test_every_day_that_is_printed_is_read_again(day: date, language: str, digits: str):
    theirs = str.maketrans("0123456789", digits)
    for country in COUNTRIES:
        order = day_order(country)
        numbers = "/".join(str(getattr(day, part)) for part in order)
        short = format_short_day(day.isoformat(), language)
        beside = f"{format_weekday(day, language)}, {format_day(day, language, order)}"
        for typed in (format_day(day, language, order), short, day.isoformat(), numbers, beside):
            assert read_day(typed.translate(theirs), order) == day, typed


def test_a_short_month_is_known_also_where_the_whole_one_begins_otherwise():
    assert {(3, "maart"), (3, "mrt")} <= set(months_of([Locale("nl")]))


@pytest.mark.parametrize(("country", "order"), COUNTRIES.items())
def test_each_country_has_its_order(country: str, order: str):
    assert " ".join(day_order(country)) == order


def test_where_nobody_has_said_the_day_comes_first():
    assert day_order("") == day_order("XX") == ("day", "month", "year")


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Madrid", "ES"), ("America/New_York", "US"), ("UTC", ""), ("Nowhere/Atoll", "")],
)
def test_a_time_zone_lies_in_a_country(zone: str, country: str):
    assert country_of(zone) == country


@pytest.mark.parametrize(
    ("typed", "number"), [("٠٣", 3), ("marzo", 3), ("Dec.", 12), ("SEP", 9), ("1999", 1999)]
)
def test_a_part_of_a_day_is_a_number_or_a_months_name(typed: str, number: int):
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["", "ju", "-5", "12345", "Smarch", "1 2"])
def test_what_is_no_part_of_a_day_is_none(typed: str):
    with pytest.raises(ValueError, match=r".*"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["10/3/26", "10 March 26", "0026-03-10"])
def test_a_year_of_two_numbers_is_asked_back(typed: str):
    with pytest.raises(ValueError, match=typed):
        read_day(typed)


@given(st.text(st.sampled_from("0123456789٣/-. adefhmorzAM年"), max_size=18))
def test_whatever_is_typed_is_a_day_or_none(typed: str):
    try:
        assert isinstance(read_day(typed), date)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(("1º de enero de 2026", "2026-01-01"), ("1 de setiembre de 2026", "2026-09-01")),
        *(("10⁄3⁄2026", "2026-03-10"), ("martes, 10 de marzo del 2026.", "2026-03-10")),
        *(("sabado 14 de marzo de 2026", "2026-03-14"), ("miercoles, 11/3/2026", "2026-03-11")),
    ],
)
def test_a_day_is_taken_as_people_write_it(typed: str, day: str):
    assert read_day(typed).isoformat() == day

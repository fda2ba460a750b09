"""Arabic: what is typed in it is read, with either kind of digits, and all its plurals are said."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.languages import (
    LANGUAGES,
    direction,
    read_day,
    read_number,
    read_time,
    translate_count,
    with_commas,
    with_semicolons,
)

pytestmark = pytest.mark.skipif(
    "ar" not in LANGUAGES, reason="months are read of languages that are whole"
)

MARCH = date(2026, 3, 10)


@pytest.mark.parametrize(
    "typed",
    [
        *("10 مارس 2026", "١٠ مارس ٢٠٢٦", "۱۰ مارس ۲۰۲۶", "الثلاثاء، 10 مارس 2026"),
        *("يوم الثلاثاء 10 مارس 2026م", "10 آذار 2026", "10 اذار 2026 م", "١٠/٣/٢٠٢٦"),
        *("10\u200f/3\u200f/2026", "٢٠٢٦-٠٣-١٠", "10 مـــارس 2026", "10 مَارِس 2026"),
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str):
    assert read_day(typed) == MARCH


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        *(("أبريل", 4), ("ابريل", 4), ("نيسان", 4), ("أفريل", 4), ("كانون الثاني", 1)),
        *(("كانون أول", 12), ("تشرين الأول", 10), ("تشرين الثاني", 11), ("آب", 8), ("غشت", 8)),
        *(("اغسطس", 8), ("يول", 7), ("٠٤", 4)),
    ],
)
def test_a_month_is_known_by_its_name_in_any_country(typed: str, month: int):
    assert read_number(typed) == month


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("2:30 م", "14:30"), ("٢:٣٠ م", "14:30"), ("٩:٠٠ ص", "09:00"), ("9 صباحًا", "09:00")),
        *(("الساعة 2:30 بعد الظهر", "14:30"), ("12 ظهرًا", "12:00"), ("٧ مساءً", "19:00")),
        *(("١٤:٣٠", "14:30"), ("2:30\u200f م", "14:30"), ("12:15 ص", "00:15")),
    ],
)
def test_a_time_is_read_however_it_is_typed(typed: str, meant: str):
    assert read_time(typed) == meant


def test_each_of_the_six_plurals_is_said():
    said = [translate_count("%(count)d day", "%(count)d days", n, "ar") for n in (0, 1, 2, 3, 11)]
    assert said == ["لا أيام", "يوم واحد", "يومان", "%(count)d أيام", "%(count)d يومًا"]
    for count in (100, 101, 102, 200):
        assert translate_count("%(count)d day", "%(count)d days", count, "ar") == "%(count)d يوم"
    assert translate_count("%(count)d day", "%(count)d days", 111, "ar") == "%(count)d يومًا"


def test_it_is_written_from_the_right():
    assert direction("ar") == "rtl"


def test_what_is_listed_has_arabic_commas():
    assert with_commas(["شد", "4"], "ar") == "شد، 4"
    assert with_semicolons(["البطن", "الوجه"], "ar") == "البطن؛ الوجه"
    assert with_semicolons(["belly", "face"], "en") == "belly; face"

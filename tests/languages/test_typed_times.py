"""Times as they are typed: all that a list prints is read again, in every language."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages import NightOrDay, format_time, read_time
from kiosk.languages.typed_times import MORNING
from tests.spoken import EACH_LANGUAGE

MINUTES = [(hour, minute) for hour in range(24) for minute in range(60)]


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_every_time_that_is_printed_is_read_again(language: str):
    """Before the morning, a clock of 24 hours writes like one of the night, and is asked back."""
    for hour, minute in MINUTES:
        printed = format_time(datetime(2026, 3, 10, hour, minute, tzinfo=UTC), "UTC", language)
        if hour < MORNING and printed.startswith("0"):
            with pytest.raises(NightOrDay):
                read_time(printed)
        else:
            assert read_time(printed) == f"{hour:02}:{minute:02}", printed


@pytest.mark.parametrize(
    "digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"]
)
@pytest.mark.parametrize("shape", ["{}:{:02}", "{}.{:02}", "{}{:02}", "{}h{:02}", "{}：{:02} h"])
def test_a_clock_of_24_hours_is_read_in_any_script(digits: str, shape: str):
    for hour, minute in MINUTES[7 * 60 :]:
        typed = shape.format(hour, minute).translate(str.maketrans("0123456789", digits))
        assert read_time(typed) == f"{hour:02}:{minute:02}", typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("2:30", "14:30"), ("230", "14:30"), ("1", "13:00"), ("6.59", "18:59"), ("7", "07:00")),
        *(("2:30pm", "14:30"), ("2 PM", "14:00"), ("2:30 P.M.", "14:30"), ("12 am", "00:00")),
        *(("14:30.", "14:30"), ("14.30 hs", "14:30"), ("2,30", "14:30"), ("14∶30 hrs.", "14:30")),
        *(("9hs.", "09:00"), ("2:30pm.", "14:30"), ("2 p", "14:00")),
        *(("2:30 am", "02:30"), ("2:30\u00a0p.\u202fm.", "14:30"), ("14:30:00", "14:30")),
    ],
)
def test_an_early_hour_without_more_is_the_afternoons(typed: str, meant: str):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["02:30", "0:15", "0230", "00:00"])
def test_what_may_be_the_night_is_asked_back(typed: str):
    with pytest.raises(NightOrDay):
        read_time(typed)


@pytest.mark.parametrize(
    "typed", ["", "noon", "24:00", "10:60", "13 pm", "0 am", "10:3", "1:2:3", "-9"]
)
def test_what_is_no_time_is_none(typed: str):
    assert read(typed) == ""


@given(st.text(st.sampled_from("0123456789٣：:.h apm-Ⅳ²½"), max_size=9))
def test_whatever_is_typed_is_a_time_or_none(typed: str):
    found = read(typed)
    assert not found or time.fromisoformat(found).isoformat("minutes") == found


def read(typed: str) -> str:
    """The time; empty for what is none."""
    try:
        return read_time(typed)
    except ValueError:
        return ""

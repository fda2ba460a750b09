"""Times as people type them: whatever a list prints in any of our languages is read again."""

from __future__ import annotations

import re
from datetime import time

from .as_typed import alike
from .days import format_clock
from .words import whole

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:(?: ?(?:[:.,;h∶꞉]|uhr|heures?) ?| )?(?P<minute>\d{2}))?(?:[:.]\d{2})? ?"
    r"(?:h|hr?s?|uhr|heures?|(?P<half>[ap]) ?\.? ?m?)? ?\.?"
)

_SPOKEN = {
    re.compile(r"^الساعة "): "",
    re.compile(r" ?(?:صباحا|ص\.?)$"): " am",
    re.compile(r" ?(?:بعد الظهر|ظهرا|عصرا|مساء|مساءا|م\.?)$"): " pm",
}
"""The halves of a day as they are typed in Arabic."""

MORNING = 7
"""The hour before which no clinic opens: "2:30" is said of the afternoon."""


class NightOrDay(ValueError):
    """A time before the morning, written like one of the night: it must be asked back."""


def read_time(typed: str) -> str:
    """The time as 14:30. An hour from 1 to 6 without more is the afternoon's.

    Raises NightOrDay for "02:30" and "0:15", ValueError for what is no time.
    """
    plain = _plain(typed)
    found = _TIME.fullmatch(plain)
    if not found:
        return _as_printed(plain)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(typed)
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    elif hour < MORNING:
        if found["hour"].startswith("0"):
            raise NightOrDay(typed)
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(typed)
    return f"{hour:02}:{minute:02}"


def _as_printed(plain: str) -> str:
    """The time whose words in one of our languages are these, as where "pm" is another word."""
    numbers = [int(number) for number in re.findall(r"\d{1,2}", plain)]
    if len(numbers) == 2 and numbers[0] <= 12 and numbers[1] <= 59:
        for hour in (numbers[0] % 12, numbers[0] % 12 + 12):
            shown = time(hour, numbers[1])
            if any(_plain(format_clock(shown, code)) == plain for code in whole()):
                return shown.isoformat("minutes")
    raise ValueError(plain)


def _plain(typed: str) -> str:
    plain = alike(typed)
    for spoken, half in _SPOKEN.items():
        plain = spoken.sub(half, plain)
    return plain.strip()

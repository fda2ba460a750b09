"""Times as people type them: whatever a list prints in any of our languages is read again."""

from __future__ import annotations

import re
from unicodedata import normalize

from .digits import plain_digits

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:(?: ?[:.h] ?| )?(?P<minute>\d{2}))?(?:[:.]\d{2})? ?"
    r"(?:h|hrs?|(?P<half>[ap]) ?\.? ?m ?\.?)?"
)

MORNING = 7
"""The hour before which no clinic opens: "2:30" is said of the afternoon."""


class NightOrDay(ValueError):
    """A time before the morning, written like one of the night: it must be asked back."""


def read_time(typed: str) -> str:
    """The time as 14:30. An hour from 1 to 6 without more is the afternoon's.

    Raises NightOrDay for "02:30" and "0:15", ValueError for what is no time.
    """
    found = _TIME.fullmatch(plain_digits(normalize("NFKC", typed)).casefold().strip())
    if not found:
        raise ValueError(typed)
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

"""The clinic's day: times are kept in UTC and read in the clinic's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in(time_zone: str, moment: datetime) -> date:
    """The date that a calendar in this time zone shows at a moment."""
    return moment.astimezone(ZoneInfo(time_zone)).date()

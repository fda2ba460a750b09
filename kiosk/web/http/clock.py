"""The clinic's day and hour: times are kept in UTC and read in the clinic's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...store.clinics import Clinic


def day_in(time_zone: str, moment: datetime) -> date:
    """The date that a calendar in this time zone shows at a moment."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def hours_of(clinic: Clinic, first: date, last: date) -> tuple[datetime, datetime]:
    """From the start of the first day to the end of the last, in the clinic's time zone."""
    zone = ZoneInfo(clinic.time_zone)
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    return start.astimezone(UTC), end.astimezone(UTC)

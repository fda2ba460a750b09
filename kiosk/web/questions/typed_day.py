"""A day as it is typed into a form: read, and seen to make sense. All raise ValidationError."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wtforms.validators import ValidationError

from ...languages import N_, day_order, read_day, read_number
from ..http import current

OLDEST = 120
"""Years back that a date may lie: further is a slip of the finger."""

FURTHEST = 2
"""Years ahead that a next visit may lie."""

AS_NUMBERS = N_("Write day, month and year as numbers, like 27 3 1985.")


Parts = tuple[int, int, int]
"""Day, month and year."""


def typed_apart(typed: Sequence[str]) -> Parts:
    """Each in a field of its own, the month also by its name."""
    try:
        day, month, year = map(read_number, typed)
    except ValueError:
        raise ValidationError(AS_NUMBERS) from None
    return day, month, year


def typed_whole(typed: str) -> Parts:
    """All of it in one field, in the order of the clinic's country."""
    clinic = current.clinic()
    try:
        day = read_day(typed, day_order(clinic.country if clinic else ""))
    except ValueError:
        raise ValidationError(AS_NUMBERS) from None
    return day.day, day.month, day.year


def past_day(day: int, month: int, year: int) -> date:
    """A day that somebody alive may have been born on."""
    typed, today = _day(day, month, year), _today()
    if typed.year < today.year - OLDEST or typed > today:
        raise ValidationError("Please check the year: this day is too far back or still to come.")
    return typed


def day_ahead(day: int, month: int, year: int) -> date:
    """Today, or a day not too far ahead."""
    typed = _day(day, month, year)
    if not 0 <= typed.year - _today().year <= FURTHEST:
        raise ValidationError("Please check the year: this day is over, or too far ahead.")
    return typed


def _today() -> date:
    """By the clinic's own clock: where it is, the day may have begun already, or not yet."""
    now, clinic = current.store().now(), current.clinic()
    return clinic.day(now) if clinic else now.date()


def _day(day: int, month: int, year: int) -> date:
    if year < 100:
        raise ValidationError("Write the year with four numbers, like 1985.")
    if not 1 <= month <= 12:
        raise ValidationError("The month is a number from 1 to 12.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError("That month has no such day. Please check the day.") from None

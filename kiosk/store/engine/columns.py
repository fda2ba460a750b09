"""What every table is made of: moments and marks that read alike everywhere, names for keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, MetaData, Text, TypeDecorator

from .steady import Steady

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """What the wall said, for people to read: aware, kept as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        try:
            return None if value is None else _EPOCH + timedelta(microseconds=value)
        except (OverflowError, TypeError):
            # No moment at all: long past, so that nothing it limits still holds.
            return _EPOCH


class Mark(TypeDecorator[Steady]):
    """A mark of the steady clock: what begins and ends by itself is kept in these alone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Steady | None, dialect: Dialect) -> int | None:
        if not isinstance(value, Steady | None):
            raise TypeError(
                f"{value!r} is no mark of the steady clock: count by Transaction.steady"
            )
        return None if value is None else value.microseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> Steady | None:
        if value is None:
            return None
        # No mark at all: long past, so that nothing it limits still holds.
        return Steady(value if isinstance(value, int) else 0)


class Span(TypeDecorator[timedelta]):
    """So much time, in whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(microseconds=value)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def ends_with(table: str, **more: Any) -> Column[str]:
    """The id of what a row belongs to; it goes where that goes."""
    return Column(f"{table}_id", Text, ForeignKey(f"{table}.id", ondelete="CASCADE"), **more)

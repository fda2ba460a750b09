"""Torn rows: one that cannot be read is told as such, and keeps nobody from the others."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..errors import Missing, Unreadable

log = logging.getLogger("kiosk.store")

WORN = (
    *(Unreadable, Missing, ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(zlib.error, struct.error),
)
"""What reading a row raises that was tampered with, or written by another version."""

Kept = TypeVar("Kept")
Told = TypeVar("Told")


def each(
    rows: Iterable[Kept], read: Callable[[Kept], Told], torn: Callable[[Kept], Told]
) -> Iterator[Told]:
    """Every row as ``read`` tells it, in order; as ``torn`` does where it cannot."""
    return (or_torn(row, read, torn) for row in rows)


def or_torn(row: Kept, read: Callable[[Kept], Told], torn: Callable[[Kept], Told]) -> Told:
    """One row as ``read`` tells it, else as ``torn`` does. The log says which, by its id."""
    try:
        return read(row)
    except WORN as fault:
        log.error("%s cannot be read: %s", getattr(row, "id", "a row"), type(fault).__name__)
        return torn(row)

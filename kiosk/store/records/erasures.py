"""Erasures: keyed marks of what was erased, so that an old backup cannot bring it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import delete, insert, select

from ..engine.tables import CALL, INTAKE, RECORD, TOMBSTONE
from ..engine.transaction import Book
from ..errors import Missing
from . import client_links, papers


def remember(book: Book, clinic_id: str, erased: Iterable[str]) -> None:
    """Mark these ids of intakes or records as erased; what they were cannot be told from it."""
    rows = [
        {"mark": mark_of(book, gone), "clinic_id": clinic_id, "erased_at": book.now}
        for gone in erased
        if not is_erased(book, gone)
    ]
    if rows:
        book.connection.execute(insert(TOMBSTONE), rows)
    book.wipe_after()


def mark_of(book: Book, erased: str) -> bytes:
    """The mark an erased id leaves."""
    return book.keys.blind("erased", erased)


def is_erased(book: Book, gone: str) -> bool:
    """Whether this id was erased once."""
    mark = mark_of(book, gone)
    return (
        book.connection.execute(select(TOMBSTONE.c.mark).where(TOMBSTONE.c.mark == mark)).first()
        is not None
    )


def marks(book: Book) -> set[bytes]:
    """All marks, to be kept apart from the backups."""
    return set(book.connection.scalars(select(TOMBSTONE.c.mark)))


def brought_back(book: Book, known: set[bytes]) -> list[str]:
    """The ids of what a restored backup brought back of these marks."""
    return [
        found
        for table in (INTAKE, RECORD)
        for found in book.connection.scalars(select(table.c.id))
        if mark_of(book, found) in known
    ]


def drop(book: Book, gone: str) -> None:
    """Delete an intake or a record and all that hangs on it, for good: it leaves its mark.

    What is not there leaves none.
    """
    for table in (INTAKE, RECORD):
        query = select(table.c.clinic_id).where(table.c.id == gone)
        if clinic_id := book.connection.scalar(query):
            remember(book, clinic_id, [gone])
    with suppress(Missing):
        papers.throw_away_all(book, client_links.all_of(book, client_links.client_of(book, gone)))
    book.connection.execute(delete(CALL).where(CALL.c.intake_id == gone))
    book.connection.execute(delete(INTAKE).where(INTAKE.c.id == gone))
    book.connection.execute(delete(RECORD).where(RECORD.c.id == gone))

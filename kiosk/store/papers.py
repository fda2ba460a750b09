"""Papers: the bytes of each printed page, kept sealed so that a sheet can be proved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from .book import Book
from .errors import Missing, Unreadable
from .sealing import seal, unseal
from .tables import PAPER, RECORD


def keep_paper(book: Book, record_id: str, pdf: bytes, drawn_for: str = "") -> None:
    """Keep a record's paper; the first one kept stays. Raises Missing.

    ``drawn_for`` is the therapist it names: a visit that somebody else has taken since waits for
    a paper of its own.
    """
    record = book.connection.execute(
        select(RECORD.c.clinic_id, RECORD.c.therapist_id)
        .where(RECORD.c.id == record_id)
        .with_for_update()
    ).one_or_none()
    if record is None:
        raise Missing(record_id)
    if record.therapist_id != drawn_for or is_kept(book, record_id):
        return
    row = {
        "record_id": record_id,
        "clinic_id": record.clinic_id,
        "drawn_at": book.now,
        "hash": hashlib.sha256(pdf).digest(),
        "content": seal(book.keys, pdf, _place(record_id)),
    }
    book.connection.execute(insert(PAPER), row)


def paper_of(book: Book, record_id: str) -> bytes | None:
    """The PDF as it was drawn; None where none is kept yet. Raises Unreadable."""
    row = book.connection.execute(
        select(PAPER.c.hash, PAPER.c.content).where(PAPER.c.record_id == record_id)
    ).one_or_none()
    if row is None:
        return None
    pdf = unseal(book.keys, row.content, _place(record_id))
    if hashlib.sha256(pdf).digest() != row.hash:
        raise Unreadable(record_id)
    return pdf


def is_kept(book: Book, record_id: str) -> bool:
    """Whether there is a paper of this record. Nothing is opened."""
    query = select(PAPER.c.record_id).where(PAPER.c.record_id == record_id)
    return book.connection.execute(query).first() is not None


def throw_away(book: Book, record_id: str) -> None:
    """Drop a paper that no longer says who works with the client."""
    book.connection.execute(delete(PAPER).where(PAPER.c.record_id == record_id))


def throw_away_all(book: Book, client_ids: Iterable[str]) -> None:
    """Drop every paper of these clients: each tells of the visits before its own."""
    theirs = select(RECORD.c.id).where(RECORD.c.client_id.in_(list(client_ids)))
    book.connection.execute(delete(PAPER).where(PAPER.c.record_id.in_(theirs)))


def _place(record_id: str) -> str:
    return f"paper:{record_id}:content"

"""Erasing: a record goes for good, with its paper and its calls, and whatever told of it."""

from __future__ import annotations

from contextlib import suppress

from ..store import Book, Missing, audit
from ..store.records import client_links, erasures
from .refresh_carried import refresh_carried


def erase_record(book: Book, record_id: str, by: str, reason: str) -> None:
    """Delete a record, its paper and its calls for good. Raises Missing.

    Its client's card, and what they have under way, forget it too.
    """
    client = client_links.client_of(book, record_id)
    erasures.drop(book, record_id)
    audit.write(book, "erase", by, record_id, reason)
    refresh_carried(book, client)


def erase_again(book: Book, marks: set[bytes]) -> list[str]:
    """Erase whatever a restored backup brought back of what was erased. Returns the ids erased."""
    back = erasures.brought_back(book, marks)
    for gone in back:
        client = ""
        with suppress(Missing):
            client = client_links.client_of(book, gone)
        erasures.drop(book, gone)
        if client:
            refresh_carried(book, client)
    return back

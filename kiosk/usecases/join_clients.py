"""Joining: two clients are one person, or are not; no record is touched.

A client is no more than an id that records point at. Joining two points one at the other; taking
them apart removes the pointer. So any order of either leaves every record as it was.
"""

from __future__ import annotations

from ..store import Book, audit
from ..store.records import client_links, clients, lookalikes
from .refresh_carried import refresh_carried


def join_clients(book: Book, one: str, into: str, by: str) -> None:
    """These two are one person. Saying so again changes nothing. Raises Missing."""
    client_links.hold_all(book)
    one, into = client_links.root(book, one), client_links.root(book, into)
    if one == into:
        return
    clients.point_at(book, one, into)
    audit.write(book, "merge", by, one, into)
    refresh_carried(book, into)


def part_clients(book: Book, one: str, by: str) -> None:
    """It is not the person it was joined into. Undoing twice changes nothing. Raises Missing."""
    client_links.root(book, one)
    other = clients.joined_into(book, one)
    if not other:
        return
    clients.point_at(book, one, None)
    audit.write(book, "part", by, one, other)
    for client in (other, one):
        refresh_carried(book, client_links.root(book, client))


def set_record_apart(book: Book, record_id: str, by: str) -> None:
    """This visit was another person's than it was signed as. Doing it twice is harmless.

    Raises Missing.
    """
    client_links.hold_all(book)
    before = client_links.client_of(book, record_id)
    client_links.its_own(book, record_id)
    now = client_links.client_of(book, record_id)
    if now == before:
        return
    audit.write(book, "part", by, record_id, before)
    for client in (before, now):
        refresh_carried(book, client)


def keep_apart(book: Book, one: str, other: str, by: str) -> None:
    """These two only look alike: do not offer them again. Raises Missing."""
    one, other = sorted((client_links.root(book, one), client_links.root(book, other)))
    if one == other or lookalikes.is_apart(book, one, other):
        return
    lookalikes.keep_apart(book, one, other)
    audit.write(book, "apart", by, one, other)

"""Joining: two clients are one person, or are not; no record is touched.

A client is no more than an id that records point at. Joining two points one at the other; taking
them apart removes the pointer. So any order of either leaves every record as it was.
"""

from __future__ import annotations

from ..store import Transaction, audit
from ..store.records import client_links, clients, holds, lookalikes, restrictions
from .refresh_carried import refresh_carried


def join_clients(tx: Transaction, one: str, into: str, by: str) -> None:
    """These two are one person. Saying so again changes nothing. Raises Missing."""
    client_links.hold_all(tx)
    one, into = client_links.root(tx, one), client_links.root(tx, into)
    if one == into:
        return
    clients.point_at(tx, one, into)
    audit.write(tx, "merge", by, one, into)
    refresh_carried(tx, into)


def part_clients(tx: Transaction, one: str, by: str) -> None:
    """It is not the person it was joined into. Undoing twice changes nothing. Raises Missing."""
    client_links.root(tx, one)
    other = clients.joined_into(tx, one)
    if not other:
        return
    clients.point_at(tx, one, None)
    audit.write(tx, "part", by, one, other)
    for client in (other, one):
        refresh_carried(tx, client_links.root(tx, client))


def set_record_apart(tx: Transaction, record_id: str, by: str) -> None:
    """This visit was another person's than it was signed as. Doing it twice is harmless.

    Raises Missing.
    """
    client_links.hold_all(tx)
    before = client_links.client_of(tx, record_id)
    client_links.its_own(tx, record_id)
    now = client_links.client_of(tx, record_id)
    if now == before:
        return
    audit.write(tx, "part", by, record_id, before)
    holds.follow(tx, before, record_id, by)
    restrictions.follow(tx, before, record_id, by)
    for client in (before, now):
        refresh_carried(tx, client)


def keep_apart(tx: Transaction, one: str, other: str, by: str) -> None:
    """These two only look alike: do not offer them again. Raises Missing."""
    one, other = sorted((client_links.root(tx, one), client_links.root(tx, other)))
    if one == other or lookalikes.is_apart(tx, one, other):
        return
    lookalikes.keep_apart(tx, one, other)
    audit.write(tx, "apart", by, one, other)

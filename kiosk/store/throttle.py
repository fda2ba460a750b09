"""Throttles: tries counted in the database, so that every process sees the same count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from .book import Book
from .database import Store
from .errors import Throttled
from .tables import THROTTLE

_MINUTE = timedelta(minutes=1)
_QUIET = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """How many tries a minute, and how long it may get after more of them."""

    tries: int
    longest: timedelta


ACCOUNT = Limit(5, timedelta(minutes=15))
ADDRESS = Limit(30, _MINUTE)


def count(store: Store, kind: str, name: str, limit: Limit) -> None:
    """Count one try before it is looked at. Raises Throttled where it must wait.

    Once the minute's tries are used up, each further try waits twice as long as the one before.
    """
    with store.writing() as book:
        who = book.keys.blind("throttle", kind, name)
        row = book.connection.execute(
            select(THROTTLE).where(THROTTLE.c.who == who).with_for_update()
        ).one_or_none()
        if row is None:
            first = {"who": who, "clinic_id": "", "tries": 1, "since": book.now, "until": book.now}
            book.connection.execute(insert(THROTTLE), first)
            return
        if row.until > book.now:
            raise Throttled(_seconds(row.until - book.now))
        _count_again(book, who, row.tries, row.since, row.until, limit)


def _count_again(
    book: Book, who: bytes, tries: int, since: datetime, until: datetime, limit: Limit
) -> None:
    calm = tries < limit.tries and book.now - since >= _MINUTE
    if calm or book.now - until >= _QUIET:
        tries, since = 0, book.now
    tries += 1
    wait = timedelta()
    if tries >= limit.tries:
        wait = min(_MINUTE * 2 ** min(tries - limit.tries, 10), limit.longest)
    book.connection.execute(
        update(THROTTLE)
        .where(THROTTLE.c.who == who)
        .values(tries=tries, since=since, until=book.now + wait)
    )


def clear(book: Book, kind: str, name: str) -> None:
    """Forget the tries: it was really them."""
    who = book.keys.blind("throttle", kind, name)
    book.connection.execute(delete(THROTTLE).where(THROTTLE.c.who == who))


def forget_old(book: Book) -> None:
    """Drop the rows of those who have long been quiet."""
    book.connection.execute(delete(THROTTLE).where(THROTTLE.c.until < book.now - _QUIET))


def _seconds(wait: timedelta) -> int:
    return max(1, -(-wait // timedelta(seconds=1)))

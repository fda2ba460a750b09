"""Picked: the signed visits that somebody asks for, many at once, and whose each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select

from ...frozen import dataclass
from ..engine.tables import AUDIT, CLIENT, ENTRY, RECORD
from ..engine.transaction import Transaction
from . import client_links, records, restrictions
from .records import Signed


@dataclass(frozen=True)
class Pick:
    """Which visits are asked for, by what stands in plain columns."""

    first: date
    last: date
    """Visit days, both included."""
    therapist_id: str = ""
    """Theirs alone; empty for everybody's."""
    site_id: str = ""
    """Those of this site alone; empty for every site's."""
    changed_since: datetime | None = None
    """Only what was signed, or of which anything is another, from then on."""


@dataclass(frozen=True)
class Whose:
    """Whose visit a record is, as of now."""

    client: str = ""
    """Empty where it is nobody's who is known."""
    number: int | None = None
    """Which of their visits, from 1."""


NOBODYS = Whose()

MOVES = ("take", "match", "merge", "part", "apart", "unrestrict", "follow")
"""What the audit tells of a record or a client that an export says, and no entry does."""

MANY = 10_000
"""People who are named in one question to the database, at the most."""


def how_many(tx: Transaction, pick: Pick) -> int:
    """How many of these may be used."""
    return tx.connection.scalar(select(func.count()).where(*_where(tx, pick))) or 0


def stream(tx: Transaction, pick: Pick, *, words: bool = True) -> Iterator[Signed]:
    """Those that may be used, oldest first, as a stream; told as by ``records.told``."""
    query = select(RECORD).where(*_where(tx, pick))
    in_order = query.order_by(RECORD.c.visit_day, RECORD.c.sequence)
    return records.told(tx, in_order, words=words)


def whose(tx: Transaction, some: Iterable[Signed]) -> dict[str, Whose]:
    """By record id, whose each of these is: for many at the price of one."""
    these = list(some)
    people = client_links.together(tx, {each.client_id for each in these if each.client_id})
    if not people:
        return {}
    theirs = select(RECORD.c.id, RECORD.c.client_id).where(RECORD.c.client_id.in_(list(people)))
    seen: Counter[str] = Counter()
    found = {}
    for row in tx.connection.execute(theirs.order_by(RECORD.c.sequence)):
        client = people[row.client_id]
        seen[client] += 1
        found[row.id] = Whose(client, seen[client])
    return {each.id: found[each.id] for each in these if each.id in found}


def versions(tx: Transaction) -> list[tuple[str, str, str]]:
    """Each version of the questions that was signed under: with its first and last visit day."""
    version, day = RECORD.c.catalogue_version, RECORD.c.visit_day
    found: list[tuple[str, str, str]] = []
    # One look each along the index: grouped, it would be a look at every record.
    next_one = select(func.min(version))
    this = tx.connection.scalar(next_one)
    while this is not None:
        first, last = (
            tx.connection.scalar(select(end(day)).where(version == this)) or ""
            for end in (func.min, func.max)
        )
        found.append((this, first, last))
        this = tx.connection.scalar(next_one.where(version > this))
    return sorted(found)


def _where(tx: Transaction, pick: Pick) -> Iterator[ColumnElement[bool]]:
    yield RECORD.c.visit_day.between(pick.first.isoformat(), pick.last.isoformat())
    yield restrictions.usable(tx)
    if pick.therapist_id:
        yield RECORD.c.therapist_id == pick.therapist_id
    if pick.site_id:
        yield RECORD.c.site_id == pick.site_id
    if pick.changed_since:
        yield from _changed(tx, pick.changed_since)


def _changed(tx: Transaction, since: datetime) -> Iterator[ColumnElement[bool]]:
    """What an export says otherwise since then: too much, rather than too little.

    Signed, read, taken or written about since; and every visit of a person of whom one was written
    about, for its answers may be carried to others, or who was joined with
    somebody or parted, or whose restriction was lifted (nobody was given theirs meanwhile), or of
    whom a visit was erased, for others have another number since.
    """
    written = select(ENTRY.c.record_id).where(ENTRY.c.made_at >= since)
    told = select(AUDIT.c.subject).where(AUDIT.c.at >= since, AUDIT.c.event.in_(MOVES))
    moved = (RECORD.c.signed_at >= since, RECORD.c.read_at >= since, RECORD.c.id.in_(told))
    theirs = select(RECORD.c.client_id).where(or_(RECORD.c.id.in_(written), RECORD.c.id.in_(told)))
    beside = select(AUDIT.c.reason).where(AUDIT.c.at >= since, AUDIT.c.event.in_(MOVES))
    named = (CLIENT.c.id.in_(some) for some in (theirs, told, beside))
    touched = select(CLIENT.c.id).where(or_(*named))
    people = client_links.together(tx, tx.connection.scalars(touched.limit(MANY + 1)))
    if len(people) <= MANY:  # Of more, everything counts as changed.
        yield or_(*moved, RECORD.c.id.in_(written), RECORD.c.client_id.in_(list(people)))

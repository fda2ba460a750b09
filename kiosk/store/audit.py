"""The audit: who did what, when and why, as a chain that shows every later change."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from hmac import compare_digest
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, text, true, tuple_

from ..frozen import dataclass
from .audit_events import HELD, Event
from .engine import chain_end
from .engine.held import states
from .engine.tables import AUDIT, CLINIC
from .engine.transaction import Transaction

_START = bytes(32)
_SPELLER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)
_INSERT = insert(AUDIT)
_LAST = select(AUDIT.c.sequence, AUDIT.c.link).order_by(AUDIT.c.sequence.desc()).limit(1)
_CLINIC = select(CLINIC.c.id).limit(1)
# Only one number, agreed among all processes, that says "the audit's end is mine".
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(6120451177)")


@dataclass(frozen=True)
class Head:
    """The end of the chain. Kept elsewhere, it shows a cut tail."""

    sequence: int
    link: str
    """In hex."""


class Entry(NamedTuple):
    """One row, as it may be shown."""

    sequence: int
    at: datetime
    event: str
    actor: str
    subject: str
    reason: str


_ROWS = select(*(AUDIT.c[name] for name in Entry._fields))
_SHOWN = _ROWS.order_by(AUDIT.c.sequence.desc())


def write(tx: Transaction, event: Event, actor: str, subject: str = "", reason: str = "") -> None:
    """Add to the chain: ids only, but for the reason of an export or an erasure.

    Do it last in a transaction: from here to the commit, other writers of the audit wait.
    """
    write_each(tx, event, actor, [subject], reason)


def write_each(
    tx: Transaction, event: Event, actor: str, subjects: Sequence[str], reason: str = ""
) -> None:
    """Add a row about each of these, in their order: many at the price of one; of none, none."""
    if not subjects:
        return
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(_TAKE_TURN)
    last = tx.connection.execute(_LAST).one_or_none()
    told = states(tx, filter(None, subjects)) if event in HELD and any(subjects) else {}
    # Where rows were cut off, the gap stays, and shows.
    before = max(last.sequence if last else 0, chain_end.known(tx))
    shared = {
        "clinic_id": tx.connection.scalar(_CLINIC) or "",
        "at": tx.now,
        "event": event,
        "actor": actor,
        "reason": reason,
        "key_id": tx.keys.current,
    }
    link, rows = last.link if last else _START, []
    for sequence, subject in enumerate(subjects, before + 1):
        held = told[subject].hex() if subject in told else ""
        row = {**shared, "sequence": sequence, "subject": subject, "held": held}
        link = _link(tx, link, row)
        rows.append({**row, "link": link})
    tx.connection.execute(_INSERT, rows)
    chain_end.move(tx, before + len(rows), link)


def head(tx: Transaction) -> Head:
    """Where the chain ends now; sequence 0 while it is empty."""
    last = tx.connection.execute(_LAST).one_or_none()
    return Head(last.sequence, last.link.hex()) if last else Head(0, _START.hex())


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for; all of them where nothing is said."""

    first: datetime | None = None
    until: datetime | None = None
    """Not included."""
    events: frozenset[str] = frozenset()
    actor: str = ""
    subjects: tuple[str, ...] = ()
    """Records and clients: what was done to one of these, and exports of them by days."""

    @property
    def _where(self) -> Iterator[ColumnElement[bool]]:
        if self.first:
            yield AUDIT.c.at >= self.first
        if self.until:
            yield AUDIT.c.at < self.until
        if self.events:
            yield AUDIT.c.event.in_(self.events)
        if self.actor:
            yield AUDIT.c.actor == self.actor
        if self.subjects:
            yield AUDIT.c.subject.in_(self.subjects)

    @property
    def rows(self) -> ColumnElement[bool]:
        """The condition on a row."""
        return and_(true(), *self._where)


def matching(tx: Transaction, wanted: Wanted, limit: int, before: int | None = None) -> list[Entry]:
    """The newest of these rows, or the ones next older than the row ``before``.

    Of days, the newest by the clock: an index finds those one by one, where the chain's own order
    would be sorted out of all that the days hold.
    """
    turn: list[Any] = [AUDIT.c.sequence]
    last: list[Any] = [before]
    if wanted.first or wanted.until:
        turn.insert(0, AUDIT.c.at)
        last.insert(0, select(AUDIT.c.at).where(AUDIT.c.sequence == before).scalar_subquery())
    query = _ROWS.where(wanted.rows).order_by(*(column.desc() for column in turn)).limit(limit)
    if before is not None:
        query = query.where(tuple_(*turn) < tuple_(*last))
    return [Entry(*row) for row in tx.connection.execute(query)]


def all_matching(tx: Transaction, wanted: Wanted) -> Iterator[Entry]:
    """All of these rows, oldest first, as a stream."""
    return map(Entry._make, tx.stream(_ROWS.where(wanted.rows).order_by(AUDIT.c.sequence)))


def counted(tx: Transaction, wanted: Wanted, most: int) -> dict[tuple[str, str], int]:
    """How many of these rows there are, by who did it and what; of the newest ``most`` alone."""
    newest = select(AUDIT.c.actor, AUDIT.c.event).where(wanted.rows)
    each = newest.order_by(AUDIT.c.at.desc()).limit(most).subquery().c
    query = select(each.actor, each.event, func.count()).group_by(each.actor, each.event)
    return {(row[0], row[1]): row[2] for row in tx.connection.execute(query)}


def latest(tx: Transaction, event: Event, limit: int) -> list[Entry]:
    """The newest rows of one kind."""
    return matching(tx, Wanted(events=frozenset({event})), limit)


def last_of(tx: Transaction, event: Event, subject: str, but: Collection[str] = ()) -> Entry | None:
    """The newest row of one kind about one thing; ``but`` none for one of these reasons."""
    about = _SHOWN.where(AUDIT.c.subject == subject, AUDIT.c.event == event)
    about = about.where(AUDIT.c.reason.not_in(list(but))) if but else about
    row = tx.connection.execute(about.limit(1)).one_or_none()
    return Entry(*row) if row else None


def was_noted(tx: Transaction, event: Event, subject: str, reason: str) -> bool:
    """Whether this was ever noted about one thing, for exactly this reason."""
    about = (AUDIT.c.subject == subject, AUDIT.c.event == event, AUDIT.c.reason == reason)
    rows = select(AUDIT.c.sequence).where(*about).limit(1)
    return tx.connection.execute(rows).first() is not None


def noted_about(tx: Transaction, event: Event, subjects: Iterable[str], reason: str) -> set[str]:
    """Of these, those about which this was ever noted, for exactly this reason."""
    about = (AUDIT.c.subject.in_(list(subjects)), AUDIT.c.event == event, AUDIT.c.reason == reason)
    return set(tx.connection.scalars(select(AUDIT.c.subject).where(*about)))


def last_about(tx: Transaction, subject: str) -> Entry | None:
    """The newest row about one thing, whatever it tells."""
    about = _SHOWN.where(AUDIT.c.subject == subject)
    row = tx.connection.execute(about.limit(1)).one_or_none()
    return Entry(*row) if row else None


def verify(tx: Transaction, anchor: Head | None = None) -> int | None:
    """The sequence of the first row that is not as it was written, or is gone; None where all are.

    A cut end is found by where the chain says that it ends; with an ``anchor`` (a head kept
    elsewhere) also where that was put back to an earlier one.
    """
    rows = tx.stream(select(AUDIT).order_by(AUDIT.c.sequence))
    return _first_bad(tx, rows, anchor or Head(0, _START.hex()))


def _first_bad(tx: Transaction, rows: Iterable[Row[Any]], anchor: Head) -> int | None:
    before, expected = _START, 1
    for row in rows:
        kept = dict(row._mapping)
        link = kept.pop("link")
        is_whole = row.sequence == expected and compare_digest(link, _link(tx, before, kept))
        if not is_whole or (expected == anchor.sequence and link.hex() != anchor.link):
            return expected
        before, expected = link, expected + 1
    if expected <= anchor.sequence or not chain_end.is_at(tx, expected - 1, before):
        return expected
    return None


def _link(tx: Transaction, before: bytes, row: dict[str, Any]) -> bytes:
    """HMAC over the link before and this row; empty where the row names a key we never had."""
    if not tx.keys.knows_chain(row["key_id"]):
        return b""
    told = {name: value for name, value in row.items() if name != "held" or value}
    plain = _SPELLER.encode({**told, "at": row["at"].isoformat()})
    return tx.keys.chain(row["key_id"], before + plain.encode())

"""Papers: the bytes of each printed page, numbered and kept sealed, so that a sheet can be proved.

What is drawn anew is a new paper. The ones before it stay as they were handed out, until a record
is erased that they tell of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, update

from ...frozen import dataclass
from ...intake.issue import Issue
from ..engine.sealing import seal, unseal
from ..engine.tables import OWED, PAPER, RECORD
from ..engine.torn import WORN
from ..engine.transaction import Transaction
from ..errors import Missing, Refused, Unreadable
from . import owed
from .owed import Because, Claim


@dataclass(frozen=True)
class Kept:
    """A paper of a record, as a list shows it."""

    number: int
    drawn_at: datetime
    because: str
    """What made it owed, as ``owed.Because`` has it."""
    opens: bool
    """False where its bytes were erased, with a record that they told of."""
    superseded: bool
    """A later one was drawn, or is owed."""
    sealed: bool
    """Whether it carries the clinic's seal."""


@dataclass(frozen=True)
class Found:
    """Which paper a file is."""

    record_id: str
    number: int
    of: int
    """How many papers the record has had."""
    superseded: bool


def next_number(tx: Transaction, record_id: str) -> int:
    """The number that the next paper of a record has. One that was used is never used again."""
    return _count(tx, record_id) + 1


def keep_paper(
    tx: Transaction,
    drawn: Claim,
    pdf: bytes,
    issue: Issue,
    unreadable: Iterable[str] = (),
    *,
    sealed: bool = False,
) -> bool:
    """Keep the paper of a record as it stood when it was claimed. Raises Missing.

    False where something in it has changed since, or another host was quicker: it is dropped. So
    is one under a number that was taken meanwhile, and that paper stays owed.
    """
    query = select(RECORD.c.clinic_id).where(RECORD.c.id == drawn.record_id)
    clinic_id = tx.connection.scalar(query.with_for_update())
    if clinic_id is None:
        raise Missing(drawn.record_id)
    if issue.number != next_number(tx, drawn.record_id):
        owed.put_back(tx, drawn)
        return False
    if not owed.settle(tx, drawn):
        return False
    row = _row(tx, drawn.record_id, pdf, issue, list(unreadable))
    more = {"clinic_id": clinic_id, "because": drawn.because, "sealed": sealed}
    tx.connection.execute(insert(PAPER), {**row, **more})
    return True


def is_any_kept(tx: Transaction) -> bool:
    """Whether a paper was ever drawn."""
    return tx.connection.execute(select(PAPER.c.record_id).limit(1)).first() is not None


def paper_of(tx: Transaction, record_id: str) -> bytes | None:
    """The newest PDF as it was drawn; None where one is still to be drawn. Raises Unreadable."""
    query = select(PAPER).where(PAPER.c.record_id == record_id, ~_is_owed())
    newest = query.order_by(PAPER.c.number.desc()).limit(1)
    row = tx.connection.execute(newest).one_or_none()
    return _opened(tx, row) if row else None


def paper_number(tx: Transaction, record_id: str, number: int) -> bytes | None:
    """The PDF of this number; None where there is none, or it was erased. Raises Unreadable."""
    row = tx.connection.execute(select(PAPER).where(_this(record_id, number))).one_or_none()
    return _opened(tx, row) if row else None


def drawn_for(tx: Transaction, record_id: str, number: int) -> str:
    """The id of the therapist whose paper this is: empty where it was nobody's, or there is none.

    It tells of their own visits of this client, and of no other therapist's.
    """
    query = select(PAPER.c.drawn_for).where(_this(record_id, number))
    return tx.connection.scalar(query) or ""


def all_of(tx: Transaction, record_id: str) -> list[Kept]:
    """Every paper this record has had, the first one first; nothing is opened."""
    opens = func.length(PAPER.c.content) > 0
    columns = (PAPER.c.number, PAPER.c.drawn_at, PAPER.c.because, opens, _is_owed(), PAPER.c.sealed)
    query = select(*columns).where(PAPER.c.record_id == record_id).order_by(PAPER.c.number)
    rows = tx.connection.execute(query).all()
    return [
        Kept(number, drawn_at, because, bool(opens), bool(is_owed) or number < len(rows), sealed)
        for number, drawn_at, because, opens, is_owed, sealed in rows
    ]


def by_hash(tx: Transaction, sha256: bytes) -> Found | None:
    """Which paper has these bytes; None where none was issued here with them."""
    query = select(PAPER.c.record_id, PAPER.c.number, _is_owed()).where(PAPER.c.hash == sha256)
    row = tx.connection.execute(query.limit(1)).one_or_none()
    if row is None:
        return None
    record_id, number, is_owed = row
    count = _count(tx, record_id)
    return Found(record_id, number, count, bool(is_owed) or number < count)


def unreadable_in(tx: Transaction, record_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By record, the words that no face could draw on its newest paper; only those with some.

    What cannot be opened is left out: it never keeps a list from its readers.
    """
    newest = select(PAPER.c.record_id, func.max(PAPER.c.number).label("number"))
    newest = newest.where(PAPER.c.record_id.in_(list(record_ids))).group_by(PAPER.c.record_id)
    last = newest.subquery()
    is_last = and_(PAPER.c.record_id == last.c.record_id, PAPER.c.number == last.c.number)
    query = select(PAPER.c.record_id, PAPER.c.number, PAPER.c.unreadable).join(last, is_last)
    rows = tx.connection.execute(query.where(PAPER.c.unreadable.is_not(None))).all()
    found = {record_id: _words(tx, record_id, number, kept) for record_id, number, kept in rows}
    return {record_id: words for record_id, words in found.items() if words}


def owe_all(tx: Transaction, client_ids: Iterable[str], because: Because = "visits") -> None:
    """Every paper of these clients tells of the visits before its own: they are drawn anew."""
    owed.owe(tx, RECORD.c.client_id.in_(list(client_ids)), because, redraw=True)


def owe_anew(tx: Transaction, record_id: str) -> None:
    """The kept one does not open any more: the record is whole all the same, and tells another."""
    owed.owe(tx, RECORD.c.id == record_id, "torn")


def let_go(tx: Transaction, record_id: str, number: int) -> bool:
    """Let the bytes of a paper go that open no more; False where they went before.

    Number and hash stay, as of one that was erased. Raises Missing where there is no such paper,
    Refused where it opens.
    """
    query = select(PAPER).where(_this(record_id, number)).with_for_update()
    row = tx.connection.execute(query).one_or_none()
    if row is None:
        raise Missing(record_id)
    if not row.content:
        return False
    with suppress(*WORN):
        _opened(tx, row)
        raise Refused("number", "This paper opens: nothing was changed.")
    gone = update(PAPER).where(_this(record_id, number)).values(content=b"", unreadable=None)
    tx.connection.execute(gone)
    return True


def forget(tx: Transaction, client_ids: Iterable[str], gone: str) -> None:
    """Erase the bytes of all papers of these clients that can tell of this record.

    Number and hash stay, so that no number is used twice, and a sheet can still be proved.
    """
    sequence = select(RECORD.c.sequence).where(RECORD.c.id == gone).scalar_subquery()
    theirs = RECORD.c.client_id.in_(list(client_ids))
    later = select(RECORD.c.id).where(theirs, RECORD.c.sequence >= sequence)
    emptied = update(PAPER).where(PAPER.c.record_id.in_(later))
    tx.connection.execute(emptied.values(content=b"", unreadable=None))


def _row(
    tx: Transaction, record_id: str, pdf: bytes, issue: Issue, unreadable: list[str]
) -> dict[str, Any]:
    words = json.dumps(unreadable, ensure_ascii=False).encode() if unreadable else None
    where = place_at(record_id, issue.number, "unreadable")
    return {
        "record_id": record_id,
        "number": issue.number,
        "drawn_at": datetime.fromisoformat(issue.at),
        "drawn_for": issue.drawn_for,
        "hash": hashlib.sha256(pdf).digest(),
        "content": seal(tx.keys, pdf, place_at(record_id, issue.number)),
        "stands": bytes.fromhex(issue.stands),
        "unreadable": words and seal(tx.keys, words, where),
    }


def _opened(tx: Transaction, row: Row[Any]) -> bytes | None:
    if not row.content:
        return None
    pdf = unseal(tx.keys, row.content, place_of(row))
    if not is_as_drawn(row, pdf):
        raise Unreadable(row.record_id)
    return pdf


def is_as_drawn(row: Row[Any], pdf: bytes) -> bool:
    """Whether these bytes are those that this row was written for."""
    return bool(hashlib.sha256(pdf).digest() == row.hash)


def _words(tx: Transaction, record_id: str, number: int, sealed: bytes) -> tuple[str, ...]:
    try:
        return tuple(json.loads(unseal(tx.keys, sealed, place_at(record_id, number, "unreadable"))))
    except Unreadable:
        return ()


def _count(tx: Transaction, record_id: str) -> int:
    query = select(func.max(PAPER.c.number)).where(PAPER.c.record_id == record_id)
    return tx.connection.scalar(query) or 0


def _this(record_id: str, number: int) -> ColumnElement[bool]:
    return and_(PAPER.c.record_id == record_id, PAPER.c.number == number)


def _is_owed() -> ColumnElement[bool]:
    """Something in what it shows has changed since it was drawn."""
    return select(OWED.c.record_id).where(OWED.c.record_id == PAPER.c.record_id).exists()


def place_of(row: Row[Any]) -> str:
    """Where the bytes of a paper are sealed to."""
    # Before papers had numbers there was one of each record, and nobody noted what stood.
    unnumbered = row.stands is None and row.number == 1
    return f"paper:{row.record_id}:content" if unnumbered else place_at(row.record_id, row.number)


def place_at(record_id: str, number: int, what: str = "content") -> str:
    """Where something of a paper that has a number is sealed to."""
    return f"paper:{record_id}:{number}:{what}"

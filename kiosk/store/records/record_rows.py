"""Rows for lists: what one row needs of a record as it stands, without opening the whole of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Row, Select, select

from ...frozen import dataclass
from ...intake.record import what_stands
from ..engine.site_tables import FIRST
from ..engine.tables import RECORD
from ..engine.torn import each
from ..engine.transaction import Transaction
from . import restrictions
from .deflated import inflated, light
from .records import AT_A_TIME, signed_from, unsealed
from .standing import Law, Standing, law_of
from .written import NOTHING_WRITTEN, About, Written
from .written_about import written_about

_JSON = json.JSONDecoder()
_NEWEST = select(RECORD).order_by(RECORD.c.sequence.desc())


@dataclass(frozen=True)
class OfDay:
    """A record of a day, by its plain columns."""

    id: str
    therapist_id: str
    site_id: str


@dataclass(frozen=True)
class Listed:
    """A record as a list shows it; whoever opens it gets all of it, checked."""

    id: str
    sequence: int
    visit_day: str
    """ISO date in the clinic's time zone."""
    signed_at: datetime
    read_at: datetime | None
    therapist_id: str
    """Empty until a therapist took the visit."""
    answers: dict[str, Any]
    """As they stand."""
    severities: tuple[str, ...]
    """Of the flags that stand, in print order."""
    been_before: bool = False
    """Went on as new and said to have been here before."""
    put_right: int = 0
    """How many answers were put right since."""
    taken_back: int = 0
    """How many agreements were taken back since."""
    restricted: bool = False
    """Kept and not used: a list says that there is a visit, and nothing of it."""
    whole: bool = True
    """False where what is kept cannot be read: a list names it, and shows the others."""
    site_id: str = FIRST
    """Where it was signed."""


def of_day(tx: Transaction, day: date) -> list[OfDay]:
    """All of this visit day (in the clinic's time zone), newest first. Nothing is opened for it."""
    query = select(RECORD.c.id, RECORD.c.therapist_id, RECORD.c.site_id)
    this = query.where(RECORD.c.visit_day == day.isoformat())
    rows = tx.connection.execute(this.order_by(RECORD.c.sequence.desc()))
    return [OfDay(*row) for row in rows]


def between(tx: Transaction, first: date, last: date) -> list[Listed]:
    """The records of these visit days and of those between them, newest first."""
    days = RECORD.c.visit_day.between(first.isoformat(), last.isoformat())
    return list(_listed(tx, _NEWEST.where(days)))


def newest(tx: Transaction, limit: int, before: int | None = None) -> list[Listed]:
    """The newest records, or the ones next older than the sequence ``before``."""
    older = _NEWEST if before is None else _NEWEST.where(RECORD.c.sequence < before)
    return list(_listed(tx, older.limit(limit)))


def these(tx: Transaction, ids: Iterable[str]) -> list[Listed]:
    """The records of these ids, newest first."""
    return list(_listed(tx, _NEWEST.where(RECORD.c.id.in_(list(ids)))))


def therapists_of(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """Whose visit each of these records is, empty where nobody's; what is no record is left out."""
    query = select(RECORD.c.id, RECORD.c.therapist_id).where(RECORD.c.id.in_(list(ids)))
    return {row.id: row.therapist_id for row in tx.connection.execute(query)}


def _listed(tx: Transaction, query: Select[Any]) -> Iterator[Listed]:
    """Rows for a list. The seal says that they are whole; hashes are for who opens one."""
    law, hidden = law_of(tx), restrictions.clients(tx)
    waiting = tx.stream(query, at_a_time=AT_A_TIME)
    while some := list(islice(waiting, AT_A_TIME)):
        opened = list(each(some, partial(_open, tx, hidden), _Opened))
        about = written_about(tx, (one.about for one in opened if not one.hidden))
        yield from each(opened, partial(_told, about=about, law=law), _torn)


def _open(tx: Transaction, hidden: frozenset[str], row: Row[Any]) -> _Opened:
    if row.client_id in hidden:
        return _Opened(row, hidden=True)
    return _Opened(row, *_read(tx, row))


def _read(
    tx: Transaction, row: Row[Any]
) -> tuple[bytes, str, Mapping[str, Any], Mapping[str, Any]]:
    kept = unsealed(tx, row)
    text = light(kept).decode()
    return kept, text, _part(text, "answers") or {}, _part(text, "carried") or {}


def _told(one: _Opened, about: Mapping[str, Written], law: Law) -> Listed:
    return one.listed(NOTHING_WRITTEN if one.hidden else about[one.id], law)


def _torn(one: _Opened) -> Listed:
    return _Opened(one.row).listed(NOTHING_WRITTEN, Law())


@dataclass(frozen=True)
class _Opened:
    """A row, and what was sealed of its record; nothing where that cannot be read."""

    row: Row[Any]
    kept: bytes = b""
    text: str = ""
    """The canonical text of it, as far as it is not wording."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    carried: Mapping[str, Any] = field(default_factory=dict)
    hidden: bool = False
    """Its client is restricted: it was not even opened."""

    @property
    def id(self) -> str:
        return str(self.row.id)

    @property
    def about(self) -> About:
        row = self.row
        return About(row.id, row.client_id or "", self.answers, self.carried, row.signed_at)

    def listed(self, about: Written, law: Law) -> Listed:
        row = self.row
        said, severities = self._stands(about, law)
        return Listed(
            row.id,
            row.sequence,
            row.visit_day,
            row.signed_at,
            row.read_at,
            row.therapist_id,
            said,
            severities,
            been_before=(_part(self.text, "facts") or {}).get("been_before") == "yes",
            put_right=len({each.question for each in about.corrections}),
            taken_back=len({each.card for each in about.in_force}),
            restricted=self.hidden,
            whole=bool(self.text) or self.hidden,
            site_id=row.site_id,
        )

    def _stands(self, about: Written, law: Law) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Answers and severities. What nothing was written about is not opened as a whole."""
        if about and self.text:
            signed = signed_from(self.row, inflated(self.kept))
            stands = Standing(signed, about, law)
            return stands.says, tuple(flag.severity for flag in stands.in_full.flags)
        said = what_stands(self.carried, self.answers)
        return said, tuple(flag["severity"] for flag in _part(self.text, "flags") or ())


def _part(text: str, name: str) -> Any:
    """One top-level part of a canonical record; None where it has no such part.

    The rest is left unread: it is nine tenths of the text. Inside a string every quote has a
    backslash in front, so the mark is found nowhere but before the part itself, or before a
    part of a part, which in a record never has one of these names.
    """
    mark = f'"{name}":'
    for lead in ("{", ","):
        at = text.find(lead + mark)
        if at >= 0:
            return _JSON.raw_decode(text, at + 1 + len(mark))[0]
    return None

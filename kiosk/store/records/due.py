"""What is due: whatever the clinic's rules no longer keep, worked out anew each time it is asked.

Years are counted from the last visit, and of whoever was under age from the day they came of age.
Whoever comes again, or is in the middle of an intake, is not due; what cannot be read is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, Select, select

from ..clinics import Clinic, the_clinic
from ..engine.tables import CLIENT, HOLD, INTAKE, RECORD, VISIT
from ..engine.transaction import Transaction
from . import cards
from .retention import Kind, Name, Rules


@dataclass(frozen=True)
class Due:
    """One thing that goes as a whole."""

    kind: Kind
    id: str
    """A record's; of the other kinds a client's, whom all others of theirs were joined into."""
    client_id: str
    records: tuple[str, ...]
    """The signed intakes that go with it, the oldest first."""
    last: str
    """The ISO day that the years are counted from."""
    on: date
    """Since when it is due."""
    years: int
    """By the rule of how many years."""
    held: bool
    """A legal hold keeps it."""

    @property
    def name(self) -> Name:
        """What it is listed under."""
        return self.kind, self.id


@dataclass
class _Family:
    """Everything that is one person's, by plain columns: nothing is opened."""

    id: str
    made: str
    clients: set[str] = field(default_factory=set)
    visits: list[tuple[str, str]] = field(default_factory=list)
    """Id and ISO day of each record."""


def due_under(tx: Transaction, rules: Rules, only: Iterable[str] | None = None) -> list[Due]:
    """All that these rules no longer keep today; ``only`` of these clients, who are one person."""
    clinic = the_clinic(tx)
    if clinic is None or not rules:
        return []
    busy, looked_at = _busy(tx, clinic), _Looked(tx, clinic, rules, _held(tx))
    people = _families(tx, clinic, None if only is None else list(only))
    return [due for each in people if not each.clients & busy for due in looked_at.due(each)]


class _Looked:
    """Rules, and a day to hold people against them."""

    def __init__(
        self, tx: Transaction, clinic: Clinic, rules: Rules, held: set[tuple[str, str]]
    ) -> None:
        self.tx, self.clinic, self.rules, self.held = tx, clinic, rules, held
        self.today = clinic.day(tx.now)

    def due(self, one: _Family) -> Iterator[Due]:
        """What of this person is due: all of it, some records, or nothing."""
        if not one.visits:
            yield from self._whole("client", one, self.rules.years("client"), one.made)
            return
        last = max(day for _, day in one.visits)
        whole = list(self._whole("person", one, self.rules.years("person"), last))
        single = [] if whole else list(self._records(one))
        if len(single) == len(one.visits):
            whole = list(self._whole("person", one, self.rules.years("record"), last))
        yield from whole or single

    def _whole(self, kind: Kind, one: _Family, years: int, last: str) -> Iterator[Due]:
        records = tuple(this for this, _ in one.visits)
        if on := self._over(one, years, last):
            held = self._is_held(one, records)
            yield Due(kind, one.id, one.id, records, last, on, years, held)

    def _records(self, one: _Family) -> Iterator[Due]:
        years = self.rules.years("record")
        for this, day in one.visits:
            if on := self._over(one, years, day):
                held = self._is_held(one, (this,))
                yield Due("record", this, one.id, (this,), day, on, years, held)

    def _over(self, one: _Family, years: int, last: str) -> date | None:
        """Since when this many years after that day are over; None where they are not."""
        day = _day(last)
        if not years or day is None or years_after(day, years) > self.today:
            return None
        of_age = self._of_age(one.id) if one.visits else date.min
        on = years_after(max(day, of_age), years) if of_age else date.max
        return on if on <= self.today else None

    def _of_age(self, client_id: str) -> date | None:
        """When this person came of age, by the latest date of birth they gave; None if unread."""
        card = cards.own(self.tx, client_id)
        if card is None or not card.whole:
            return None
        born = max(card.birth_dates, default="")
        if not born:
            return date.min
        day = _day(born)
        return years_after(day, self.clinic.majority_age) if day else None

    def _is_held(self, one: _Family, records: tuple[str, ...]) -> bool:
        theirs = {("client", each) for each in one.clients}
        return bool(self.held & (theirs | {("record", each) for each in records}))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=min(day.year + years, date.max.year))
    except ValueError:
        return date(day.year + years, 3, 1)


def _families(tx: Transaction, clinic: Clinic, only: list[str] | None) -> Iterable[_Family]:
    known = select(CLIENT.c.id, CLIENT.c.merged_into, CLIENT.c.made_at)
    rows = {row.id: row for row in tx.connection.execute(_some(known, CLIENT.c.id, only))}
    into = {this: row.merged_into for this, row in rows.items()}
    families = {
        this: _Family(this, clinic.day(row.made_at).isoformat())
        for this, row in rows.items()
        if _root(this, into) == this
    }
    for this in rows:
        if one := families.get(_root(this, into)):
            one.clients.add(this)
    visits = select(RECORD.c.id, RECORD.c.client_id, RECORD.c.visit_day)
    ordered = _some(visits, RECORD.c.client_id, only).order_by(RECORD.c.sequence)
    for row in tx.connection.execute(ordered):
        if one := families.get(_root(row.client_id, into)):
            one.visits.append((row.id, row.visit_day))
    return families.values()


def _some(query: Select[Any], column: Column[Any], only: list[str] | None) -> Select[Any]:
    return query if only is None else query.where(column.in_(only))


def _root(client_id: str, into: dict[str, str | None]) -> str:
    seen: set[str] = set()
    while client_id not in seen and (further := into.get(client_id)):
        seen.add(client_id)
        client_id = further
    return client_id


def _busy(tx: Transaction, clinic: Clinic) -> set[str]:
    """Clients who have something under way, or are planned for today or later."""
    here = select(INTAKE.c.client_id).where(INTAKE.c.client_id.is_not(None))
    today = clinic.day(tx.now).isoformat()
    coming = select(VISIT.c.client_id).where(VISIT.c.client_id.is_not(None), VISIT.c.day >= today)
    return {each for query in (here, coming) for each in tx.connection.scalars(query)}


def _held(tx: Transaction) -> set[tuple[str, str]]:
    rows = tx.connection.execute(select(HOLD.c.kind, HOLD.c.id))
    return {(row.kind, row.id) for row in rows}

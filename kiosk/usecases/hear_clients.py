"""Hearing clients: what a manager knows of how it was, as counts, and one by one where they may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..frozen import dataclass
from ..intake.signals import Period, signals
from ..store import Store, Transaction
from ..store.access.staff import Staff
from ..store.records import record_rows, reflections
from ..store.records.record_rows import Listed
from .read_answers import manager_knows, may_know_of_reflections

YEARS = 2
"""How far the counts go back."""
NEWEST = 60
"""How many single ones are listed at most: the newest."""


@dataclass(frozen=True)
class InInbox:
    """A reflection that a manager may open."""

    visit: Listed
    is_grave: bool
    is_new: bool
    """Whether no manager has opened it yet."""


@dataclass(frozen=True)
class Inbox:
    """All of it: what nobody has opened and is grave comes first."""

    rows: tuple[InInbox, ...]
    periods: tuple[Period, ...]


def inbox(store: Store, who: Staff, today: date) -> Inbox:
    """What this manager may open, and the counts. No single answer is in it."""
    with store.reading() as tx:
        days = reflections.since(tx, _long_ago(today))
        said = reflections.of_all(tx, (each for each, _ in days))
        counted = signals((day, said[each].answers) for each, day in days if each in said)
        return Inbox(_rows(tx, who, [each for each, _ in days[:NEWEST]]), counted)


def how_many_new(tx: Transaction, who: Staff, today: date) -> int:
    """How many a manager may open and none has: grave or not, nothing of them is said."""
    if "admin" not in who.roles:
        return 0
    newest = [each for each, _ in reflections.since(tx, _long_ago(today))[:NEWEST]]
    new = [each for each in newest if not manager_knows(tx, each)]
    return len(may_know_of_reflections(tx, who, new, as_manager=True))


def _rows(tx: Transaction, who: Staff, newest: list[str]) -> tuple[InInbox, ...]:
    open_: Mapping[str, bool] = may_know_of_reflections(tx, who, newest, as_manager=True)
    rows = (
        InInbox(each, open_[each.id], not manager_knows(tx, each.id))
        for each in record_rows.these(tx, open_)
    )
    return tuple(sorted(rows, key=lambda row: (not (row.is_new and row.is_grave), not row.is_new)))


def _long_ago(today: date) -> str:
    return date(today.year - YEARS, today.month, 1).isoformat()

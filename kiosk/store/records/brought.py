"""Brought in: clients whom another program knew, with their visits before this kiosk.

Each is a client like any other, with a card of their own: nobody is joined with anybody. What was
brought in stands apart from records, for nobody signed it here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from ...frozen import dataclass
from ...intake.past import Past
from ..engine.sealing import seal, unseal
from ..engine.tables import BROUGHT, CLIENT, INTAKE, RECORD, VISIT
from ..engine.torn import WORN
from ..engine.transaction import Transaction, random_id
from . import cards
from .cards import NONE_YET, Visits


@dataclass(frozen=True)
class Brought:
    """What another program knew of a client."""

    client_id: str
    says: dict[str, str]
    """By question id."""
    visits: tuple[tuple[str, str], ...]
    """ISO day and what was done, the oldest first."""
    place: int
    """Below every record's sequence."""
    brought_on: str
    """ISO date of the day they were brought in."""

    @property
    def last_visit(self) -> str:
        """ISO date of the last visit that is known; of whoever has none, when they were brought."""
        return self.visits[-1][0] if self.visits else self.brought_on


def bring(
    tx: Transaction,
    import_id: str,
    clinic_id: str,
    says: dict[str, str],
    visits: Iterable[tuple[str, str]],
    day: str,
) -> str:
    """A new client who was known elsewhere. Their card is for whoever calls to write."""
    this, lowest = random_id(), tx.connection.scalar(select(func.min(BROUGHT.c.place))) or 0
    made = {"id": this, "clinic_id": clinic_id, "made_at": tx.now}
    tx.connection.execute(insert(CLIENT), made)
    said = {"says": says, "visits": [list(each) for each in visits], "brought_on": day}
    row = {
        "client_id": this,
        "clinic_id": clinic_id,
        "import_id": import_id,
        "place": min(lowest, 0) - 1,
        "content": seal(tx.keys, json.dumps(said, ensure_ascii=False).encode(), place_of(this)),
    }
    tx.connection.execute(insert(BROUGHT), row)
    return this


def of_clients(tx: Transaction, client_ids: Iterable[str]) -> list[Brought]:
    """What was brought in of these clients, whose last visit is oldest first.

    One that does not open keeps nobody from the others, nor from being erased: ``torn_of`` has it.
    """
    found = [one for _, one in _each(tx, client_ids) if one]
    return sorted(found, key=lambda one: (one.last_visit, one.client_id))


def torn_of(tx: Transaction, client_ids: Iterable[str]) -> list[int]:
    """The places of what was brought in of these clients and does not open."""
    return [row.place for row, one in _each(tx, client_ids) if one is None]


def _each(tx: Transaction, client_ids: Iterable[str]) -> Iterator[tuple[Row[Any], Brought | None]]:
    query = select(BROUGHT).where(BROUGHT.c.client_id.in_(list(client_ids)))
    for row in tx.connection.execute(query).all():
        try:
            yield row, _opened(tx, row)
        except WORN:
            yield row, None


def tells(tx: Transaction, client_id: str) -> Visits:
    """What a client's card is told of it."""
    told = NONE_YET
    for one in of_clients(tx, [client_id]):
        said = cards.told_by(one.says, {}, (), one.last_visit, one.place).said
        last = one.visits[-1][0] if one.visits else ""
        told += Visits(said, {}, last, len(one.visits), one.place)
    return told


def pasts(tx: Transaction, client_ids: Iterable[str]) -> list[Past]:
    """The same, as far as a later visit may know it: the client is asked whether it still holds."""
    return [Past(one.last_visit, one.says) for one in of_clients(tx, client_ids)]


def of_import(tx: Transaction, import_id: str) -> list[str]:
    """The ids of the clients whom an import brought in, as far as they are still there."""
    query = select(BROUGHT.c.client_id).where(BROUGHT.c.import_id == import_id)
    return list(tx.connection.scalars(query.order_by(BROUGHT.c.place)))


def forget(tx: Transaction, client_ids: Iterable[str]) -> None:
    """Delete what was brought in of these clients."""
    gone = BROUGHT.c.client_id.in_(list(client_ids))
    if tx.connection.execute(delete(BROUGHT).where(gone)).rowcount:
        tx.wipe_after()


def is_known(tx: Transaction, client_ids: Iterable[str]) -> bool:
    """Whether anything was brought in of these clients, whether it opens or not."""
    theirs = select(BROUGHT.c.client_id).where(BROUGHT.c.client_id.in_(list(client_ids)))
    return tx.connection.scalar(theirs.limit(1)) is not None


def is_unused(tx: Transaction, client_id: str) -> bool:
    """Whether nothing but what was brought in is this client's."""
    return all(
        tx.connection.execute(select(table.c.id).where(table.c.client_id == client_id)).first()
        is None
        for table in (RECORD, INTAKE, VISIT)
    )


def _opened(tx: Transaction, row: Row[Any]) -> Brought:
    said = json.loads(unseal(tx.keys, row.content, place_of(row.client_id)))
    visits = tuple((day, words) for day, words in said["visits"])
    return Brought(row.client_id, said["says"], visits, row.place, said["brought_on"])


def place_of(client_id: str) -> str:
    """Where what was brought in of a client is sealed to."""
    return f"brought:{client_id}"

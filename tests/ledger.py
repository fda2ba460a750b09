"""A ledger of what tablets were told is kept, and what is missing or doubled of it afterwards.

It knows nothing of servers: whoever stands at a tablet writes down each answer that arrived, and
afterwards it is held against any store. One ledger serves many threads.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import select

from kiosk.intake import draft
from kiosk.intake.record import Record
from kiosk.intake.record_json import from_json
from kiosk.store import Store, Transaction
from kiosk.store.engine.tables import AUDIT, INTAKE, RECORD
from kiosk.store.errors import StoreError
from kiosk.store.intakes import intakes
from kiosk.store.proving import proof
from kiosk.store.records import records


@dataclass
class Visit:
    """One intake, as far as its client was told that it is kept."""

    answers: dict[str, Any] = field(default_factory=dict)
    is_signed: bool = False


@dataclass
class Ledger:
    """What was acknowledged, by the intake's id."""

    visits: dict[str, Visit] = field(default_factory=dict)
    posts: int = 0
    """Answers that were acknowledged."""
    _lock: Lock = field(default_factory=Lock)

    @property
    def signed(self) -> int:
        """How many were told that they have signed."""
        return sum(visit.is_signed for visit in self.visits.values())

    def begins(self, intake_id: str) -> None:
        """Somebody was shown the first page of this intake."""
        with self._lock:
            self.visits[intake_id] = Visit()

    def told(self, intake_id: str, answers: Mapping[str, Any], *, signed: bool = False) -> None:
        """A post with these answers was acknowledged."""
        with self._lock:
            visit = self.visits[intake_id]
            visit.answers |= answers
            visit.is_signed = visit.is_signed or signed
            self.posts += 1

    def so_far(self) -> dict[str, Visit]:
        """All of it as it is now, while others write on."""
        with self._lock:
            return {
                each: Visit(dict(visit.answers), visit.is_signed)
                for each, visit in self.visits.items()
            }

    def wrong(self, store: Store) -> list[str]:
        """What of it the store has lost, doubled or broken; empty where all is well.

        May be asked while others write on: what the store must have is what was told before it is
        looked at, and whom it may have is whoever has begun by then.
        """
        told = self.so_far()
        with store.reading(still=True) as tx:
            lost = [*lost_of(tx, told)]
            return [*lost, *doubled(tx, set(self.so_far())), *broken(tx)]


def lost_of(tx: Transaction, told: Mapping[str, Visit]) -> Iterator[str]:
    """Visits that are gone, or have lost a signature or an answer that was acknowledged."""
    for intake_id, visit in told.items():
        kept, is_signed = kept_of(tx, intake_id)
        if kept is None:
            yield f"{intake_id} is gone"
        elif visit.is_signed and not is_signed:
            yield f"{intake_id} was signed and is not"
        else:
            said = visit.answers.items()
            lost = [key for key, each in said if spelled(kept.get(key)) != spelled(each)]
            if lost:
                yield f"{intake_id} has lost {lost}"


def kept_of(tx: Transaction, intake_id: str) -> tuple[dict[str, Any] | None, bool]:
    """The answers the store has, None where it has nothing; and whether they are signed."""
    with suppress(StoreError):
        return answers_in(from_json(records.find(tx, intake_id).record)), True
    with suppress(StoreError):
        return dict(draft.from_json(intakes.find(tx, intake_id).draft).answers), False
    return None, False


def spelled(answer: Any) -> str:
    """An answer as one word: of several picked, the order says nothing."""
    picked = answer if isinstance(answer, list) else [answer]
    return "; ".join(sorted(json.dumps(each, sort_keys=True) for each in picked))


def answers_in(record: Record) -> dict[str, Any]:
    """What a record has of the answers to its questions and cards."""
    cards = {card.key: card.answer for card in record.agreements}
    helper = {"signature": record.signature, "signature_helper": record.signature_helper}
    return {**record.answers, **cards, **helper}


def doubled(tx: Transaction, known: set[str]) -> Iterator[str]:
    """Visits that stand twice: signed by nobody we know, signed twice, or one person's two."""
    kept = set(tx.connection.scalars(select(RECORD.c.id)))
    signings = select(AUDIT.c.subject).where(AUDIT.c.event == "sign")
    times = Counter(tx.connection.scalars(signings))
    yield from (f"{each} is signed, and nobody was told so" for each in kept - known)
    yield from (f"{each} is signed {times[each]} times" for each in kept if times[each] != 1)
    yield from (f"{each} is in the audit alone" for each in set(times) - kept)
    open_yet = select(INTAKE.c.id).where(INTAKE.c.state != "signed")
    both = kept & set(tx.connection.scalars(open_yet))
    yield from (f"{each} is signed and goes on" for each in both)


def broken(tx: Transaction) -> Iterator[str]:
    """Whatever is not as it was written."""
    if (found := proof.verify_all(tx)) != proof.Findings((), (), None, ()):
        yield f"what is kept is not what was written: {found}"
    if tx.connection.dialect.name == "sqlite":
        said = tx.connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if said != "ok":
            yield f"the file is broken: {said}"

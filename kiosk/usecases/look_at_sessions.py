"""Looking at sessions: how far each visit of a list is, and whether its client said how it was."""

from __future__ import annotations

from collections.abc import Iterable

from ..frozen import dataclass
from ..intake.treatment import State
from ..store import Transaction
from ..store.records import hand_overs, reflections, treatments


@dataclass(frozen=True)
class InSession:
    """How far one visit is, of which no answer is told."""

    state: State
    minutes: int
    """How long the session has been or was, by the steady clock."""
    handed_on: str
    """The tablet that was handed over for it; empty where none was."""
    has_answered: bool
    """Whether the client has said how it was; not what."""


def in_session(tx: Transaction, record_ids: Iterable[str]) -> dict[str, InSession]:
    """How far each of these is, by record id."""
    ids = list(record_ids)
    handed, said = hand_overs.handed(tx, ids), reflections.given(tx, ids)
    now = tx.steady.microseconds
    found = {}
    for each, treatment in treatments.of_all(tx, ids).items():
        until = now if treatment.end is None else treatment.end
        passed = 0 if treatment.start is None else max(0, until - treatment.start)
        minutes = passed // 60_000_000
        found[each] = InSession(treatment.state, minutes, handed.get(each, ""), each in said)
    return found

"""Answering a call: somebody goes to the client, and whoever else taps is told who went."""

from __future__ import annotations

from ..store import Store
from ..store.access.staff import Staff
from ..store.intakes import calls
from ..store.intakes.calls import Call


def answer_call(store: Store, who: Staff, call_id: str) -> Call:
    """Say that this person goes. The call as it stands then: the first who says so has it.

    Doing it again, or after somebody else, changes nothing. Raises Missing.
    """
    with store.writing() as tx:
        return calls.answer(tx, call_id, who.id)

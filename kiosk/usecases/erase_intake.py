"""Erasing an intake that is not signed: a wrong start, say. Why is kept, and nothing else of it."""

from __future__ import annotations

from ..store import Store
from ..store.intakes import intakes
from ..store.intakes.drafts import there


def erase_intake(store: Store, intake_id: str, by: str, reason: str) -> None:
    """Delete an unsigned intake for good, a torn one as well. Raises Missing."""
    with store.writing() as tx:
        intakes.erase(tx, there(tx, intake_id), by, reason)

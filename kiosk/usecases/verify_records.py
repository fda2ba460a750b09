"""Verifying records: whether one, or all of them, is as it was signed and as the audit tells."""

from __future__ import annotations

from collections.abc import Callable

from ..store import Store
from ..store.proving import proof
from ..store.proving.proof import Findings

Tell = Callable[[int], None]
"""Told how many records were looked at."""


def verify_all(store: Store, tell: Tell = lambda done: None) -> Findings:
    """Hold all that is kept against its seals, its signatures and the audit, at one moment."""
    with store.reading(still=True) as tx:
        return proof.verify_all(tx, tell)


def verify_record(store: Store, record_id: str) -> Findings:
    """The same for one record. Raises Missing where there is none."""
    with store.reading(still=True) as tx:
        return proof.verify_one(tx, record_id)


def broken(found: Findings) -> dict[str, tuple[str, ...]]:
    """A line for each thing that is not as it was, by its kind; every kind is there."""
    row = found.audit_row
    return {
        "records": (
            *(f"record {each} is not as it was signed" for each in found.records),
            *(f"entry {each} is not as it was written" for each in found.entries),
        ),
        "seals": tuple(f"{each} does not open, or is not what was sealed" for each in found.seals),
        "states": tuple(
            f"the state of {each} is not as the audit saw it left" for each in found.states
        ),
        "audit": () if row is None else (f"audit row {row} is not as it was",),
    }

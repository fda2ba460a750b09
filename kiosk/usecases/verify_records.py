"""Verifying records: whether one, or all of them, is as it was signed and as the audit tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..store import Store
from ..store.records import proof
from ..store.records.proof import Findings

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


def broken_records(found: Findings) -> Iterator[str]:
    """A line for each record and each entry that is not as it was."""
    yield from (f"record {each} is not as it was signed" for each in found.records)
    yield from (f"entry {each} is not as it was written" for each in found.entries)


def broken_states(found: Findings) -> Iterator[str]:
    """A line for each record, client and account that the audit left otherwise."""
    yield from (f"the state of {each} is not as the audit saw it left" for each in found.states)


def broken_audit(found: Findings) -> Iterator[str]:
    """A line where a row of the audit is not as it was."""
    if found.audit_row is not None:
        yield f"audit row {found.audit_row} is not as it was"

"""Proof: whether all that is kept is as it was written, and as the audit saw it come about."""

from __future__ import annotations

from collections.abc import Callable

from ...frozen import dataclass
from .. import audit
from ..engine.torn import WORN
from ..engine.transaction import Transaction
from ..errors import Missing
from ..records import entries, erasures, records
from . import stock
from .torn_seals import torn_seals


@dataclass(frozen=True)
class Findings:
    """What is not as it was written, by id; nothing where all is."""

    records: tuple[str, ...]
    """Changed, or signed once and gone without having been erased."""
    entries: tuple[str, ...]
    audit_row: int | None
    """The first row of the audit that was changed, or is gone."""
    states: tuple[str, ...]
    """Records, clients and accounts that no row of the audit left as they are: a correction is
    gone, a pointer was moved, a role was raised."""
    seals: tuple[str, ...] = ()
    """What else is sealed and does not open, or is not what it was when it was sealed: papers,
    cards, drafts; by table and id."""


def verify_all(tx: Transaction, tell: Callable[[int], None] = lambda done: None) -> Findings:
    """Hold everything that is kept against its seals, its signatures and the audit.

    What is broken keeps nothing else from being looked at. ``tell``: how many records were.
    """
    return Findings(
        tuple(records.verify_all(tx, tell)),
        tuple(entries.verify_all(tx)),
        audit.verify(tx),
        tuple(stock.moved(tx)),
        tuple(sorted(torn_seals(tx))),
    )


def verify_one(tx: Transaction, record_id: str) -> Findings:
    """The same for one record and what was written about it; the audit's chain is not walked.

    Raises Missing where it never was, or was erased.
    """
    signed = audit.last_of(tx, "sign", record_id)
    there = records.is_signed(tx, record_id)
    if not there and (signed is None or erasures.is_erased(tx, record_id)):
        raise Missing(record_id)
    try:
        records.find(tx, record_id)
        bad: tuple[str, ...] = ()
    except WORN:
        bad = (record_id,)
    moved = () if not there or stock.is_as_told(tx, record_id) else (record_id,)
    written = tuple(entries.verify_all(tx, record_id))
    return Findings(bad, written, None, moved, tuple(torn_seals(tx, record_id)))

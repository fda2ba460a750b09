"""Printing a record: its paper is drawn from the record as it stands now, and kept."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace

from ..exports.press import Drawn, NoPaper, Press
from ..exports.printer import Printer
from ..intake.history import NO_HISTORY, History
from ..intake.issue import Issue
from ..intake.record import Record
from ..store import Missing, Store, StoreError, Transaction, Unreadable
from ..store.access import offers, staff
from ..store.records import marks, owed, papers, records, standing
from ..store.records.owed import Claim
from ..store.records.records import Signed
from .print_out import queue_paper
from .seal_paper import seal_paper
from .tell_history import history_up_to

log = logging.getLogger("kiosk.paper")

NOT_ITS_FAULT = {"engine", "stopped"}
"""Reasons that say nothing about the paper: another time, or another host, draws it."""


def print_record(store: Store, press: Press, claim: Claim, printer: Printer | None = None) -> None:
    """Draw a paper that is owed, and keep it; else note why not. Raises StoreError.

    Kept and sent to be printed are one: no kill comes between.
    """
    try:
        drawn, issue = _draw(store, press, claim.record_id)
        pdf, sealed = seal_paper(store, claim.record_id, drawn.pdf)
        with store.writing() as tx:
            if papers.keep_paper(tx, claim, pdf, issue, drawn.unreadable, sealed=sealed):
                queue_paper(tx, printer, claim, issue.number)
    except Missing:
        # Erased since, and what was owed with it.
        return
    except NoPaper as no:
        level = logging.INFO if no.why == "stopped" else logging.WARNING
        log.log(level, "paper %s not drawn: %s", claim.record_id, no)
        with store.writing() as tx:
            if no.why in NOT_ITS_FAULT:
                owed.put_back(tx, claim, no.why if no.why != "stopped" else "")
            else:
                owed.failed(tx, claim, no.why)


def _draw(store: Store, press: Press, record_id: str) -> tuple[Drawn, Issue]:
    """The paper, and as which one it was drawn. Raises NoPaper, also where the record itself cannot
    be read; or Missing.

    A record that nobody has thought of costs only its own paper.
    """
    try:
        with store.reading() as tx:
            signed = records.find(tx, record_id)
            issue = next_issue(tx, signed)
        record, history = record_for_paper(store, signed), history_for(store, signed)
    except Unreadable:
        raise NoPaper("unread") from None
    except (LookupError, TypeError, ValueError, AttributeError) as odd:
        raise NoPaper("fault", type(odd).__name__) from odd
    return press.draw(record, history=history, issue=issue), issue


def next_issue(tx: Transaction, signed: Signed) -> Issue:
    """The paper of this record that is drawn next, and what stands now. Raises as ``standing``."""
    stands = standing.of(tx, signed)
    written = stands.written
    by = {made.made_by for made in (*written.corrections, *written.by_the_client)}
    return Issue(
        papers.next_number(tx, signed.id),
        tx.now.isoformat(),
        stands.fingerprint,
        {each: _name(tx, each) for each in by},
        stands.fallen,
        stands.risen,
        signed.therapist_id,
        mark=marks.on_paper(tx),
    )


def _name(tx: Transaction, staff_id: str) -> str:
    """The name of a member of staff; empty where a command did it, or they are known no more."""
    with suppress(Missing):
        return staff.find(tx, staff_id).name
    return ""


def record_for_paper(store: Store, signed: Signed) -> Record:
    """The record with what became known only later: its therapist, and what was put right."""
    with store.reading() as tx:
        record = standing.of(tx, signed).in_full
        if not signed.therapist_id:
            return record
        with suppress(Missing):
            return replace(record, therapist=offers.name_on_paper(tx, signed.therapist_id))
    return record


def history_for(store: Store, signed: Signed) -> History:
    """How it went from visit to visit, up to this one; nothing where that cannot be read."""
    try:
        with store.reading() as tx:
            return history_up_to(tx, signed)
    except StoreError as fault:
        log.warning("history for %s not read: %s", signed.id, type(fault).__name__)
        return NO_HISTORY

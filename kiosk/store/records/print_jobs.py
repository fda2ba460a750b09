"""Print jobs: which new papers a printer or a print station still has to print, and how it went.

A job is made in the transaction that keeps the paper, so no kill can forget it. Whoever prints
claims it first, so that no paper is printed twice by itself; after that only a tap prints it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, select, update

from ...frozen import dataclass
from ..engine.meeting import insert_into
from ..engine.tables import PRINT_JOB, RECORD
from ..engine.transaction import Transaction

State = Literal["waiting", "sent", "printed", "failed"]

LEASE = timedelta(seconds=90)
"""How long whoever claimed a job may say nothing. Then nobody knows whether it was printed."""

PAUSE = timedelta(seconds=15)
"""Before a paper is offered again to a printer that did not take it."""

NO_WORD = "no_word"
"""Whoever claimed it never said how it went."""


@dataclass(frozen=True)
class Job:
    """This paper of this record is to be printed."""

    record_id: str
    number: int
    """Which of the record's papers."""
    printer_job: int | None = None
    """The printer's own number for it, once the printer has it."""


@dataclass(frozen=True)
class Outcome:
    """How far it is: the state, why not in a word, and when that became so."""

    state: State
    why: str
    at: datetime


def queue_up(tx: Transaction, record_id: str, number: int, day: date) -> None:
    """Have this paper printed where it is of this visit day; an earlier one is not waited for."""
    anew = {"number": number, **_anew(tx)}
    values = [literal(value, PRINT_JOB.c[name].type) for name, value in anew.items()]
    row = select(RECORD.c.id, RECORD.c.clinic_id, *values).where(
        RECORD.c.id == record_id, RECORD.c.visit_day == day.isoformat()
    )
    making = insert_into(tx, PRINT_JOB).from_select(["record_id", "clinic_id", *anew], row)
    newer = PRINT_JOB.c.number < number
    tx.connection.execute(
        making.on_conflict_do_update(index_elements=["record_id"], set_=anew, where=newer)
    )


def claim(tx: Transaction, by: str, site_id: str) -> Job | None:
    """The paper of this site that has waited longest, for this printer or station alone."""
    query = select(PRINT_JOB.c.record_id, PRINT_JOB.c.number).where(_due(tx, site_id))
    first = query.order_by(PRINT_JOB.c.since, PRINT_JOB.c.record_id).limit(1)
    row = tx.connection.execute(first.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    job = Job(*row)
    sent = {"state": "sent", "claimed_by": by, "not_before": tx.steady + LEASE, "told_at": tx.now}
    tx.connection.execute(update(PRINT_JOB).where(_is(job)).values(sent))
    return job


def is_due(tx: Transaction, site_id: str) -> bool:
    """Whether there is a paper of this site to claim now."""
    first = select(PRINT_JOB.c.record_id).where(_due(tx, site_id)).limit(1)
    return tx.connection.scalar(first) is not None


def claimed(tx: Transaction, by: str) -> list[Job]:
    """What this printer or station has claimed and said nothing of yet, the oldest first."""
    mine = and_(PRINT_JOB.c.state == "sent", PRINT_JOB.c.claimed_by == by)
    columns = (PRINT_JOB.c.record_id, PRINT_JOB.c.number, PRINT_JOB.c.printer_job)
    rows = tx.connection.execute(select(*columns).where(mine).order_by(PRINT_JOB.c.since))
    return [Job(*row) for row in rows]


def taken(tx: Transaction, job: Job, printer_job: int) -> None:
    """The printer has it, under a number of its own; now it has as long again to print."""
    since = {"printer_job": printer_job, "not_before": tx.steady + LEASE}
    tx.connection.execute(update(PRINT_JOB).where(_is(job), _IS_SENT).values(since))


def settle(tx: Transaction, job: Job, why_not: str = "") -> None:
    """It came out; or it did not, or nobody knows, and it waits for a tap. Told twice is once."""
    said = {"state": "failed" if why_not else "printed", "why": why_not, "told_at": tx.now}
    tx.connection.execute(update(PRINT_JOB).where(_is(job), _IS_SENT).values(said))


def put_back(tx: Transaction, job: Job, why: str) -> None:
    """It was not taken, for certain: it is offered again after a while."""
    waits = {"state": "waiting", "why": why, "claimed_by": "", "told_at": tx.now}
    later = {**waits, "not_before": tx.steady + PAUSE}
    tx.connection.execute(update(PRINT_JOB).where(_is(job), _IS_SENT).values(later))


def print_again(tx: Transaction, record_id: str) -> bool:
    """Somebody asks for it once more. False where none was made, or one is on its way."""
    over = _state(tx).in_(("printed", "failed"))
    this = and_(PRINT_JOB.c.record_id == record_id, over)
    return tx.connection.execute(update(PRINT_JOB).where(this).values(_anew(tx))).rowcount > 0


def outcomes(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Outcome]:
    """How far the papers of these records are; nothing for those with no job."""
    columns = (_state(tx), PRINT_JOB.c.state, PRINT_JOB.c.why, PRINT_JOB.c.told_at)
    query = select(PRINT_JOB.c.record_id, *columns)
    rows = tx.connection.execute(query.where(PRINT_JOB.c.record_id.in_(list(record_ids))))
    return {
        record_id: Outcome(state, why if state == kept else NO_WORD, at)
        for record_id, state, kept, why, at in rows
    }


def of_day(tx: Transaction, day: date) -> list[tuple[str, str, str]]:
    """Each job of a visit day with its state and why: all that a list of the day shows of them."""
    columns = (PRINT_JOB.c.record_id, _state(tx), PRINT_JOB.c.why)
    query = select(*columns).join(RECORD, RECORD.c.id == PRINT_JOB.c.record_id)
    this = query.where(RECORD.c.visit_day == day.isoformat()).order_by(PRINT_JOB.c.record_id)
    return [tuple(row) for row in tx.connection.execute(this)]


def how_many(tx: Transaction, state: State, site_id: str = "") -> int:
    """How many papers are in this state, everywhere or at one site."""
    query = select(func.count()).select_from(PRINT_JOB).where(_state(tx) == state)
    return tx.connection.scalar(query.where(_at(site_id)) if site_id else query) or 0


def _due(tx: Transaction, site_id: str) -> ColumnElement[bool]:
    waits = and_(PRINT_JOB.c.state == "waiting", PRINT_JOB.c.not_before <= tx.steady)
    return and_(waits, _at(site_id))


def _at(site_id: str) -> ColumnElement[bool]:
    """What was signed at this site."""
    return exists().where(RECORD.c.id == PRINT_JOB.c.record_id, RECORD.c.site_id == site_id)


def _state(tx: Transaction) -> ColumnElement[str]:
    """The state. What was claimed and never heard of again has failed, whoever looks."""
    silent = and_(_IS_SENT, PRINT_JOB.c.not_before <= tx.steady)
    return case((silent, "failed"), else_=PRINT_JOB.c.state)


_IS_SENT = PRINT_JOB.c.state == "sent"


def _anew(tx: Transaction) -> dict[str, object]:
    waits = {"state": "waiting", "why": "", "claimed_by": "", "printer_job": None}
    return {**waits, "since": tx.steady, "not_before": tx.steady, "told_at": tx.now}


def _is(job: Job) -> ColumnElement[bool]:
    return and_(PRINT_JOB.c.record_id == job.record_id, PRINT_JOB.c.number == job.number)

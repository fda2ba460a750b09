"""Owed: which papers are still to be drawn, by whom, how often it was tried, and why in vain.

A paper is owed from the transaction that makes it so: a signature, a correction, a withdrawal, a
change of therapist, joined histories. So no kill and no power cut can forget it. Only ids and the
word for what made it so stand here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, delete, func, literal, select, update

from ...frozen import dataclass
from ..engine.meeting import insert_into
from ..engine.tables import OWED, RECORD
from ..engine.transaction import Transaction, random_id

Because = Literal["signed", "withdrawal", "areas", "correction", "torn", "therapist", "visits"]
"""What makes a paper owed: it was signed, an agreement was taken back, private areas were chosen
anew, an answer put right, the one before does not open, another therapist has the visit, or other
visits of the client tell something else."""

HEAVIEST_FIRST: tuple[Because, ...] = (
    *("signed", "withdrawal", "areas", "correction", "torn", "therapist", "visits"),
)
"""Of several reasons for one paper, the one that is told."""

TRIES = 3
"""How often a paper is tried before it waits for somebody to ask again, or for a new start."""

LEASE = timedelta(seconds=60)
"""How long a host has a paper to itself. Should it take longer, one drawn twice does no harm."""

PAUSE = timedelta(seconds=20)
"""Before a paper is tried again."""

SOON = timedelta(seconds=30)
"""Within which a paper is drawn where a press is at work at all."""

ENOUGH = 100
"""Where counting stops."""


@dataclass(frozen=True)
class Claim:
    """A host draws this paper, for the record as it stands now."""

    record_id: str
    state: str
    """Another one, once something in the paper has changed."""
    because: str = "signed"


@dataclass(frozen=True)
class GivenUp:
    """A paper that is tried no more, and the last reason."""

    record_id: str
    why: str


def owe(
    tx: Transaction, which: ColumnElement[bool], because: Because, *, redraw: bool = False
) -> None:
    """From now on these records' papers are to be drawn, whatever was drawn before.

    ``redraw``: nobody waits for them, so they come after all others and give way.
    """
    values = {
        "because": because,
        "state": random_id(),
        "redraw": redraw,
        "since": tx.steady,
        "tries": 0,
        "why": "",
        "not_before": tx.steady,
        "claimed_by": "",
    }
    told = [literal(value, OWED.c[name].type) for name, value in values.items()]
    # In one order, so that two who do this at once never wait for each other.
    rows = select(RECORD.c.id, RECORD.c.clinic_id, *told).where(which).order_by(RECORD.c.id)
    owing = insert_into(tx, OWED).from_select(["record_id", "clinic_id", *values], rows)
    anew: dict[str, Any] = {
        name: owing.excluded[name] for name in values if name not in ("redraw", "since")
    }
    heavier = HEAVIEST_FIRST[: HEAVIEST_FIRST.index(because)]
    anew["because"] = case((OWED.c.because.in_(heavier), OWED.c.because), else_=because)
    tx.connection.execute(owing.on_conflict_do_update(index_elements=["record_id"], set_=anew))


def is_due(tx: Transaction, *, redraws: bool) -> bool:
    """Whether there is one to draw now."""
    due = select(OWED.c.record_id).where(_due(tx, redraws)).limit(1)
    return tx.connection.scalar(due) is not None


def claim(tx: Transaction, host: str, *, redraws: bool = False, wanted: str = "") -> Claim | None:
    """The next paper for this host: the one ``wanted``, else one that is due; None without any."""
    query = select(OWED.c.record_id, OWED.c.state, OWED.c.because)
    if wanted:
        query = query.where(OWED.c.record_id == wanted)
    else:
        first = (OWED.c.tries, OWED.c.since, OWED.c.record_id)
        query = query.where(_due(tx, redraws)).order_by(*first).limit(1)
    row = tx.connection.execute(query.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    found = Claim(*row)
    lease = {"not_before": tx.steady + LEASE, "claimed_by": host}
    tx.connection.execute(update(OWED).where(_is(found)).values(lease))
    return found


def settle(tx: Transaction, done: Claim) -> bool:
    """It is drawn. False where the record has changed since, or somebody else was quicker."""
    return tx.connection.execute(delete(OWED).where(_is(done))).rowcount == 1


def failed(tx: Transaction, tried: Claim, why: str) -> None:
    """It was tried in vain, and is tried again after a while; in the end it is given up."""
    later = {"not_before": tx.steady + PAUSE, "claimed_by": ""}
    again = update(OWED).where(_is(tried)).values(tries=OWED.c.tries + 1, why=why, **later)
    tx.connection.execute(again)


def put_back(tx: Transaction, tried: Claim, why: str = "") -> None:
    """It was not the paper's fault: that was no try. With a reason it waits for a while."""
    due = tx.steady + PAUSE if why else tx.steady
    back = {"why": why, "not_before": due, "claimed_by": ""}
    tx.connection.execute(update(OWED).where(_is(tried)).values(back))


def take_up(tx: Transaction, host: str) -> None:
    """This host starts: what it had begun is free, and what was given up is tried again."""
    mine = update(OWED).where(OWED.c.claimed_by == host)
    tx.connection.execute(mine.values(not_before=tx.steady, claimed_by=""))
    ask_again(tx)


def ask_again(tx: Transaction, record_id: str = "") -> bool:
    """Try once more what was given up: this paper, or all. False where nothing was."""
    anew = {"tries": 0, "why": "", "not_before": tx.steady, "claimed_by": ""}
    which = OWED.c.tries >= TRIES
    if record_id:
        which = and_(which, OWED.c.record_id == record_id)
    return tx.connection.execute(update(OWED).where(which).values(anew)).rowcount > 0


def how_many(tx: Transaction) -> int:
    """How many papers are still to be drawn, without those given up; counted up to ENOUGH."""
    some = select(OWED.c.record_id).where(OWED.c.tries < TRIES).limit(ENOUGH).subquery()
    return tx.connection.scalar(select(func.count()).select_from(some)) or 0


def is_soon_drawn(tx: Transaction) -> bool:
    """Whether one that somebody waits for has become due just now, or is being drawn."""
    lately = and_(OWED.c.not_before > tx.steady - SOON, OWED.c.tries == 0, OWED.c.why == "")
    waits = select(OWED.c.record_id).where(lately, OWED.c.redraw.is_(False)).limit(1)
    return tx.connection.scalar(waits) is not None


def given_up(tx: Transaction) -> list[GivenUp]:
    """What is tried no more, the newest first; no more than ENOUGH."""
    query = select(OWED.c.record_id, OWED.c.why).where(OWED.c.tries >= TRIES)
    rows = tx.connection.execute(query.order_by(OWED.c.since.desc()).limit(ENOUGH))
    return [GivenUp(row.record_id, row.why) for row in rows]


def put_off(tx: Transaction) -> str:
    """Why papers wait that nothing is wrong with; empty where none is kept waiting."""
    waits = select(OWED.c.why).where(OWED.c.tries == 0, OWED.c.why != "").limit(1)
    return tx.connection.scalar(waits) or ""


def reason(tx: Transaction, record_id: str) -> str | None:
    """Why this paper was given up; empty while it is still to be drawn, None where none is owed."""
    query = select(OWED.c.tries, OWED.c.why).where(OWED.c.record_id == record_id)
    row = tx.connection.execute(query).one_or_none()
    if row is None:
        return None
    return row.why if row.tries >= TRIES else ""


def _is(this: Claim) -> ColumnElement[bool]:
    return and_(OWED.c.record_id == this.record_id, OWED.c.state == this.state)


def _due(tx: Transaction, redraws: bool) -> ColumnElement[bool]:
    return and_(OWED.c.not_before <= tx.steady, OWED.c.tries < TRIES, OWED.c.redraw.is_(redraws))

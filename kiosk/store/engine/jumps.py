"""Jumps: keeping the steady clock in step across restarts and machines, and telling when we doubt.

Each start of a machine has a row: what its clocks said at the last look. While a machine runs, its
own counter says how much time has passed, and a wall clock that says otherwise has jumped. Over a
restart, only the wall can tell; so time that nobody saw ends codes and sign-ins, but lets nothing
that was put aside grow older, and after a jump nothing that is over is deleted for a day.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Row, delete, insert, select, type_coerce, update
from sqlalchemy.exc import IntegrityError

from ...frozen import dataclass
from .steady import Look, Steady
from .tables import CLOCK, INTAKE
from .transaction import Transaction

log = logging.getLogger("kiosk")

_TOLERANCE = timedelta(minutes=1)
"""Less than this is a correction, and no jump."""
_LOOK_EVERY = timedelta(minutes=1)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
"""Nobody believes a longer time that no machine saw pass: it would end the pairings of tablets."""


@dataclass(frozen=True)
class _Passed:
    """The mark of now, how much nobody saw pass before it, and how far the wall clock jumped."""

    mark: Steady
    unseen: timedelta = timedelta()
    jump: timedelta = timedelta()


def look(tx: Transaction) -> bool:
    """Compare the clocks with the last look. Returns whether what is over may be deleted."""
    rows = tx.connection.execute(select(CLOCK).with_for_update()).all()
    mine = next((row for row in rows if _counts_on(row, tx.look)), None)
    passed = _in_step(_since(tx, mine, rows), rows)
    tx.stopwatch.set(tx.look, passed.mark)
    if passed.jump:
        log.warning("the clock of this machine jumped by %s", passed.jump)
    if mine is None or passed.jump or passed.mark - mine.steady >= _LOOK_EVERY:
        _note(tx, passed, known=any(row.boot_id == tx.look.boot_id for row in rows))
    jumped = [row.jumped for row in rows if row.jumped] + [passed.mark] * bool(passed.jump)
    return all(passed.mark - at >= _DAY for at in jumped)


def is_trusted(tx: Transaction) -> bool:
    """Whether no clock has jumped for a day: a look that writes nothing."""
    jumped = tx.connection.scalars(select(CLOCK.c.jumped).where(CLOCK.c.jumped.is_not(None)))
    return all(tx.steady - at >= _DAY for at in jumped)


def _counts_on(row: Row[Any], look: Look) -> bool:
    """Whether the machine has run since that look; one put back to a picture of it has not."""
    return bool(row.boot_id == look.boot_id and row.since_boot <= look.since_boot)


def _since(tx: Transaction, mine: Row[Any] | None, rows: Sequence[Row[Any]]) -> _Passed:
    here = tx.look
    if not rows:
        begun = tx.stopwatch.begun
        return _Passed(tx.steady, jump=_jump(here, begun.wall, begun.since_boot))
    if mine is None:
        last = _witness(here, rows)
        return _unseen(last, here.wall - last.wall)
    counted = here.since_boot - mine.since_boot
    return _Passed(mine.steady + counted, jump=_jump(here, mine.wall, mine.since_boot))


def _jump(here: Look, wall: datetime, since_boot: timedelta) -> timedelta:
    """How far the wall went from what was counted since it was last seen."""
    off = (here.wall - wall) - (here.since_boot - since_boot)
    return off if abs(off) >= _TOLERANCE else timedelta()


def _witness(look: Look, rows: Sequence[Row[Any]]) -> Row[Any]:
    """Of those who looked last, whoever's wall agrees best with ours."""
    latest = max(row.steady for row in rows) - 2 * _LOOK_EVERY
    return min(
        (row for row in rows if row.steady >= latest), key=lambda row: abs(look.wall - row.wall)
    )


def _unseen(last: Row[Any], on_the_wall: timedelta) -> _Passed:
    """After a start, all there is to go by is the wall, as far as it can be believed."""
    if on_the_wall <= -_TOLERANCE:
        # Set back, nobody knows how far: long enough for every code and sign-in to be over.
        return _Passed(last.steady + _DAY, _DAY, on_the_wall)
    if on_the_wall > _MONTH:
        return _Passed(last.steady + _MONTH, _MONTH, on_the_wall)
    passed = max(on_the_wall, timedelta())
    return _Passed(last.steady + passed, passed)


def _in_step(passed: _Passed, rows: Sequence[Row[Any]]) -> _Passed:
    """The same, where another machine has counted further: all go by the one that is ahead."""
    ahead = max((row.steady for row in rows), default=passed.mark)
    behind = ahead - passed.mark
    if behind < _TOLERANCE:
        return passed
    return _Passed(ahead, passed.unseen + behind, passed.jump or behind)


def _note(tx: Transaction, passed: _Passed, *, known: bool) -> None:
    here = tx.look
    row: dict[str, Any] = {"since_boot": here.since_boot, "wall": here.wall, "steady": passed.mark}
    if passed.jump:
        row["jumped"] = passed.mark
    if known:
        tx.connection.execute(update(CLOCK).where(CLOCK.c.boot_id == here.boot_id).values(**row))
    elif not _join(tx, {"boot_id": here.boot_id, **row}):
        return
    if passed.unseen:
        _stay_young(tx, passed.unseen)


def _join(tx: Transaction, row: dict[str, Any]) -> bool:
    """A row for this start of the machine. False where another process was quicker."""
    with suppress(IntegrityError), tx.connection.begin_nested():
        tx.connection.execute(insert(CLOCK), row)
        tx.connection.execute(delete(CLOCK).where(CLOCK.c.steady < row["steady"] - 2 * _MONTH))
        return True
    return False


def _stay_young(tx: Transaction, unseen: timedelta) -> None:
    """Intakes that were put aside wait the longer for time nobody saw pass."""
    more = unseen // timedelta(microseconds=1)
    later = {
        column.name: type_coerce(column, BigInteger) + more
        for column in (INTAKE.c.touched_at, INTAKE.c.parked_at)
    }
    tx.connection.execute(update(INTAKE).where(INTAKE.c.state != "open").values(**later))

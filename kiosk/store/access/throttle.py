"""Throttles: tries counted in the database, so that every process sees the same count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ...frozen import dataclass
from ..engine.database import Store
from ..engine.tables import THROTTLE
from ..engine.transaction import Transaction
from ..errors import Throttled

_MINUTE = timedelta(minutes=1)
_QUIET = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """How many tries a minute, and how long the waits after them may get."""

    tries: int
    longest: timedelta


@dataclass(frozen=True)
class Door:
    """Something tries are counted at: an account, an address."""

    kind: str
    name: str
    limit: Limit
    at: str = ""
    """Where, of one account that is tried from several places."""


def account(name: str, at: str) -> Door:
    """Five tries a minute from one place; then waits that double from one minute to fifteen."""
    return Door("account", name, Limit(5, timedelta(minutes=15)), f"at {at}")


def account_anywhere(name: str) -> Door:
    """Twenty a minute from all places where nobody has signed in to it; then waits that double."""
    return Door("account", name, Limit(20, timedelta(minutes=15)), "anywhere")


def address(name: str) -> Door:
    """Thirty tries a minute; then a minute's wait."""
    return Door("address", name, Limit(30, _MINUTE))


def resumed(intake_id: str) -> Door:
    """Two birth dates a minute for one intake that was put aside; then waits that double."""
    return Door("resumed", intake_id, Limit(2, timedelta(minutes=15)))


def arrival(tablet_id: str) -> Door:
    """Five arrival codes a minute on one tablet; then waits that double up to five minutes."""
    return Door("arrival", tablet_id, Limit(5, timedelta(minutes=5)))


def walk_up(tablet_id: str) -> Door:
    """Five a minute on one tablet who say they have been here before; then waits that double."""
    return Door("walk_up", tablet_id, Limit(5, timedelta(minutes=15)))


def birth_date(client_id: str) -> Door:
    """Five birth dates a minute for one client, wherever tried; then waits that double."""
    return Door("birth_date", client_id, Limit(5, timedelta(minutes=15)))


def count(store: Store, *doors: Door) -> bool:
    """Count one try at these doors before it is looked at. Returns whether one of them now shuts.

    Raises Throttled where one is shut already; then nothing is counted.
    """
    try:
        return _count(store, doors)
    except IntegrityError:
        # Another process counted the first try at this very moment.
        return _count(store, doors)


def _count(store: Store, doors: tuple[Door, ...]) -> bool:
    with store.writing() as tx:
        shuts = [_knock(tx, door) for door in doors]
    return any(shuts)


def _knock(tx: Transaction, door: Door) -> bool:
    who = _who(tx, door)
    row = tx.connection.execute(
        select(THROTTLE).where(THROTTLE.c.who == who).with_for_update()
    ).one_or_none()
    if row is None:
        first = {"who": who, "clinic_id": "", "tries": 1, "since": tx.steady, "until": tx.steady}
        tx.connection.execute(insert(THROTTLE), first)
        return False
    if tx.steady < row.until:
        raise Throttled(_seconds(row.until - tx.steady))
    known = (0, tx.steady) if _starts_over(tx, door.limit, row) else (row.tries, row.since)
    tries, since = known[0] + 1, known[1]
    wait = _wait(door.limit, tries)
    tx.connection.execute(
        update(THROTTLE)
        .where(THROTTLE.c.who == who)
        .values(tries=tries, since=since, until=tx.steady + wait)
    )
    return bool(wait)


def _who(tx: Transaction, door: Door) -> bytes:
    """What the tries are kept under. All of one account begin alike."""
    whole = tx.keys.blind("throttle", door.kind, door.name)
    return whole + tx.keys.blind("throttle", door.kind, door.name, door.at) if door.at else whole


def _starts_over(tx: Transaction, limit: Limit, row: Row[Any]) -> bool:
    """Whether earlier tries no longer count: a calm minute, or a long time since the last wait."""
    calm = tx.steady - row.since >= _MINUTE
    doubles = limit.longest > _MINUTE and row.tries >= limit.tries
    return (calm and not doubles) or tx.steady - row.until >= _QUIET


def _wait(limit: Limit, tries: int) -> timedelta:
    if tries < limit.tries:
        return timedelta()
    doublings = min(tries - limit.tries, 10)
    return min(_MINUTE * (1 << doublings), limit.longest)


def clear(tx: Transaction, door: Door) -> None:
    """Forget the tries: it was really them, and there is nothing else to guess at this door."""
    who = _who(tx, door)
    tx.connection.execute(delete(THROTTLE).where(THROTTLE.c.who == who))


def clear_account(tx: Transaction, name: str) -> None:
    """Forget the tries at an account, from wherever."""
    first = tx.keys.blind("throttle", "account", name)
    whole = (THROTTLE.c.who >= first) & (THROTTLE.c.who <= first + b"\xff" * len(first))
    tx.connection.execute(delete(THROTTLE).where(whole))


def undo(tx: Transaction, door: Door) -> None:
    """Take back the one try that was right, and the wait it began. All others stay counted.

    So nobody who knows one code can go on guessing at others for ever.
    """
    who = _who(tx, door)
    less = {"tries": THROTTLE.c.tries - 1, "until": tx.steady}
    counted = (THROTTLE.c.who == who) & (THROTTLE.c.tries > 0)
    tx.connection.execute(update(THROTTLE).where(counted).values(less))


def forget_old(tx: Transaction) -> None:
    """Drop the rows of those who have long been quiet."""
    tx.connection.execute(delete(THROTTLE).where(THROTTLE.c.until < tx.steady - _QUIET))


def _seconds(wait: timedelta) -> int:
    return max(1, -(-wait // timedelta(seconds=1)))

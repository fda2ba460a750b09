"""Every use case that writes, done by two at the same moment on PostgreSQL, as by a double tap.

SQLite lets one writer in at a time, and the second reads what the first has written. A server lets
both in: what is looked for and then written has to be held meanwhile. Both come as far as their
commit before either commits, unless one waits for the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from kiosk.store import Keys, Store, StoreError
from kiosk.store.engine.tables import METADATA
from tests.conftest import Clock
from tests.faults.acts import Do
from tests.faults.acts_of_all import ACTS
from tests.postgres import Server
from tests.usecases.clinic import Small, small

BOTH = 2
WAITS = 0.5
"""Seconds for which one waits for the other: longer than any act takes to come to its commit."""


@contextmanager
def an_empty_house(server: Server, database: str, keys: Keys, clock: Clock) -> Iterator[Small]:
    server.empty(database, METADATA.tables)
    store = Store(server.address(database), keys, clock)
    try:
        yield small(store)
    finally:
        store.close()


def how_many(store: Store, *left_out: str) -> Mapping[str, int]:
    with store.reading() as tx:
        return {
            name: tx.connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in METADATA.tables.items()
            if name not in left_out
        }


@contextmanager
def wait_for_each_other(store: Store) -> Iterator[None]:
    """No commit before the other has come to its own, or waits for this one."""
    together = Barrier(BOTH)
    with store.reading() as tx:
        engine: Engine = tx.connection.engine

    def waits(*_: Any) -> None:
        with suppress(BrokenBarrierError):
            together.wait(WAITS)

    event.listen(engine, "commit", waits)
    try:
        yield
    finally:
        event.remove(engine, "commit", waits)


def both(do: Do) -> None:
    """What one of them is refused is said to them; anything else is a fault."""

    def does(_: int) -> None:
        with suppress(StoreError):
            do()

    with ThreadPoolExecutor(BOTH) as two:
        list(two.map(does, range(BOTH)))


@pytest.mark.parametrize("name", sorted(ACTS))
def test_two_at_once_write_it_once_and_neither_meets_a_fault(
    name: str, server: Server, database: str, keys: Keys, clock: Clock
):
    act = ACTS[name]
    with an_empty_house(server, database, keys, clock) as house:
        act.begin(house)()
        once = how_many(house.store, *act.again)
    with an_empty_house(server, database, keys, clock) as house:
        do = act.begin(house)
        with wait_for_each_other(house.store):
            both(do)
        assert how_many(house.store, *act.again) == once

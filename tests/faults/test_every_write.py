"""Every use case that writes: whatever fails on the way, all of it is kept or nothing is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import field
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event

from kiosk.exports.printer import Printer, Progress
from kiosk.frozen import dataclass
from kiosk.store import Store, StoreError
from kiosk.store.engine.tables import METADATA
from kiosk.store.proving import stock
from kiosk.usecases.print_out import look_after
from kiosk.usecases.set_up_clinic import NewClinic, set_up_clinic
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.faults.acts import Do
from tests.faults.acts_of_all import ACTS
from tests.faults.acts_of_clients import waits_for_the_printer
from tests.faults.test_faults import Fault
from tests.usecases.clinic import Small, small

pytestmark = pytest.mark.on_sqlite  # it looks into the file, where only what is committed stands

WRITING = ("INSERT", "UPDATE", "DELETE")
"""Before anything else nothing has been written that could be half of it."""

Rows = Mapping[str, list[Any]]


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


def on_the_disk(store: Store, *left_out: str) -> Rows:
    """What a process finds that comes after a kill at this moment: all that is committed."""
    tables = sorted(set(METADATA.tables) - set(left_out))
    with closing(sqlite3.connect(store.url.database or "")) as file:
        return {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def how_many(rows: Rows, *left_out: str) -> Mapping[str, int]:
    return {name: len(found) for name, found in rows.items() if name not in left_out}


@contextmanager
def fails_before(store: Store, number: int) -> Iterator[None]:
    """The write of this number fails; the commit counts as one."""
    with store.reading() as tx:
        engine: Engine = tx.connection.engine
    numbers = count()

    def comes(*_: Any) -> None:
        if next(numbers) == number:
            raise Fault("here")

    def runs(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(WRITING):
            comes()

    event.listen(engine, "before_cursor_execute", runs)
    event.listen(engine, "commit", comes)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", runs)
        event.remove(engine, "commit", comes)


def is_whole_or_not(store: Store, clock: Clock, do: Do, *first: str) -> Rows:
    """Done in the end, after failing before each of its writes. Returns what stands then."""
    before = on_the_disk(store, *first)
    for number in count():
        clock.goes_on(minutes=1)
        try:
            with fails_before(store, number):
                do()
        except Fault:
            assert on_the_disk(store, *first) == before, f"half of it, at {number}"
        else:
            break
    assert number > 1, "a write and its commit have failed"
    after = on_the_disk(store)
    assert any(after[name] != rows for name, rows in before.items()), "it has written something"
    return after


@pytest.mark.parametrize("name", sorted(ACTS))
def test_it_is_kept_as_a_whole_or_not_at_all_and_twice_is_harmless(
    house: Small, clock: Clock, name: str
):
    act = ACTS[name]
    do = act.begin(house)
    after = is_whole_or_not(house.store, clock, do, *act.first)
    with suppress(StoreError):
        do()
    again = how_many(on_the_disk(house.store), *act.again)
    assert again == how_many(after, *act.again), "the same again is no second one"
    with house.store.reading() as tx:
        assert list(stock.moved(tx)) == [], "the audit has seen all of it"


def test_a_clinic_is_founded_as_a_whole_or_not_at_all(some_store: Store, clock: Clock):
    new = NewClinic("Quiet Room", "en", "Europe/Madrid", "")
    founds = partial(set_up_clinic, some_store, new, "Ada Adams", PASSWORD)
    is_whole_or_not(some_store, clock, founds)
    with pytest.raises(StoreError):
        founds()


@dataclass(frozen=True)
class Tray(Printer):
    """A printer that takes every paper, and remembers which."""

    papers: list[str] = field(default_factory=list)

    def send(self, pdf: bytes, name: str) -> int:
        self.papers.append(name)
        return len(self.papers)

    def progress(self, job: int) -> Progress:
        return Progress("printed")


def test_whatever_fails_no_paper_goes_to_the_printer_twice(house: Small, clock: Clock):
    tray = Tray("ipp://printer")
    for number in count():
        waits_for_the_printer(house)
        try:
            with fails_before(house.store, number):
                look_after(house.store, tray)
        except Fault:
            clock.goes_on(minutes=1)
            look_after(house.store, tray)
        else:
            break
    assert number > 4, "it has failed before, between and after"
    assert len(tray.papers) == len(set(tray.papers))

"""A locked database, a full disk, a killed process: nothing acknowledged is ever missing."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from kiosk.store import Busy, Full, Keys, Store, Unreadable, audit
from kiosk.store.errors import TooMuch, meaning, plainly_told
from kiosk.store.intakes import intakes
from kiosk.store.records import records
from tests.conftest import Clock
from tests.store.house import House, a_house

pytestmark = pytest.mark.long


Maker = Callable[[float], Store]


@pytest.fixture
def patient(url: str, keys: Keys, clock: Clock) -> Iterator[Maker]:
    """Opens the store with another patience for locks, in seconds (waited for twice)."""
    with ExitStack() as closes:

        def open_with(wait: float) -> Store:
            store = Store(url, keys, clock, wait=wait)
            closes.callback(store.close)
            return store

        yield open_with


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Somebody else's hand on the database."""
    if store.is_sqlite:
        with closing(sqlite3.connect(store.url.database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        address = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as other:
            other.execute("SET idle_in_transaction_session_timeout = '60s'")
            other.execute("LOCK TABLE intake IN SHARE ROW EXCLUSIVE MODE")
            yield


def test_a_short_lock_is_waited_out(patient: Maker):
    store = patient(30)
    house = a_house(store)
    intake, token = house.starts()
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(store):
            held.set()
            let_go.wait(0.2)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    house.keeps(intake, reason="shoulder")
    other.join()
    opened = house.opens(token)
    assert opened
    assert opened.rev == 2


def test_a_lock_that_is_let_go_at_the_end_of_ones_patience_is_asked_for_once_more(
    sqlite_url: str, keys: Keys, monkeypatch: pytest.MonkeyPatch
):
    store = Store(sqlite_url, keys, wait=0.05)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")

        def let_go(cause: BaseException | None) -> type[Exception] | None:
            other.rollback()
            return meaning(cause)

        monkeypatch.setattr("kiosk.store.engine.database.meaning", let_go)
        a_house(store)
    store.close()


def test_a_long_lock_is_said_and_leaves_nothing_half_written(patient: Maker):
    store = patient(0.1)
    house = a_house(store)
    intake, token = house.starts(reason="before")
    with locked(store):
        with pytest.raises(Busy):
            house.keeps(intake, reason="during")
        with pytest.raises(Busy):
            house.signs(intake)
        assert house.opens(token) == intake
    assert house.opens(token) == intake
    assert house.keeps(intake, reason="after").rev == 2


def test_a_writer_of_our_own_that_never_ends_makes_the_others_busy(patient: Maker):
    store = patient(0.1)
    house = a_house(store)
    intake, _ = house.starts()
    replies: list[object] = []

    def keep() -> None:
        with suppress(Busy):
            replies.append(house.keeps(intake, reason="from elsewhere"))

    with store.writing() as tx:
        intakes.keep(tx, intake, {}, "body")
        other = threading.Thread(target=keep)
        other.start()
        other.join()
    assert replies == []


def test_every_free_connection_taken_is_busy_too(sqlite_url: str, keys: Keys):
    store = Store(sqlite_url, keys, wait=0.05)
    with ExitStack() as readers:
        for _ in range(32):
            readers.enter_context(store.reading())
        with pytest.raises(Busy, match="connection"), store.reading():
            pass
    store.close()


def test_a_full_disk_is_said_and_nothing_acknowledged_is_missing(sqlite_store: Store):
    house = a_house(sqlite_store)
    intake, token = house.starts()
    with sqlite_store.writing() as tx:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 6}")
    try:
        for number in range(40):
            intake = house.keeps(intake, **{f"answer_{number}": "words " * 200})
    except Full:
        pass
    else:
        pytest.fail("the disk never filled")
    assert intake.rev > 1
    assert house.opens(token) == intake
    with pytest.raises(Full):
        house.keeps(intake, much="words " * 9000)
    with sqlite_store.writing() as tx:
        tx.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        whole = tx.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    assert whole == "ok"
    assert house.opens(token) == intake
    assert house.keeps(intake, much="words " * 9000).rev == intake.rev + 1


MEANINGS = {
    "53100": Full, "58030": Full, "55P03": Busy, "40P01": Busy, "40001": Busy, "57014": TooMuch,
    "53300": Busy, "57P01": Busy, "08006": Busy, "XX001": Unreadable,
}  # fmt: skip


@pytest.mark.parametrize(("code", "meaning"), MEANINGS.items())
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_what_the_server_complains_of_is_told_in_our_words(
    store: Store, code: str, meaning: type[Exception]
):
    complaint = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"
    with pytest.raises(meaning), store.writing() as tx:
        tx.connection.execute(text(complaint))


@pytest.mark.parametrize(
    ("code", "meaning"),
    [(sqlite3.SQLITE_IOERR_WRITE, Full), (sqlite3.SQLITE_BUSY_SNAPSHOT, Busy),
     (sqlite3.SQLITE_CORRUPT_INDEX, Unreadable)],
)  # fmt: skip
def test_what_sqlite_complains_of_is_told_in_our_words(code: int, meaning: type[Exception]):
    fault = sqlite3.OperationalError("no")
    fault.sqlite_errorcode = code
    with pytest.raises(meaning), plainly_told():
        raise fault


def test_a_mistake_of_ours_is_not_taken_for_a_fault(store: Store):
    with pytest.raises(Exception, match="no_such_table") as mistake, store.writing() as tx:
        tx.connection.execute(text("SELECT * FROM no_such_table"))
    assert type(mistake.value).__module__.startswith("sqlalchemy")


def test_a_file_that_is_no_database_is_unreadable(sqlite_url: str, keys: Keys):
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(b"no database, whatever its name" * 99)
    store = Store(sqlite_url, keys)
    with pytest.raises(Unreadable), store.reading() as tx:
        intakes.waiting(tx)
    store.close()


def test_a_server_that_is_away_is_busy(keys: Keys, tmp_path):
    store = Store(f"postgresql://nobody@/kiosk?host={tmp_path}", keys)
    with pytest.raises(Busy), store.reading():
        pass
    store.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_drops_us_is_found_again(store: Store):
    house = a_house(store)
    _, token = house.starts()
    with suppress(Busy), store.writing() as tx:
        tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert house.opens(token)


def test_killed_at_any_moment_everything_acknowledged_is_there(store: Store):
    house = a_house(store)
    for number in range(5):
        acknowledged = killed_in_the_middle(house, after=0.03 + 0.02 * number)
        assert acknowledged
        check(store, acknowledged)


def killed_in_the_middle(house: House, after: float) -> dict[str, tuple[str, int]]:
    """What a process said it had kept: by token, the intake's id and its rev (0 once signed)."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            keep_on(house, writing)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        first = said.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [line.split() for line in (first, *said) if line.endswith("\n")]
    return {token: (intake_id, int(rev)) for token, intake_id, rev in lines}


def keep_on(house: House, said: int) -> None:
    """Walk intake after intake, saying so each time something is kept."""
    while True:
        intake, token = house.starts()
        for _ in range(3):
            os.write(said, f"{token} {intake.id} {intake.rev}\n".encode())
            intake = house.keeps(intake, reason="words " * 50)
        house.signs(intake)
        os.write(said, f"{token} {intake.id} 0\n".encode())


def check(store: Store, acknowledged: dict[str, tuple[str, int]]) -> None:
    with store.reading() as tx:
        for token, (intake_id, rev) in acknowledged.items():
            found: Any = intakes.by_token(tx, token)
            if rev and found:
                assert found.rev >= rev
            else:
                assert records.find(tx, intake_id).record["id"] == intake_id
        assert audit.verify(tx) is None
        assert records.verify_all(tx) == []
        if store.is_sqlite:
            whole = tx.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            assert whole == "ok"

"""Nothing personal is in clear on the disk, and what is erased is gone from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from kiosk.store import Missing, Store
from kiosk.store.engine.tables import INTAKE, RECORD, TOMBSTONE
from kiosk.store.housekeeping import purge
from kiosk.store.intakes import calls, intakes
from kiosk.store.records import erasures, record_rows, records
from kiosk.usecases.erase_record import erase_again, erase_record
from tests.conftest import Clock
from tests.postgres import Server
from tests.store.house import CANARY, House, a_house, keeps_paper

PERSONAL = {
    "preferred_name": CANARY,
    "full_name": CANARY.upper(),
    "birth_date": "1987-06-05",
    "phone": "+34 600 29 57 41",
    "safe_word": f"{CANARY} ñandú",
}
NEVER = (CANARY, CANARY.upper(), "1987-06-05", "29 57 41", "295741", "ñandú")


def on_disk(store: Store) -> bytes:
    """Every byte of a SQLite database and its log."""
    file = Path(store.url.database or "")
    beside = (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))
    return b"".join(path.read_bytes() for path in beside if path.exists())


def on_server(server: Server, store: Store) -> bytes:
    """Every byte of this database on a PostgreSQL server, and the server's log of writes."""
    with store.reading() as tx:
        query = "SELECT oid FROM pg_database WHERE datname = current_database()"
        number = tx.connection.scalar(text(query))
    data = server.folder / "data"
    files = [*(data / "base" / str(number)).iterdir(), *(data / "pg_wal").glob("0*")]
    return b"".join(path.read_bytes() for path in files)


def in_clear(disk: bytes) -> list[str]:
    spellings = ((word, code) for word in NEVER for code in ("utf-8", "utf-16-le"))
    return [word for word, code in spellings if word.encode(code) in disk]


def test_nothing_personal_is_ever_in_clear_in_the_file_or_its_log(sqlite_store: Store):
    house = a_house(sqlite_store)
    for _ in visit(house):
        assert in_clear(on_disk(sqlite_store)) == []


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_nothing_personal_is_in_clear_on_the_server(server: Server, store: Store):
    house = a_house(store)
    list(visit(house))
    with store.writing() as tx:
        tx.connection.execute(text("CREATE TABLE control (word TEXT)"))
        tx.connection.execute(text("INSERT INTO control VALUES ('in clear')"))
    server.tell("CHECKPOINT")
    disk = on_server(server, store)
    with store.writing() as tx:
        tx.connection.execute(text("DROP TABLE control"))
    assert b"in clear" in disk
    assert in_clear(disk) == []


def visit(house: House):
    """A whole visit, pausing wherever something was written."""
    intake, _ = house.starts(**PERSONAL)
    yield
    for number in range(5):
        intake = house.keeps(intake, reason=f"{CANARY} {number}")
        yield
    with house.store.writing() as tx:
        calls.call(tx, intake.id, "person", CANARY)
    yield
    signed = house.signs(intake, **PERSONAL)
    yield
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, f"%PDF {CANARY}".encode())
    yield


@pytest.mark.parametrize("how", ["erased", "purged"])
def test_an_erased_draft_is_gone_from_the_file_and_its_log(
    sqlite_store: Store, clock: Clock, how: str
):
    house = a_house(sqlite_store)
    intake, _ = house.starts(**PERSONAL, much="words " * 3000)
    house.keeps(intake, reason="shoulder")
    with sqlite_store.reading() as tx:
        draft = tx.connection.scalar(select(INTAKE.c.draft)) or b""
    pieces = [draft[at : at + 64] for at in range(0, len(draft) - 64, 64)]
    assert sum(piece in on_disk(sqlite_store) for piece in pieces) > len(pieces) // 2
    with sqlite_store.writing() as tx:
        if how == "erased":
            intakes.erase(tx, intake, "client")
        else:
            intakes.park(tx, intake, "client")
            clock.goes_on(minutes=30)
    with sqlite_store.writing() as tx:
        purge(tx)
    disk = on_disk(sqlite_store)
    assert not any(piece in disk for piece in pieces)


def test_an_erased_record_is_gone_from_the_file_and_its_log(sqlite_store: Store):
    house = a_house(sqlite_store)
    signed = house.signed(**PERSONAL)
    with sqlite_store.writing() as tx:
        keeps_paper(tx, signed.id, bytes(9000))
        content = tx.connection.scalar(select(RECORD.c.content)) or b""
    with sqlite_store.writing() as tx:
        erase_record(tx, signed.id, "admin", "asked by the client")
    disk = on_disk(sqlite_store)
    assert not any(content[at : at + 64] in disk for at in range(0, len(content) - 64, 64))


def test_a_reader_in_the_way_puts_the_wiping_off_to_the_next_write(sqlite_store: Store):
    house = a_house(sqlite_store)
    intake, _ = house.starts(**PERSONAL)
    with sqlite_store.reading() as tx:
        draft = tx.connection.scalar(select(INTAKE.c.draft)) or b""
        with sqlite_store.writing() as other:
            intakes.erase(other, intake, "client")
        assert draft[:64] in on_disk(sqlite_store)
    with sqlite_store.writing():
        pass
    assert draft[:64] not in on_disk(sqlite_store)


def test_an_erasure_is_remembered_without_saying_what_it_was(store: Store):
    house = a_house(store)
    intake, _ = house.starts()
    with store.writing() as tx:
        intakes.erase(tx, intake, "client")
        assert erasures.is_erased(tx, intake.id)
        assert not erasures.is_erased(tx, "another")
        rows = tx.connection.execute(select(TOMBSTONE)).all()
    assert intake.id not in repr(rows)


def test_what_an_old_backup_brings_back_is_erased_again(store: Store):
    house = a_house(store)
    kept, gone, waiting = house.signed(), house.signed(), house.starts()[0]
    with store.writing() as tx:
        known = {erasures.mark_of(tx, gone.id), erasures.mark_of(tx, waiting.id)}
        assert sorted(erase_again(tx, known)) == sorted([gone.id, waiting.id])
        assert erasures.marks(tx) == known
    with store.reading() as tx:
        assert [s.id for s in record_rows.newest(tx, 9)] == [kept.id]
        assert tx.connection.scalar(select(func.count()).select_from(INTAKE)) == 0
        assert records.verify_all(tx) == []
        with pytest.raises(Missing):
            intakes.find(tx, waiting.id)

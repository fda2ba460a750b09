"""The drill: backed up while others write, the machine lost, restored where nothing was."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.settings import Settings
from kiosk.store import BadBackup, Keys, NoBackup, Store, Unfit, audit, open_store
from kiosk.store.access import one_time_links
from kiosk.store.access import staff as accounts
from kiosk.store.backups import server_copies
from kiosk.store.engine.tables import INVITATION, ONE_TIME_LINK, RECORD, SESSION
from kiosk.store.records import corrections, papers, records
from kiosk.usecases.back_up import Backup, Place, back_up
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.restore_backup import Restored, erasures_for, restore, verify_backup
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.builders.clinic import PASSWORD
from tests.each import SQLITE_FIRST
from tests.faults.test_faults import Fault, breaks
from tests.postgres import Server
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.web.visits import draws, signs

pytestmark = pytest.mark.long


def quietly(words: str) -> None:
    """Nobody looks how far it is."""


@pytest.fixture
def here(either_clinic: Clinic) -> Clinic:
    """A clinic that has been at work: visits, a correction, a withdrawal, papers."""
    for name in ("Hal Brook", "Ines Roca", "Ulf Berg"):
        draws(either_clinic, signs(either_clinic, name))
    hal, ines, _ = reversed(either_clinic.signed())
    with either_clinic.store.writing() as tx:
        correct_record(tx, hal, "phone", "555-0102", "misheard", "theo")
        withdraw_agreement(tx, ines, "consent_treatment", "client", "in_person", "theo")
    return either_clinic


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def backs_up(clinic: Clinic, out: Path, **place: Any) -> Backup:
    return back_up(clinic.store, out.with_name("data"), Place(out, **place), "script", quietly)


def elsewhere(request: pytest.FixtureRequest, clinic: Clinic, tmp_path: Path) -> Settings:
    """A new machine with nothing on it but the key, typed in from the recovery sheet."""
    key = tmp_path / "new" / "keys" / "master.key"
    key.parent.mkdir(parents=True)
    key.write_text("".join(f"{n} {k.hex()}\n" for n, k in clinic.store.keys.masters.items()))
    key.chmod(0o600)
    url = ""
    if not clinic.store.is_sqlite:
        server: Server = request.getfixturevalue("server")
        url = server.address(server.new_database())
    return Settings(data=tmp_path / "new" / "data", key_file=key, database_url=url)


def brings_back(there: Settings, file: Path) -> Restored:
    marks = erasures_for(Keys.load(there.key_file), file, None)
    return restore(there, file, marks, "script", quietly)


def opened(there: Settings) -> Store:
    """What was restored, as the kiosk opens it; the suite's server is not fit to be served from."""
    if not there.database_url:
        return open_store(there)
    store = Store(there.database_url, Keys.load(there.key_file))
    assert store.is_current()
    return store


def everything(store: Store) -> dict[str, Any]:
    """What a clinic would miss: every record with what stands, and every paper byte for byte."""
    with store.reading() as tx:
        ids = tx.connection.scalars(select(RECORD.c.id).order_by(RECORD.c.sequence)).all()
        return {
            this: (
                records.find(tx, this).record,
                corrections.of(tx, [this]),
                papers.paper_of(tx, this),
            )
            for this in ids
        }


def is_whole(store: Store) -> bool:
    with store.reading() as tx:
        return not records.verify_all(tx) and audit.verify(tx) is None


@contextmanager
def somebody_writes(clinic: Clinic) -> Iterator[list[str]]:
    """Intakes are signed one after the other, all the while; the list is what was acknowledged."""
    signed: list[str] = []
    stop, begun = threading.Event(), threading.Event()

    def writes() -> None:
        while not stop.is_set():
            signed.append(signs(clinic, f"Client {len(signed)}"))
            begun.set()

    hand = threading.Thread(target=writes)
    hand.start()
    assert begun.wait(60)
    try:
        yield signed
    finally:
        stop.set()
        hand.join()


def test_a_lost_machine_loses_nothing_that_was_acknowledged_before_the_backup(
    request: pytest.FixtureRequest, here: Clinic, out: Path, tmp_path: Path
):
    gone_before, gone_since, *_ = here.signed()
    with here.store.writing() as tx:
        erase_record(tx, gone_before, "admin", "asked to")
    with somebody_writes(here) as acknowledged:
        before = [*acknowledged]
        made = backs_up(here, out)
    known = everything(here.store)
    with here.store.writing() as tx:
        erase_record(tx, gone_since, "admin", "asked to")
    here.clock.goes_on(days=1)
    backs_up(here, out)
    there = elsewhere(request, here, tmp_path)
    came = brings_back(there, made.file)
    with closing(opened(there)) as new:
        back = everything(new)
        assert set(before) <= set(back)
        assert not {gone_before, gone_since} & set(back)
        assert {this: known[this] for this in back} == back
        assert made.manifest.rows["record"] == len(back) + 1 == len(back) + came.erased
        assert is_whole(new)
        with new.reading() as tx:
            assert audit.latest(tx, "restore", 1)[0].subject == made.file.name


@SQLITE_FIRST
def test_it_is_verified_without_the_clinics_database(here: Clinic, out: Path, tmp_path: Path):
    made = backs_up(here, out)
    told = verify_backup(here.store.keys, tmp_path / "anywhere", made.file, quietly)
    assert told == made.manifest
    assert (told.rows["record"], told.rows["entry"], bool(told.damage)) == (3, 2, False)
    assert list((tmp_path / "anywhere").iterdir()) == []


@SQLITE_FIRST
def test_nobody_is_signed_in_and_nothing_that_works_once_works_again(
    request: pytest.FixtureRequest, here: Clinic, out: Path, tmp_path: Path
):
    with here.store.writing() as tx:
        ada = next(each for each in accounts.everyone(tx) if each.name == "Ada Books")
        tx.connection.execute(
            INVITATION.insert(),
            {"token": b"once", "clinic_id": ada.clinic_id, "name": "New", "roles": "admin",
             "made_by": ada.id, "expires_at": tx.steady},
        )  # fmt: skip
        one_time_links.make(tx, here.signed()[0], "handout", {}, "en")
    accounts.sign_in(here.store, "Ada Books", PASSWORD, "198.51.100.7")
    made = backs_up(here, out)
    there = elsewhere(request, here, tmp_path)
    brings_back(there, made.file)
    with closing(opened(there)) as new, new.reading() as tx:
        assert set(tx.connection.scalars(select(SESSION.c.kind))) == {"tablet"}
        assert tx.connection.execute(select(INVITATION)).all() == []
        assert tx.connection.execute(select(ONE_TIME_LINK)).all() == []


@SQLITE_FIRST
def test_what_was_damaged_is_backed_up_and_said_so_and_pushes_no_whole_one_out(
    here: Clinic, out: Path
):
    good = backs_up(here, out)
    this = here.signed()[0]
    tampers(here.store, "UPDATE record SET therapist_id = 'x', hash = :other WHERE id = :this",
            other=bytes(32), this=this)  # fmt: skip
    bad = backs_up(here, out)
    assert bad.manifest.damage.records == (this,)
    assert bad.file.name.endswith("-damaged.backup")
    assert good.file.exists()
    assert verify_backup(here.store.keys, out, bad.file, quietly) == bad.manifest


def test_a_place_that_is_not_empty_is_refused(
    request: pytest.FixtureRequest, here: Clinic, out: Path, tmp_path: Path
):
    made = backs_up(here, out)
    there = elsewhere(request, here, tmp_path)
    brings_back(there, made.file)
    with closing(opened(there)) as new:
        known = everything(new)
    with pytest.raises(Unfit, match=r"not empty|empty place"):
        brings_back(there, made.file)
    with closing(opened(there)) as new:
        assert everything(new) == known


@pytest.mark.parametrize("how", ["cut", "flipped", "other key", "no list"])
def test_a_backup_that_will_not_do_is_refused_in_one_sentence_and_nothing_is_made(
    clinic: Clinic, request: pytest.FixtureRequest, out: Path, tmp_path: Path, how: str
):
    signs(clinic)
    made = backs_up(clinic, out)
    there = elsewhere(request, clinic, tmp_path)
    whole = made.file.read_bytes()
    match how:
        case "cut":
            made.file.write_bytes(whole[:-1])
        case "flipped":
            made.file.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
        case "other key":
            there.key_file.write_text(f"1 {bytes(32).hex()}\n")
        case "no list":
            (out / "kiosk-erasures.list").unlink()
    with pytest.raises(BadBackup) as no:
        brings_back(there, made.file)
    assert no.value.sentence.count("\n") == 0
    assert not there.database.exists()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_without_the_tools_one_sentence_says_what_to_install(
    here: Clinic, out: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(server_copies.shutil, "which", lambda name: None)
    with pytest.raises(NoBackup) as no:
        backs_up(here, out)
    assert no.value.why == "tools"
    assert "postgresql-client" in no.value.sentence


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_restore_on_a_server_that_ends_half_way_is_never_served(
    request: pytest.FixtureRequest, here: Clinic, out: Path, tmp_path: Path
):
    made, there = backs_up(here, out), elsewhere(request, here, tmp_path)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("kiosk.usecases.restore_backup.erase_again", breaks)
        with pytest.raises(Fault):
            brings_back(there, made.file)
    with pytest.raises(Unfit, match="did not come to its end"):
        open_store(there)
    with pytest.raises(Unfit, match="not empty"):
        brings_back(there, made.file)

"""After the key was turned: what lies outside the database, on other hosts and in backups."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.store import BadBackup, Keys, Store, Unfit, open_store
from kiosk.store.backups import erasure_list
from kiosk.store.turning import resealing
from kiosk.usecases.back_up import Place, back_up
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.restore_backup import restore, verify_backup
from kiosk.usecases.turn_key import prepare
from tests.each import SQLITE_FIRST
from tests.usecases.test_back_up import everything
from tests.usecases.turning import Killed, Turning, found, kills

pytestmark = pytest.mark.long


@SQLITE_FIRST
def test_other_hosts_get_the_key_before_anything_is_under_it(turning: Turning, tmp_path: Path):
    with closing(turning.starts()) as store:
        assert prepare(store, turning.settings) == prepare(store, turning.settings) == 2
    assert (turning.in_file(), turning.running.keys.current) == ({1, 2}, 1)
    other = tmp_path / "other.key"
    other.write_bytes(turning.settings.key_file.read_bytes())
    without = tmp_path / "without.key"
    turning.old.save_new(without)
    turning.turns()
    for file in (other, without):
        with closing(Store(turning.running.url, Keys.load(file), turning.clinic.clock)) as store:
            if file == other:
                assert everything(store)
                continue
            with pytest.raises(Unfit, match="seals with key 2"):
                everything(store)


@SQLITE_FIRST
def test_backups_of_before_open_with_the_old_sheet_and_those_of_since_with_the_new(
    turning: Turning, tmp_path: Path
):
    out = tmp_path / "out"
    turning.settings = replace(turning.settings, backup=out)
    before = back_up(turning.running, turning.settings.data, Place(out), "script").file
    with turning.running.writing() as tx:
        erase_record(tx, turning.clinic.signed()[0], "admin", "asked to")
    known = everything(turning.running)
    turning.turns()
    turning.clinic.clock.goes_on(days=1)
    since = back_up(turning.running, turning.settings.data, Place(out), "script").file
    new = Keys.load(turning.settings.key_file)
    look = partial(verify_backup, data=tmp_path / "look", report=lambda words: None)
    assert not look(turning.old, file=before).damage
    assert not look(new, file=since).damage
    for keys, file in ((turning.old, since), (new, before)):
        with pytest.raises(BadBackup, match="under another key"):
            look(keys, file=file)
    both = Keys({**turning.old.masters, **new.masters})
    marks = erasure_list.read(new, out / erasure_list.NAME)
    assert marks == erasure_list.read(both, out / erasure_list.NAME)
    if turning.running.is_sqlite:
        for keys, file in ((new, since), (both, before)):
            assert _restored(tmp_path / file.name, keys, file, marks) == known


def _restored(where: Path, keys: Keys, file: Path, marks: set[bytes]) -> dict[str, object]:
    there = Settings(data=where / "data", key_file=where / "keys" / "master.key")
    keys.save_new(there.key_file)
    assert restore(there, file, marks, "script", lambda words: None)
    with closing(open_store(there)) as store:
        assert found(store) == []
        return everything(store)


def test_a_backup_made_while_the_key_is_turned_opens_with_the_new_one_alone(
    turning: Turning, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    with monkeypatch.context() as patch:
        kills(patch, resealing, "_few_anew", 3)
        with suppress(Killed):
            turning.turns()
    made = back_up(turning.running, turning.settings.data, Place(tmp_path / "out"), "script")
    new = Keys.load(turning.settings.key_file).only(2)
    told = verify_backup(new, tmp_path / "look", made.file, lambda words: None)
    assert not told.damage


@SQLITE_FIRST
def test_where_backups_are_made_their_folder_has_to_be_there(turning: Turning, tmp_path: Path):
    back_up(turning.running, turning.settings.data, Place(tmp_path / "out"), "script")
    for folder in (None, tmp_path / "unplugged"):
        turning.settings = replace(turning.settings, backup=folder)
        with pytest.raises(Unfit, match="KIOSK_BACKUP"):
            turning.turns()
        assert turning.in_file() == {1}
    turning.settings = replace(turning.settings, backup=tmp_path / "out")
    assert turning.turns().number == 2


@SQLITE_FIRST
def test_a_list_of_erasures_that_nobody_named_is_set_aside_and_begun_anew(
    turning: Turning, tmp_path: Path
):
    before = erasure_list.keep(turning.running, tmp_path)
    turning.turns()
    with closing(turning.starts()) as store:
        assert erasure_list.keep(store, tmp_path) == before
        assert len(erasure_list.read(store.keys, tmp_path / erasure_list.NAME)) == before
    aside = tmp_path / "kiosk-erasures-of-key-1.list"
    assert len(erasure_list.read(turning.old, aside)) == before

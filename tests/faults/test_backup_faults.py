"""A fault at any step of a backup or a restore: what was there stays, nothing lies half done."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.settings import Settings
from kiosk.store import StoreError
from kiosk.store.backups import state
from kiosk.usecases.back_up import Place, back_up
from kiosk.usecases.restore_backup import restore
from tests.faults.running import HOUSE
from tests.faults.test_faults import breaks
from tests.walks.clinic import Clinic
from tests.web.visits import signs

STEPS = {
    "copy": ("kiosk.store.backups.copies._copy", "fault"),
    "check": ("kiosk.store.backups.manifest.damage_of", "fault"),
    "write": ("kiosk.store.backups.sealed_file.write", "full"),
    "sync": ("os.fsync", "full"),
    "rename": ("pathlib.Path.replace", "full"),
    "list": ("kiosk.store.backups.erasure_list.keep", "fault"),
}
"""Where a backup may fail, and what is then kept of it."""


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def backs_up(clinic: Clinic, out: Path) -> Path:
    return back_up(clinic.store, out.with_name("data"), Place(out), "script").file


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.mark.parametrize(
    "step", [pytest.param("copy", marks=pytest.mark.on_sqlite), *list(STEPS)[1:]]
)
def test_a_backup_that_fails_anywhere_leaves_the_old_ones_and_says_why(
    clinic: Clinic, out: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    signs(clinic)
    where, why = STEPS[step]
    old = backs_up(clinic, out)
    before = everything(out)
    clinic.clock.goes_on(days=1)
    with monkeypatch.context() as broken:
        broken.setattr(where, full)
        with pytest.raises((StoreError, OSError)):
            backs_up(clinic, out)
    left = everything(out)
    assert left.items() >= before.items()
    assert not [name for name in left if name.endswith(".part")]
    assert list(out.with_name("data").iterdir()) == []
    with clinic.store.reading() as tx:
        now = state.look(tx)
    assert (now.why, now.name, now.level) == (why, old.name, "late")
    new = backs_up(clinic, out)
    with clinic.store.reading() as tx:
        assert (state.look(tx).why, state.look(tx).name) == ("", new.name)


@pytest.mark.on_sqlite  # a server is given an empty database of its own, and another after a fault
@pytest.mark.parametrize(
    "where",
    ["store.backups.proof.prove", "usecases.restore_backup.erase_again", "store.audit.write",
     "store.backups.afterwards.end_what_was_open", "store.backups.place._move"],
)  # fmt: skip
def test_a_restore_that_fails_anywhere_leaves_the_place_empty_and_works_afterwards(
    clinic: Clinic, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
):
    signs(clinic)
    file = backs_up(clinic, out)
    there = Settings(data=tmp_path / "new", key_file=tmp_path / "keys" / "master.key")
    clinic.store.keys.save_new(there.key_file)
    again: Callable[[], Any] = partial(restore, there, file, set(), "script", lambda words: None)
    with monkeypatch.context() as broken:
        name = where.replace("store.backups.proof.prove", "usecases.restore_backup.prove")
        broken.setattr(f"kiosk.{name}", breaks)
        with pytest.raises(Exception, match="could not keep"):
            again()
    assert not there.database.exists()
    assert [each.name for each in there.data.iterdir()] in ([], ["db"])
    again()
    assert there.database.exists()


@pytest.mark.process
@pytest.mark.on_sqlite
def test_a_disk_that_is_really_full_is_told_in_one_sentence(
    clinic: Clinic, out: Path, tmp_path: Path
):
    """The system itself lets no file grow further than the backup needs."""
    old = backs_up(clinic, out)
    data, key = tmp_path / "served", tmp_path / "keys" / "master.key"
    clinic.store.keys.save_new(key)
    (data / "db").mkdir(parents=True, mode=0o700)
    data.chmod(0o700)
    clinic.store.close()
    (tmp_path / "kiosk.db").rename(data / "db" / "kiosk.db")
    size = (data / "db" / "kiosk.db").stat().st_size
    said = subprocess.run(
        [sys.executable, "-m", "kiosk", "backup", "--quietly"],
        cwd=HOUSE,
        env={**os.environ, "KIOSK_DATA": str(data), "KIOSK_KEY_FILE": str(key),
             "KIOSK_BACKUP": str(out)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1), said.stderr
    assert str(out) in said.stderr
    assert {file.name for file in out.iterdir()} == {old.name, "kiosk-erasures.list"}

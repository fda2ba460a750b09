"""Taking a copy while others write, and holding it against its manifest."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.store import BadBackup, audit
from kiosk.store.audit import Head
from kiosk.store.backups import copies, manifest
from kiosk.store.backups.copies import PAGES
from kiosk.store.backups.manifest import Damage, Manifest
from kiosk.usecases.restore_backup import verify_backup
from tests.store.house import tampers
from tests.usecases.test_back_up import backs_up, out, quietly, somebody_writes
from tests.walks.clinic import Clinic
from tests.web.visits import draws, signs

pytestmark = pytest.mark.long

__all__ = ["out"]


OTHERWISE: dict[str, Callable[[Manifest], Manifest]] = {
    "rows of record": lambda told: replace(told, rows={**told.rows, "record": 2}),
    "other records": lambda told: replace(told, records="0" * 64),
    "audit row": lambda told: replace(told, audit=replace(told.audit, link="0" * 64)),
    "audit row ": lambda told: replace(told, audit=Head(told.audit.sequence + 1, told.audit.link)),
    "has gone": lambda told: replace(told, damage=Damage(records=("one",))),
    "damage that was": lambda told: replace(told, damage=Damage(seals=("paper one 1",))),
}
"""What a manifest may say that is not so, and what is then said of it."""


@pytest.mark.parametrize("said", OTHERWISE)
def test_a_backup_that_holds_something_else_than_it_says_is_refused(
    clinic: Clinic, out: Path, monkeypatch: pytest.MonkeyPatch, said: str
):
    """Sealed by the right key, and all the same not what was kept."""
    signs(clinic)
    of = manifest.of
    monkeypatch.setattr(manifest, "of", lambda tx, made: OTHERWISE[said](of(tx, made)))
    made = backs_up(clinic, out)
    with pytest.raises(BadBackup, match=said.strip()):
        verify_backup(clinic.store.keys, out, made.file, quietly)


def test_a_torn_paper_is_in_the_manifest_and_keeps_nothing_of_an_older_kiosk_from_coming_back(
    clinic: Clinic, out: Path, monkeypatch: pytest.MonkeyPatch
):
    kept = signs(clinic)
    draws(clinic, kept)
    tampers(clinic.store, "UPDATE paper SET content = :torn", torn=bytes(64))
    made = backs_up(clinic, out)
    assert made.manifest.damage == Damage(seals=(f"paper {kept} 1",))
    assert verify_backup(clinic.store.keys, out, made.file, quietly) == made.manifest
    of = manifest.of
    monkeypatch.setattr(manifest, "of", lambda tx, made: _of_before_papers(of(tx, made)))
    older = backs_up(clinic, out)
    assert not verify_backup(clinic.store.keys, out, older.file, quietly).damage


def _of_before_papers(told: Manifest) -> Manifest:
    """As a kiosk wrote it that looked at records and entries alone."""
    return replace(told, damage=replace(told.damage, seals=None))


@pytest.mark.on_sqlite
def test_writers_between_two_pages_do_not_make_a_copy_begin_anew(
    clinic: Clinic, out: Path, monkeypatch: pytest.MonkeyPatch
):
    steps: list[int] = []

    class Watched(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, *, pages: int) -> None:
            assert pages == PAGES
            super().backup(target, pages=20, progress=self.writes)

        def writes(self, status: int, remaining: int, total: int) -> None:
            steps.append(remaining)
            assert len(steps) <= total, "it begins anew with each write"
            with clinic.store.writing() as tx:
                audit.write(tx, "view", "somebody")

    connect = partial(sqlite3.connect, factory=Watched)
    monkeypatch.setattr(copies, "sqlite3", SimpleNamespace(**{**vars(sqlite3), "connect": connect}))
    before = len(clinic.audit("view"))
    made = backs_up(clinic, out)
    assert len(steps) > 3
    assert made.manifest.audit.sequence + len(steps) == clinic.audit("backup")[0].sequence - 1
    assert len(clinic.audit("view")) == before + len(steps)


def test_everybody_goes_on_while_a_copy_is_taken(clinic: Clinic, out: Path):
    """One look, however many write: taken in pages, it never begins anew."""
    with somebody_writes(clinic) as acknowledged:
        made = backs_up(clinic, out)
        during = len(acknowledged)
    assert 0 < made.manifest.rows["record"] <= during


def test_scratch_that_a_killed_process_left_is_cleared_away(clinic: Clinic, out: Path):
    left = out.with_name("data") / "scratch-dead"
    left.mkdir(parents=True)
    (left / "copy").write_bytes(b"half")
    backs_up(clinic, out)
    assert list(out.with_name("data").iterdir()) == []


@pytest.mark.on_sqlite
def test_the_last_backup_before_an_update_is_kept_while_the_way_back_is_open(
    clinic: Clinic, out: Path, tmp_path: Path
):
    """A backup of the same day would replace it, and the kiosk before reads none of those."""
    earlier, last = a_minute_later(clinic, out), a_minute_later(clinic, out)
    copy = tmp_path / "kiosk-before-0013-at-0012.db"
    copy.touch()
    now = clinic.clock.now.timestamp()
    os.utime(copy, (now, now))
    for _ in range(2):
        a_minute_later(clinic, out)
    assert (earlier.exists(), last.exists()) == (False, True)
    copy.unlink()
    a_minute_later(clinic, out)
    assert not last.exists()


def a_minute_later(clinic: Clinic, out: Path) -> Path:
    """A backup made now; then a minute passes."""
    made = backs_up(clinic, out)
    clinic.clock.goes_on(minutes=1)
    return made.file


@pytest.mark.on_sqlite
def test_a_copy_from_before_an_update_goes_after_backups_of_three_later_days(
    clinic: Clinic, out: Path, tmp_path: Path
):
    """It would keep what is erased; until then it is the way back to the kiosk before."""
    copy = tmp_path / "kiosk-before-0013-at-0012.db"
    copy.write_bytes(b"everything, also what is erased since")
    day = clinic.clock.now.timestamp()
    os.utime(copy, (day, day))
    for _ in range(3):
        backs_up(clinic, out)
        assert copy.exists()
        clinic.clock.goes_on(days=1)
    backs_up(clinic, out)
    assert not copy.exists()
    assert (tmp_path / "kiosk.db").exists()

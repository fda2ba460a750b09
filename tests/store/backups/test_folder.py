"""The folder of the backups: which stay, which go, and what a write that fails leaves."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.store import NoBackup
from kiosk.store.backups.folder import kept, make, name_of, rotate, written

NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def daily(days: int, damaged: bool = False, **ago: int) -> list[str]:
    """The names of a backup a day, the newest first."""
    return [name_of(NOW - timedelta(days=day, **ago), damaged) for day in range(days)]


def days_of(names: set[str]) -> list[str]:
    return sorted((name[6:14] for name in names), reverse=True)


def test_seven_days_and_four_weeks_are_kept():
    assert days_of(kept(daily(60))) == [
        "20261130", "20261129", "20261128", "20261127", "20261126", "20261125", "20261124",
        "20261122", "20261115",
    ]  # fmt: skip


def test_monthly_ones_are_kept_only_where_the_clinic_chose_so():
    assert days_of(kept(daily(200), months=3))[-2:] == ["20261031", "20260930"]
    assert days_of(kept(daily(200), months=5))[-3:] == [
        "20260930", "20260831", "20260731",
    ]  # fmt: skip


def test_of_a_day_the_newest_stays():
    names = [*daily(1), *daily(1, minutes=30)]
    assert kept(names) == {names[0]}


def test_days_without_a_backup_throw_none_away():
    old = [name_of(NOW - timedelta(days=90 + day), damaged=False) for day in range(5)]
    assert kept(old) == set(old)


def test_backups_of_damaged_data_take_the_place_of_none_that_is_whole():
    whole, damaged = daily(7), daily(20, damaged=True)
    assert kept([*whole, *damaged]) == {*whole, damaged[0]}


def test_only_backups_are_thrown_away(tmp_path: Path):
    make(tmp_path)
    for name in (*daily(60), "kiosk-erasures.list", "kiosk-of-mine.backup", "letter.txt"):
        (tmp_path / name).touch()
    gone = rotate(tmp_path, months=0)
    assert len(gone) == 51
    left = {file.name for file in tmp_path.iterdir()}
    assert left == kept(daily(60)) | {"kiosk-erasures.list", "kiosk-of-mine.backup", "letter.txt"}


def test_the_folder_and_its_files_are_for_their_owner_alone(tmp_path: Path):
    make(tmp_path / "out")
    with written(tmp_path / "out" / "kiosk-a.backup") as out:
        out.write(b"all")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "out" / "kiosk-a.backup").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "why"), [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EIO, "folder")]
)
@pytest.mark.parametrize("call", ["fsync", "posix_fadvise"])
def test_a_write_that_fails_leaves_nothing_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, why: str
):
    before = tmp_path / "kiosk-a.backup"
    before.write_bytes(b"the one before")

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(NoBackup) as no, written(before) as out:
        out.write(b"half of the next")
    assert (no.value.why, "\n" in no.value.sentence) == (why, False)
    assert [file.name for file in tmp_path.iterdir()] == [before.name]
    assert before.read_bytes() == b"the one before"


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path):
    with pytest.raises(NoBackup) as no:
        make(tmp_path / "stick" / "kiosk")
    assert no.value.why == "folder"
    assert str(tmp_path / "stick" / "kiosk") in no.value.sentence


def test_the_half_of_a_killed_process_is_cleared_away_and_one_being_written_is_not(tmp_path: Path):
    (tmp_path / ".kiosk-old.backup.abcd.part").touch()
    with written(tmp_path / "kiosk-new.backup") as out:
        out.write(b"all")
        make(tmp_path)
        assert len(list(tmp_path.glob(".*.part"))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["kiosk-new.backup"]

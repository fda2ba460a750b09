"""Backups from the command line: what each says, its exit code, and what lies where afterwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_commands import one_line
from tests.faults.running import runs
from tests.walks.clinic import Clinic
from tests.web.visits import signs

pytestmark = pytest.mark.process


def backed_up(data: Path, folder: Path) -> Path:
    said = runs(data, "backup", KIOSK_BACKUP=str(folder))
    assert said.returncode == 0, said.stderr
    (file,) = folder.glob("*.backup")
    assert f"Everything is in {file}" in said.stdout
    assert "keep a copy on another one" in said.stdout
    assert "sealed 100 %" in said.stderr
    return file


def test_a_machine_is_lost_and_the_clinic_is_back_with_three_commands(
    opened: Clinic, data: Path, tmp_path: Path
):
    this = signs(opened)
    opened.store.close()
    file = backed_up(data, tmp_path / "out")
    verified = runs(data, "verify-backup", str(file))
    assert (verified.returncode, one_line(verified.stdout)) == (0, True)
    assert "1 signed intakes" in verified.stdout
    new, key = tmp_path / "new", str(data / "keys" / "master.key")
    without = runs(new, "restore", str(file))
    assert (without.returncode, one_line(without.stderr)) == (1, True)
    assert "keys recover" in without.stderr
    came = runs(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (came.returncode, "Traceback" in came.stderr) == (0, False)
    assert re.match(r"Restored and looked through: all as it was at 20", came.stdout)
    assert (new / "db" / "kiosk.db").stat().st_mode & 0o777 == 0o600
    again = runs(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (again.returncode, one_line(again.stderr)) == (1, True)
    said = runs(new, "export", "--from", "2026-03-10", "--to", "2026-03-10", "--format", "jsonl",
                "--reason", "a look", KIOSK_KEY_FILE=key)  # fmt: skip
    assert this in said.stdout


def test_without_a_list_of_erasures_somebody_has_to_say_so(data: Path, tmp_path: Path):
    file = backed_up(data, tmp_path / "out")
    (tmp_path / "out" / "kiosk-erasures.list").unlink()
    new, key = tmp_path / "new", str(data / "keys" / "master.key")
    said = runs(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "--without-erasures" in said.stderr
    assert not (new / "db").exists()
    said = runs(new, "restore", str(file), "--without-erasures", KIOSK_KEY_FILE=key)
    assert said.returncode == 0


def test_without_a_folder_one_line_says_how_to_name_one(data: Path):
    said = runs(data, "backup")
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "KIOSK_BACKUP" in said.stderr

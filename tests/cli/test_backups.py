"""Backups from the command line: what each says, its exit code, and what lies where afterwards."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.settings import key_beside
from tests.cli.test_commands import one_line
from tests.faults.running import HOUSE, asks, runs
from tests.walks.clinic import Clinic
from tests.web.visits import signs

pytestmark = pytest.mark.process


def backed_up(data: Path, folder: Path) -> Path:
    said = asks(data, "backup", KIOSK_BACKUP=str(folder))
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
    verified = asks(data, "verify-backup", str(file))
    assert (verified.returncode, one_line(verified.stdout)) == (0, True)
    assert "1 signed intakes" in verified.stdout
    new, key = tmp_path / "new", str(key_beside(data))
    without = asks(new, "restore", str(file))
    assert (without.returncode, one_line(without.stderr)) == (1, True)
    assert "keys recover" in without.stderr
    came = asks(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (came.returncode, "Traceback" in came.stderr) == (0, False)
    assert re.match(r"Restored and looked through: all as it was at 20", came.stdout)
    assert (new / "db" / "kiosk.db").stat().st_mode & 0o777 == 0o600
    again = asks(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (again.returncode, one_line(again.stderr)) == (1, True)
    said = asks(new, "export", "--from", "2026-03-10", "--to", "2026-03-10", "--format", "jsonl",
                "--reason", "a look", KIOSK_KEY_FILE=key)  # fmt: skip
    assert this in said.stdout


def test_without_a_list_of_erasures_somebody_has_to_say_so(data: Path, tmp_path: Path):
    file = backed_up(data, tmp_path / "out")
    (tmp_path / "out" / "kiosk-erasures.list").unlink()
    new, key = tmp_path / "new", str(key_beside(data))
    said = asks(new, "restore", str(file), KIOSK_KEY_FILE=key)
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "--without-erasures" in said.stderr
    assert not (new / "db").exists()
    said = asks(new, "restore", str(file), "--without-erasures", KIOSK_KEY_FILE=key)
    assert said.returncode == 0


def test_without_a_folder_one_line_says_how_to_name_one(data: Path):
    said = asks(data, "backup")
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "KIOSK_BACKUP" in said.stderr


def test_the_recovery_sheet_and_a_backup_bring_a_clinic_back(
    opened: Clinic, data: Path, tmp_path: Path
):
    this = signs(opened)
    opened.store.close()
    file, new = backed_up(data, tmp_path / "out"), tmp_path / "new"
    printed = asks(data, "keys", "sheet")
    slip = printed.stdout[:-2] + ("2" if printed.stdout[-2] != "2" else "3")
    for typed in (slip, printed.stdout[:40]):
        said = asks(new, "keys", "recover", typed=typed)
        assert (said.returncode, one_line(said.stderr)) == (1, True)
        assert not key_beside(new).exists()
    assert asks(new, "keys", "recover", typed=printed.stdout).returncode == 0
    assert key_beside(new).stat().st_mode & 0o777 == 0o600
    assert asks(new, "restore", str(file)).returncode == 0
    said = runs(new, "doctor").stdout.splitlines()
    (red,) = (line for line in said if not line.startswith("ok   "))
    assert red.startswith("NOT  The recovery sheet is printed and confirmed: ")
    again = asks(new, "keys", "recover", typed=printed.stdout)
    assert (again.returncode, one_line(again.stderr)) == (1, True)
    assert this not in printed.stdout


def test_the_drill_as_it_is_written_leaves_nothing_behind(data: Path, tmp_path: Path):
    file, sheet = backed_up(data, tmp_path / "out"), asks(data, "keys", "sheet").stdout
    written = (HOUSE / "docs" / "operations.md").read_text("utf-8").partition("## Drill")[2]
    for here, there in {
        "/tmp/drill": str(tmp_path / "drill"),
        "/mnt/backup/kiosk/kiosk-20261130T021500Z.backup": str(file),
        ".venv/bin/python": sys.executable,
    }.items():
        assert here in written
        written = written.replace(here, there)
    typed = sheet.partition("\n")[2] + "\n\n"
    done = subprocess.run(["sh", "-c", written.split("```")[1]], input=typed, cwd=HOUSE,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert "Restored and looked through" in done.stdout, done.stderr
    assert list(tmp_path.glob("drill*")) == []


def test_a_quiet_backup_tells_only_faults(data: Path, tmp_path: Path):
    said = runs(data, "backup", "--quietly", KIOSK_BACKUP=str(tmp_path / "out"))
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    said = asks(data, "backup", "--quietly", KIOSK_BACKUP=str(tmp_path / "no" / "out"))
    assert (said.returncode, one_line(said.stderr)) == (1, True)


@pytest.mark.parametrize("what", ["../data-keys/master.key", ".", "db"])
def test_what_others_can_read_is_refused_with_what_to_type(data: Path, what: str):
    (data / what).chmod(0o755)
    said = asks(data, "tablet", "pair", "--name", "Hall")
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert re.search(r"Others can read .*: type chmod [67]00 ", said.stderr)

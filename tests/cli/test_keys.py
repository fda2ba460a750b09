"""Where the master key lies, from the command line: made, moved out of the data, and refused."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kiosk.settings import key_beside
from kiosk.store.backups import key_sheet
from kiosk.store.engine import keys as engine_keys
from tests.cli.test_commands import one_line
from tests.cli.test_verify import spoil
from tests.faults.running import asks
from tests.walks.clinic import Clinic
from tests.web.visits import signs

pytestmark = pytest.mark.process


@pytest.fixture
def inside(data: Path) -> Path:
    """The key of a clinic that an older kiosk set up: inside its data."""
    file = data / "keys" / "master.key"
    file.parent.mkdir(mode=0o700)
    key_beside(data).rename(file)
    key_beside(data).parent.rmdir()
    return file


def test_a_key_inside_the_data_goes_on_working_and_the_doctor_says_how_to_move_it(
    data: Path, inside: Path
):
    kept = inside.read_bytes()
    (red,) = (line for line in asks(data, "doctor").stdout.splitlines() if "lies apart" in line)
    assert red.startswith("NOT  ")
    assert "keys move" in red
    moved = asks(data, "keys", "move")
    assert (moved.returncode, one_line(moved.stdout)) == (0, True)
    assert key_beside(data).read_bytes() == kept
    assert key_beside(data).stat().st_mode & 0o777 == 0o600
    assert not inside.parent.exists()
    assert "ok   The key lies apart from the data" in asks(data, "doctor").stdout
    again = asks(data, "keys", "move")
    assert (again.returncode, "already" in again.stdout) == (0, True)


def test_it_is_moved_where_the_setting_says(data: Path, inside: Path, tmp_path: Path):
    kept, there = inside.read_bytes(), str(tmp_path / "safe" / "clinic.key")
    refused = asks(data, "keys", "move", KIOSK_KEY_FILE=str(inside))
    assert (refused.returncode, one_line(refused.stderr)) == (1, True)
    assert asks(data, "keys", "move", KIOSK_KEY_FILE=there).returncode == 0
    assert Path(there).read_bytes() == kept
    assert asks(data, "tablet", "pair", "--name", "Hall", KIOSK_KEY_FILE=there).returncode == 0


@pytest.mark.parametrize("call", ["link", "fsync", "unlink"])
def test_a_move_that_is_stopped_leaves_a_key_that_opens_and_goes_on(
    data: Path, inside: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    kept, calls = inside.read_bytes(), 0
    real = getattr(os, call)

    def stops(*words: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        raise SystemExit(9)

    with monkeypatch.context() as patch:
        patch.setattr(engine_keys.os, call, stops)
        with pytest.raises(SystemExit):
            asks(data, "keys", "move")
    assert (calls > 0, getattr(os, call)) == (True, real)
    assert asks(data, "tablet", "pair", "--name", "Hall").returncode == 0
    assert asks(data, "keys", "move").returncode == 0
    assert (key_beside(data).read_bytes(), inside.exists()) == (kept, False)


def test_another_key_is_never_covered(data: Path, inside: Path):
    assert asks(data.with_name("other"), "keys", "make").returncode == 0
    shutil.copytree(data.with_name("other-keys"), key_beside(data).parent)
    said = asks(data, "keys", "move")
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "another key" in said.stderr
    assert inside.exists()


def test_a_key_is_made_once_and_never_over_another(tmp_path: Path):
    data = tmp_path / "data"
    made = asks(data, "keys", "make")
    assert (made.returncode, one_line(made.stdout)) == (0, True)
    kept = key_beside(data).read_bytes()
    again = asks(data, "keys", "make")
    assert (again.returncode, one_line(again.stderr)) == (1, True)
    assert key_beside(data).read_bytes() == kept
    assert asks(data, "init", "--clinic", "Willow Street").returncode == 0
    assert key_beside(data).read_bytes() == kept
    key_beside(data).unlink()
    lost = asks(data, "keys", "make")
    assert (lost.returncode, "put its key back" in lost.stderr) == (1, True)
    assert not key_beside(data).exists(), "nobody takes a new key for the one that is lost"


def test_a_key_that_a_service_manager_hands_over_is_the_clinics(data: Path, tmp_path: Path):
    handed = str(shutil.move(key_beside(data).parent, tmp_path / "handed"))
    said = asks(data, "tablet", "pair", "--name", "Hall", CREDENTIALS_DIRECTORY=handed)
    assert said.returncode == 0, said.stderr
    assert asks(data, "tablet", "pair", "--name", "Hall").returncode == 1


def test_beside_data_on_a_disk_of_its_own_no_key_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A container's folder outlasts what lies beside it."""
    data, real = tmp_path / "data", Path.stat

    def stat(self: Path, **more: bool) -> os.stat_result:
        found = list(real(self, **more))
        return os.stat_result([*found[:2], found[2] + (self == data), *found[3:]])

    monkeypatch.setattr(Path, "stat", stat)
    said = asks(data, "init", "--clinic", "Willow Street")
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "KIOSK_KEY_FILE" in said.stderr
    assert not key_beside(data).exists()
    named = str(tmp_path / "safe.key")
    assert asks(data, "init", "--clinic", "Willow Street", KIOSK_KEY_FILE=named).returncode == 0


def test_where_no_key_can_be_put_one_sentence_says_so(tmp_path: Path):
    (tmp_path / "taken").touch()
    said = asks(tmp_path / "data", "keys", "make", KIOSK_KEY_FILE=str(tmp_path / "taken" / "key"))
    assert (said.returncode, one_line(said.stderr)) == (1, True)
    assert "name another place in KIOSK_KEY_FILE" in said.stderr


def test_the_key_is_turned_and_the_sheet_asked_for_anew(opened: Clinic, data: Path):
    this, file = signs(opened), key_beside(data)
    with opened.store.writing() as tx:
        key_sheet.confirm(tx, "setup")
    opened.store.close()
    (data / "db" / "kiosk-before-0019-at-0018.db").touch(mode=0o600)
    prepared = asks(data, "keys", "rotate", "--prepare")
    assert (prepared.returncode, one_line(prepared.stdout)) == (0, True)
    assert [line.split()[0] for line in file.read_text().splitlines()] == ["1", "2"]
    turned = asks(data, "keys", "rotate")
    assert (turned.returncode, "Traceback" in turned.stderr) == (0, False)
    assert "record: 100 % of 1 sealed anew" in turned.stderr
    for words in ("under key 2 now", "new recovery sheet", "old sheet", "at-0018.db"):
        assert words in turned.stdout
    assert [line.split()[0] for line in file.read_text().splitlines()] == ["2"]
    assert file.stat().st_mode & 0o777 == 0o600
    said = asks(data, "doctor").stdout.splitlines()
    (red,) = (line for line in said if line.startswith("NOT  ") and "sheet" in line)
    assert "The recovery sheet is printed and confirmed" in red
    assert asks(data, "keys", "sheet").stdout.startswith("Key 2\n")
    assert asks(data, "verify", "--record", this).returncode == 0


def test_the_sheet_of_a_key_is_printed_before_there_is_a_database(tmp_path: Path):
    new = tmp_path / "new"
    assert asks(new, "keys", "sheet").returncode == 1, "there is no key either"
    assert not key_beside(new).exists()
    made = asks(new, "keys", "make")
    assert (made.returncode, "keys sheet" in made.stdout) == (0, True)
    said = asks(new, "keys", "sheet")
    assert (said.returncode, said.stdout[:6]) == (0, "Key 1\n")
    assert "stands in no audit: There is no clinic" in said.stderr
    assert not (new / "db").exists()


@pytest.mark.parametrize("spoilt", ["clinic", "audit", "the head"])
def test_the_sheet_is_printed_though_the_database_is_spoiled(
    opened: Clinic, data: Path, spoilt: str
):
    """Whoever lost the sheet as well needs it more than ever: the newest backup opens with it."""
    signs(opened)
    opened.store.close()
    before, file = asks(data, "keys", "sheet").stdout, data / "db" / "kiosk.db"
    spoil(file, spoilt) if spoilt != "the head" else file.write_bytes(b"x" * 4096)
    said = asks(data, "keys", "sheet")
    assert (said.returncode, said.stdout) == (0, before)
    assert "Traceback" not in said.stderr
    assert "That it was shown stands in no audit: " in said.stderr


def test_no_sheet_of_another_key_than_this_clinics_is_printed(opened: Clinic, data: Path):
    opened.store.close()
    key = key_beside(data)
    key.unlink()
    engine_keys.Keys.fresh().save_new(key)
    said = asks(data, "keys", "sheet")
    assert (said.returncode, said.stdout, one_line(said.stderr)) == (1, "", True)
    assert "not the one this clinic was founded with" in said.stderr

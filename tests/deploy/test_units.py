"""The service: a user of its own, shut in as far as it can work, with its key in memory alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import parser
from kiosk.settings import KEY, Settings
from tests.deploy.deployed import UNITS, settings_file, settings_there_are, unit, variables
from tests.house.tree import HOUSE, text

SERVICES = ("kiosk.service", "kiosk-backup.service")
FILES = (*SERVICES, "kiosk-backup.timer")
EXPOSED = 12
"""Tenths of systemd's own count of what a service could do, of 100; it has 10."""

ITS_OWN = {"Type", "ExecStart", "Restart", "RestartSec", "TimeoutStopSec", "IOSchedulingClass",
           "Description", "After", "Wants", "WantedBy"}  # fmt: skip


def asks(*words: str | Path) -> str:
    """What systemd-analyze says, with all it complains of."""
    done = subprocess.run(
        ["systemd-analyze", "--no-pager", *words], capture_output=True, text=True, check=False
    )
    return f"{done.stdout}{done.stderr}" if done.returncode or done.stderr else ""


def test_systemd_takes_every_line_of_the_units(tmp_path: Path):
    for name in FILES:
        line = text(UNITS / name).replace("/opt/kiosk/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(line.replace("/opt/kiosk", str(HOUSE)))
    assert asks("verify", "--man=no", *(tmp_path / name for name in FILES)) == ""


def test_a_line_that_systemd_does_not_know_is_found(tmp_path: Path):
    odd = text(UNITS / "kiosk-backup.timer").replace("OnCalendar=*-*-*", "OnCalendar=nightly")
    (tmp_path / "kiosk-backup.timer").write_text(odd)
    assert "nightly" in asks("verify", "--man=no", tmp_path / "kiosk-backup.timer")


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_can_do_little_else_on_its_machine(name: str):
    where = HOUSE / UNITS / name
    said = asks("security", "--offline=yes", f"--threshold={EXPOSED}", where)
    assert said == "", f"deploy/systemd/{name} is less shut in than it was:\n{said}"


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_does_not_see_where_its_checkout_came_from(name: str):
    assert unit(name)["InaccessiblePaths"] == ["-/opt/kiosk/.git"]


def test_backup_and_server_are_shut_in_alike():
    server, backup = ({k: v for k, v in unit(n).items() if k not in ITS_OWN} for n in SERVICES)
    assert server == backup, "make deploy/systemd/kiosk.service and kiosk-backup.service agree"


@pytest.mark.parametrize("name", SERVICES)
def test_each_unit_runs_a_command_that_there_is(name: str):
    (line,) = unit(name)["ExecStart"]
    program, *words = line.split()
    assert (program, words[:2]) == ("/opt/kiosk/.venv/bin/python", ["-m", "kiosk"])
    assert callable(parser().parse_args(words[2:]).command)


def test_every_setting_of_the_service_is_one_that_is_read():
    said = {**variables(unit("kiosk.service")["Environment"]), **settings_file()}
    ours = {name for name in said if name.startswith("KIOSK_")}
    assert ours
    assert ours - settings_there_are() == set()


def test_the_settings_of_the_service_are_safe_together(tmp_path: Path):
    said = {**variables(unit("kiosk.service")["Environment"]), **settings_file()}
    (tmp_path / KEY).touch()
    settings = Settings.read({**said, "CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert settings.key_file == tmp_path / KEY
    assert not settings.is_reached_from_afar
    (folder,) = unit("kiosk.service")["ReadWritePaths"]
    assert str(settings.backup) == folder.lstrip("-")
    assert str(settings.data) == f"/var/lib/{unit('kiosk.service')['StateDirectory'][0]}"


def test_the_command_for_admins_works_as_the_service_does():
    script = text(UNITS / "kiosk")
    lines = unit("kiosk.service")
    for name in ("User", "Group", "UMask", "WorkingDirectory", "StateDirectory",
                 "StateDirectoryMode", "EnvironmentFile", "LoadCredential"):  # fmt: skip
        assert f"--property={name}={lines[name][0]} " in script, f"deploy/systemd/kiosk: {name}"
    assert f"--setenv={lines['Environment'][0]} " in script
    subprocess.run(["sh", "-n", HOUSE / UNITS / "kiosk"], check=True)


def test_only_what_changes_tables_is_given_the_address_of_their_owner(tmp_path: Path):
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    stand_in.chmod(0o755)

    def owns(*words: str) -> bool:
        asked = ["/bin/sh", str(HOUSE / UNITS / "kiosk"), *words]
        done = subprocess.run(asked, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
        assert done.stdout.splitlines()[-len(words) - 1 :] == ["kiosk", *words]
        return "--property=EnvironmentFile=-/etc/kiosk/owner" in done.stdout.splitlines()

    assert all(owns(word) for word in ("init", "migrate", "move", "restore"))
    assert not any(owns(*words) for words in (["doctor"], ["serve"], ["keys", "sheet"], ["backup"]))
    assert not [name for name in SERVICES if "/etc/kiosk/owner" in text(UNITS / name)]

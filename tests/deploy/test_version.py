"""The version: one number, told to whoever runs the kiosk and to staff, and to nobody else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.version import VERSION
from tests.house.tree import text
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet


def test_the_version_is_said_on_the_command_line(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"{VERSION}\n")


def test_the_project_and_the_kiosk_say_the_same_version():
    said = tomllib.loads(text(Path("pyproject.toml")))["project"]["version"]
    assert said == VERSION, "pyproject.toml and kiosk/version.py say two versions: make them one"


def test_staff_read_the_version_in_the_health_answer(clinic: Clinic):
    answer = Staff(clinic).signs_in("Mei Tanaka").gets("/healthz")
    assert (answer.json or {}).get("version") == VERSION


def test_strangers_and_tablets_are_told_no_version(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.starts()
    for browser in (clinic.app.test_client(), tablet.browser):
        answer = browser.get("/healthz")
        assert (answer.json or {}).get("process") == "ok"
        assert VERSION not in f"{answer.text} {answer.headers}"

"""kill -9 while a clinic is moved: it is here or it is there, whole, and never in between."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import closing

import pytest

from kiosk.settings import Settings
from kiosk.store import open_store
from kiosk.store.engine.put_aside import place_of
from tests.faults.running import HOUSE, _env, runs
from tests.patience import until
from tests.postgres import Server
from tests.usecases.moving import tables

pytestmark = [pytest.mark.process, pytest.mark.parametrize("url", ["sqlite"], indirect=True)]

MOMENTS = ("copying record:", "comparing record", "looking at every record and the audit over")


def told(settings: Settings) -> dict[str, str]:
    """What the command is told."""
    return {
        "KIOSK_DATABASE_URL": settings.database_url,
        "KIOSK_KEY_FILE": str(settings.key_file),
    }


def is_killed_at(settings: Settings, line: str) -> None:
    """Begin to move, and kill it once it says so."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "move"],
        cwd=HOUSE,
        env=_env(settings.data, told(settings)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as moving:
        assert moving.stderr
        assert any(said.startswith(line) for said in moving.stderr), line
        moving.kill()


@pytest.mark.parametrize(
    "line",
    [pytest.param(each, marks=pytest.mark.torture if i else ()) for i, each in enumerate(MOMENTS)],
)
def test_killed_in_the_middle_it_can_be_begun_again(worked_in: Settings, server: Server, line: str):
    before = hashlib.sha256(worked_in.database.read_bytes()).digest()
    is_killed_at(worked_in, line)
    if not worked_in.database.exists():
        assert line == MOMENTS[-1], "it had come to its end"
    else:
        assert hashlib.sha256(worked_in.database.read_bytes()).digest() == before
        until(lambda: tables(server, worked_in) == "0")
        again = runs(worked_in.data, "move", **told(worked_in))
        assert (again.returncode, again.stdout.count("\n")) == (0, 2), again.stderr
        assert "copying record: 2 rows" in again.stderr
    assert place_of(worked_in.database).exists()
    third = runs(worked_in.data, "move", **told(worked_in))
    assert (third.returncode, third.stderr.count("\n")) == (1, 1)
    assert "not empty" in third.stderr
    with closing(open_store(worked_in)) as store:
        assert store.is_current()


def test_what_it_asks_and_answers_is_in_its_help(worked_in: Settings):
    said = runs(worked_in.data, "move", "--help")
    assert said.returncode == 0
    for words in ("KIOSK_DATABASE_URL", "Stop the kiosk first", "Exit codes: 0 moved; 1 nothing"):
        assert words in said.stdout
    assert runs(worked_in.data, "move", "somewhere").returncode == 2

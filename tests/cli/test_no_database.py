"""Without a driver, a server or a schema each command says so in a sentence, and ends with 1."""

from __future__ import annotations

import runpy
import sys
from io import StringIO
from pathlib import Path

import pytest

from kiosk import serve
from kiosk.cli import main, parser
from kiosk.settings import Settings
from tests.house.test_readme import commands
from tests.house.tree import HOUSE
from tests.postgres import Server

pytestmark = pytest.mark.process

WORDS = {
    "serve": [],
    "init": [],
    "staff add": ["--name", "Ann", "--role", "desk", "--password-stdin"],
    "staff reset": ["--name", "Ann", "--password-stdin"],
    "tablet pair": ["--name", "Waiting room"],
    "export": ["--from", "2026-01-01", "--to", "2026-01-31", "--format", "csv", "--reason", "all"],
    "dictionary": [],
    "calendar": ["a file"],
    "import": ["--undo", "an import"],
    "audit": ["--from", "2026-01-01", "--to", "2026-01-31", "--reason", "all"],
    "withdraw": ["record", "consent_story", "--asked-by", "client", "--how", "by_phone"],
    "backup": ["--to", "backups"],
    "certificate": [],
    "doctor": [],
    "keys rotate": [],
    "keys sheet": [],
    "lighten": [],
    "paper let-go": ["a record", "1"],
    "migrate": [],
    "retention": ["--run"],
    "week-report": [],
}
"""Every command that opens the database, with what it needs."""
WITHOUT = {"demo", "languages", "keys recover", "restore", "verify", "verify-backup"}
WITHOUT |= {"caddyfile", "keys make", "keys move", "move"}
"""The demo has a database of its own; what is offered is read from folders; a file or key first;
what is moved has two."""

NOWHERE = "postgresql://kiosk:secret@127.0.0.1:1/kiosk"


def test_no_command_was_left_out():
    assert set(commands(parser())) - WITHOUT == set(WORDS), "add the command to WORDS, above"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A host whose settings name a server that is not there."""
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KIOSK_DATABASE_URL", NOWHERE)
    monkeypatch.setattr("sys.stdin", StringIO())
    return monkeypatch


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    assert "secret" not in err
    return err


@pytest.mark.parametrize("command", WORDS)
def test_a_server_that_is_not_there(
    here: pytest.MonkeyPatch, command: str, capsys: pytest.CaptureFixture[str]
):
    assert main([*command.split(), *WORDS[command]]) == 1
    assert said(capsys).startswith(
        "PostgreSQL cannot be used at postgresql://kiosk:***@127.0.0.1:1/kiosk: "
    )


@pytest.mark.parametrize("command", WORDS)
def test_a_driver_that_is_not_installed(
    here: pytest.MonkeyPatch, command: str, capsys: pytest.CaptureFixture[str]
):
    here.setitem(sys.modules, "psycopg", None)
    assert main([*command.split(), *WORDS[command]]) == 1
    assert said(capsys) == (
        "The driver for PostgreSQL is not installed: "
        "with KIOSK_DATABASE_URL set as it is now, type make setup.\n"
    )


def test_a_schema_that_is_not_there_is_made_by_init_alone(
    here: pytest.MonkeyPatch, server: Server, capsys: pytest.CaptureFixture[str]
):
    here.setenv("KIOSK_DATABASE_URL", server.address(server.new_database()))
    with server.honest():
        for command in WORDS.keys() - {"init", "migrate"}:
            assert main([*command.split(), *WORDS[command]]) == 1
            assert said(capsys) == (
                "The database has no schema, or an older one: type python -m kiosk init.\n"
            )
        assert main(["init"]) == 0
        assert main(["init", "--clinic", "Willow Street"]) == 0
        assert main(["init"]) == 0, "and again, after an update"
        assert main(["tablet", "pair", "--name", "Waiting room"]) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize("setting", [{}, {"KIOSK_DATABASE_URL": "mysql://kiosk"}])
def test_a_wsgi_server_is_told_in_a_line_and_does_not_try_for_ever(
    here: pytest.MonkeyPatch, setting: dict[str, str], capsys: pytest.CaptureFixture[str]
):
    for name, value in setting.items():
        here.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(HOUSE / "wsgi.py"))
    assert ended.value.code == 4
    assert "KIOSK_DATABASE_URL" in said(capsys) or not setting


def test_a_worker_that_finds_no_database_says_so_and_leaves_the_next_try_to_gunicorn(
    here: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    here.setattr(serve, "BETWEEN_STARTS", 0)
    server = serve.Server(Settings(tmp_path, NOWHERE, tmp_path / "keys" / "master.key"))
    with pytest.raises(SystemExit) as ended:
        server.load()
    assert ended.value.code == 1, "3 and 4 would end the whole kiosk"
    out, err = capsys.readouterr()
    assert (out.count("\n"), err) == (1, "")


@pytest.mark.parametrize("command", sorted(set(WORDS) - {"serve", "init", "migrate"}))
def test_a_place_without_a_clinic_stays_as_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("sys.stdin", StringIO("a lamp beside the window\n"))
    assert main([*command.split(), *WORDS[command]]) == 1
    assert "There is no clinic in" in said(capsys)
    assert not list(tmp_path.iterdir()), "nothing was made that would be in the way"

"""The commands: what each says, and its exit code; some are run as a script would run them."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from kiosk.cli import parser
from kiosk.settings import key_beside
from kiosk.store.backups import key_sheet
from kiosk.store.engine.tables import OWED
from kiosk.store.records.owed import TRIES
from tests.faults.running import HOUSE, asks, runs
from tests.patience import until
from tests.store.house import unguards
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.visits import signs

pytestmark = pytest.mark.process

PASSWORD = "a chair under the tree"


def under(parser: ArgumentParser, *words: str) -> Iterator[tuple[str, ...]]:
    """This command and each below it."""
    yield words
    for action in parser._actions:
        for word, one in (action.choices or {}).items() if is_menu(action) else ():
            yield from under(one, *words, word)


def is_menu(action: Action) -> bool:
    return isinstance(action, _SubParsersAction)


EVERY = list(under(parser()))
EXPORT = ("export", "--from", "2026-03-10", "--to", "2026-03-10", "--format")


def one_line(words: str) -> bool:
    return words.count("\n") == 1 and "Traceback" not in words


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_is_there_for_every_command(words: Sequence[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([*words, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: {' '.join(['python -m kiosk', *words])}")


def test_help_names_every_command(data: Path):
    said = runs(data, "--help")
    assert (said.returncode, said.stderr) == (0, "")
    named = {"init", "staff", "tablet", "export", "withdraw", "doctor", "languages", "verify"}
    assert {*named, "certificate"} <= set(said.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["staff", "add", "--name", "Ann"],
        ["export", "--from", "yesterday", "--to", "2026-03-10", "--format", "csv"],
        ["export", "--from", "3/10/2026", "--to", "2026-10-03", "--format", "csv", "--reason", "x"],
        ["export", "--from", "2026-03-10", "--to", "2026-03-10", "--format", "xml"],
        ["init", "--clinic", "x" * 201],
        ["tablet", "pair", "--name", "x" * 201],
    ],
    ids=lambda words: " ".join(words)[:60],
)
def test_what_is_not_understood_is_exit_code_two(words: list[str]):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 2


def test_a_clinic_is_set_up_once(data: Path):
    again = asks(data, "init", "--clinic", "Another")
    assert (again.returncode, again.stdout) == (1, "")
    assert one_line(again.stderr)


def test_a_time_zone_that_is_none_is_refused_and_nothing_is_made(tmp_path: Path):
    said = asks(tmp_path / "data", "init", "--clinic", "X", "--time-zone", "Mars/Olympus")
    assert (said.returncode, said.stderr) == (
        1,
        "Mars/Olympus is no time zone. Write one like Europe/Madrid.\n",
    )
    assert not (tmp_path / "data").exists()


def test_unsafe_settings_are_refused_with_the_reason(tmp_path: Path):
    said = runs(tmp_path / "data", "doctor", KIOSK_HOST="0.0.0.0")
    assert said.returncode == 1
    assert one_line(said.stderr)
    assert "answers would cross the network unencrypted" in said.stderr


def test_an_account_added_by_a_script_signs_in_by_its_page(data: Path, opened: Clinic):
    words = ("staff", "add", "--name", "Theo Hands", "--role", "therapist", "--role", "desk")
    said = asks(data, *words, "--password-stdin", typed=f"{PASSWORD}\n")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == "Theo Hands may sign in as therapist, desk.\n"
    assert PASSWORD not in said.stdout
    assert Staff(opened).signs_in("Theo Hands", PASSWORD).page.heading == "Today"


def test_a_weak_password_is_refused(data: Path):
    words = ("staff", "add", "--name", "Theo Hands", "--role", "desk", "--password-stdin")
    said = asks(data, *words, typed="short\n")
    assert (said.returncode, said.stdout, one_line(said.stderr)) == (1, "", True)


def test_a_new_password_ends_the_old_sign_ins(data: Path, opened: Clinic):
    mei = Staff(opened).signs_in("Mei Tanaka")
    words = ("staff", "reset", "--name", "mei  TANAKA", "--password-stdin")
    said = asks(data, *words, typed=f"{PASSWORD}\n")
    assert (said.returncode, said.stdout[:23]) == (0, "Mei Tanaka has a new pa")
    assert mei.gets("/staff/").location == "/staff/sign-in"
    assert mei.signs_in("Mei Tanaka", PASSWORD).page.heading == "Today"


def test_a_pairing_code_is_printed_alone_and_pairs_a_tablet_once(data: Path, opened: Clinic):
    said = asks(data, "tablet", "pair", "--name", "Waiting room")
    assert (said.returncode, said.stderr) == (0, "")
    assert re.fullmatch(r"[A-Z0-9-]{8,9}\n", said.stdout)
    opened.clock.goes_on(seconds=(datetime.now(UTC) - opened.clock.now).total_seconds())
    tablet, second = Tablet(opened, paired=False), Tablet(opened, paired=False)
    for device, status in ((tablet, 303), (second, 422)):
        device.opens("/pair")
        sent = {**device.page.form, "code": said.stdout.strip()}
        assert device.sends(sent, "/pair").status_code == status
    assert [each.name for each in opened.tablets()] == ["Waiting room"]


def test_the_doctor_says_what_is_well(data: Path, opened: Clinic):
    said = runs(data, "doctor")
    assert said.returncode == 1, said.stdout + said.stderr
    not_well = [line for line in said.stdout.splitlines() if not line.startswith("ok   ")]
    assert [line.partition(":")[0] for line in not_well] == [
        "NOT  The recovery sheet is printed and confirmed"
    ]
    with opened.store.writing() as tx:
        key_sheet.confirm(tx, "setup")
    assert runs(data, "doctor").returncode == 0


def test_the_doctor_names_what_lies_beside_the_database_since_it_moved(data: Path, opened: Clinic):
    with opened.store.writing() as tx:
        key_sheet.confirm(tx, "setup")
    moved = data / "db" / "kiosk-moved.db"
    moved.touch()
    said = runs(data, "doctor")
    (line,) = (each for each in said.stdout.splitlines() if each.startswith("also "))
    assert str(moved) in line
    assert "delete it once the new database is trusted" in line
    assert said.returncode == 0, "nothing is wrong with it"


def test_the_doctor_says_what_is_not(data: Path, opened: Clinic):
    tablet = Tablet(opened)
    tablet.is_at("sign")
    tablet.signs()
    key_beside(data).chmod(0o644)
    with closing(sqlite3.connect(data / "db" / "kiosk.db")) as file:
        (content,) = file.execute("SELECT content FROM record").fetchone()
        unguards(file)
        file.execute("UPDATE record SET content = ?", [content[:-1] + bytes([content[-1] ^ 1])])
        file.execute("UPDATE audit SET actor = 'somebody' WHERE sequence = 2")
        file.commit()
    said = asks(data, "doctor")
    assert said.returncode == 1
    assert "NOT  Key and data are for their owner alone: " in said.stdout
    assert f"NOT  record {tablet.intake_id} is not as it was signed\n" in said.stdout
    assert "NOT  audit row 2 is not as it was\n" in said.stdout
    assert "ok   The disk has room\n" in said.stdout


def test_the_doctor_names_a_paper_that_was_given_up(data: Path, opened: Clinic):
    kept = signs(opened)
    with opened.store.writing() as tx:
        tx.connection.execute(update(OWED).values(tries=TRIES, why="memory"))
    said = asks(data, "doctor")
    assert said.returncode == 1
    why = "the paper took too much memory to draw"
    assert f"NOT  the paper of {kept} was given up: {why}\n" in said.stdout


def test_an_export_wants_a_reason(data: Path):
    said = asks(data, *EXPORT, "csv", "--reason", "   ")
    assert (said.returncode, said.stdout) == (1, "")
    assert one_line(said.stderr)


def test_an_export_to_nowhere_says_so_in_a_line(data: Path):
    said = asks(data, *EXPORT, "csv", "--reason", "audit", "--output", "/nowhere/intakes.csv")
    assert (said.returncode, said.stdout) == (1, "")
    assert one_line(said.stderr)
    assert "/nowhere" in said.stderr


def test_a_reader_that_has_read_enough_is_told_nothing(data: Path):
    with started(data, "dictionary", stdout=subprocess.PIPE) as program:
        program.stdout.close()
        assert (program.stderr.read(), program.wait()) == (b"", 1)


def test_what_cannot_be_written_is_told_in_a_line(data: Path):
    with Path("/dev/full").open("wb") as full, started(data, "languages", stdout=full) as program:
        assert (program.stderr.read(), program.wait()) == (b"No space left on device\n", 1)


def test_a_command_that_is_stopped_says_so_and_no_more(tmp_path: Path):
    words = ("keys", "recover")
    with started(tmp_path / "new", *words, stdin=subprocess.PIPE) as program:
        program.stdin.write(b"a group\n")
        program.stdin.flush()
        until(lambda: not unread(program.stdin))
        program.send_signal(signal.SIGINT)
        assert (program.stderr.read(), program.wait()) == (b"Stopped.\n", 130)


def unread(pipe: Any) -> int:
    """Bytes in it that nobody has taken out yet."""
    (many,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"1234"))
    return many


def started(data: Path, *words: str, **streams: Any) -> subprocess.Popen[bytes]:
    """A command that goes on by itself; it hears Ctrl+C also where whoever began this does not."""
    command = [sys.executable, "-m", "kiosk", *words]
    env = {**os.environ, "KIOSK_DATA": str(data)}
    return subprocess.Popen(
        command,
        cwd=HOUSE,
        env=env,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **streams,
    )


def test_an_agreement_is_taken_back_by_a_command(data: Path, opened: Clinic):
    """Told in one line, and said again it changes nothing."""
    kept = signs(opened, consent_story="yes")
    how = ("--asked-by", "client", "--how", "by_phone")
    said = [asks(data, "withdraw", kept, "consent_story", *how) for _ in range(2)]
    assert [(each.returncode, each.stdout) for each in said] == [
        (0, "consent_story is taken back.\n"),
        (0, "consent_story was taken back before.\n"),
    ]
    never = asks(data, "withdraw", kept, "consent_follow_up", *how)
    assert (never.returncode, never.stdout) == (1, "")
    assert never.stderr == "This agreement does not hold in this record.\n"
    unknown = asks(data, "withdraw", "nobody", "consent_story", *how)
    assert (unknown.returncode, unknown.stderr) == (1, "There is no record nobody.\n")


def test_a_password_that_is_no_utf_8_is_refused_in_one_sentence(data: Path):
    words = ("staff", "add", "--name", "Eve", "--role", "desk", "--password-stdin")
    said = asks(data, *words, typed="contrase\udcf1a larga y rara\n")
    assert (said.returncode, said.stdout) == (1, "")
    assert "not in UTF-8" in said.stderr

"""import and calendar from the shell: what they say, what they leave, and how they end."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exports.test_calendar import calendar
from tests.faults.running import asks, runs

JANE = """Patient Number,First Name,Last Name,Birth Date,Mobile Phone,Date,Treatment
17,Ana,Ruiz,14/05/1990,555-0141,03/02/2026,Deep tissue 60
17,Ana,Ruiz,14/05/1990,555-0141,01/12/2025,First visit
19,,,01/01/1980,,,
"""
ODD = "Alpha,Beta\nAna Ruiz,555-0141\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "clients.csv"
    file.write_text(JANE)
    return file


def test_clients_come_in_from_the_shell_and_all_of_it_goes_out_again(data: Path, file: Path):
    said = runs(data, "import", str(file))
    assert (said.returncode, said.stderr) == (0, "1 of 1 …\n")
    assert said.stdout.startswith("left out row 4: There is no name.\nClients brought in: 1.")
    (this,) = re.findall(r"import --undo (\S+)", said.stdout)
    said = asks(data, "import", "--undo", this)
    assert (said.returncode, said.stdout) == (0, "All of it is taken back.\n")
    assert asks(data, "import", "--undo", this).returncode == 1


def test_a_look_says_what_would_come_of_it_and_leaves_nothing(data: Path, file: Path):
    for _ in range(2):
        said = asks(data, "import", str(file), "--look")
        assert said.returncode == 0
        assert said.stdout.endswith("Clients that would be brought in: 1.\n")


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        (ODD, (), "No column is a name"),
        (ODD, ("--column", "full_name=Gamma"), "No column is called Gamma. Its headings: Alpha"),
        (ODD, ("--column", "names=Alpha"), "names is none of: full_name"),
        ("%PDF-1.7", (), ""),
    ],
)
def test_what_cannot_be_taken_ends_in_a_sentence(
    data: Path, file: Path, content: str, more: tuple[str, ...], says: str
):
    file.write_text(content)
    said = asks(data, "import", str(file), *more)
    assert (said.returncode, said.stdout) == (1, "")
    assert says in said.stderr
    assert "Traceback" not in said.stderr


def test_a_heading_that_is_said_counts(data: Path, file: Path):
    file.write_text(ODD)
    said = asks(data, "import", str(file), "--column", "full_name=Alpha", "--look")
    assert said.stdout == "Clients that would be brought in: 1.\n"


def test_a_calendar_is_read_from_the_shell_and_twice_is_once(data: Path, tmp_path: Path):
    file, soon = tmp_path / "clinic.ics", datetime.now(UTC) + timedelta(days=1)
    file.write_bytes(calendar(f"UID:1\nSUMMARY:Ana Ruiz\nDTSTART:{soon:%Y%m%d}T100000"))
    said = runs(data, "calendar", str(file))
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == "1 new, 0 moved, 0 as before, 0 gone from it, 0 unread.\n"
    assert asks(data, "calendar", str(file)).stdout.startswith("0 new, 0 moved, 1 as before")


def test_a_calendar_that_cannot_be_had_ends_in_a_sentence(data: Path, tmp_path: Path):
    file = tmp_path / "clinic.ics"
    file.write_bytes(b"no calendar")
    said = asks(data, "calendar", str(file))
    assert (said.returncode, said.stdout) == (1, "")
    assert "Nothing was changed." in said.stderr
    said = asks(data, "calendar")
    assert (said.returncode, said.stderr) == (1, "Name a file, or set KIOSK_CALENDAR_URL.\n")
    said = asks(data, "calendar", KIOSK_CALENDAR_URL="https://127.0.0.1/clinic.ics")
    assert (said.returncode, "no public one" in said.stderr) == (1, True)


@pytest.mark.parametrize("word", ["import", "calendar"])
def test_each_says_how_it_is_used(data: Path, word: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        asks(data, word, "--help")
    assert end.value.code == 0

"""What was erased is on the list beside the backups before the kiosk, or a command, has ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.settings import key_beside
from kiosk.store import Keys
from kiosk.store.backups import erasure_list
from kiosk.store.clinics import the_clinic
from kiosk.store.records import erasures
from tests.faults.running import Server, asks
from tests.walks.clinic import Clinic

pytestmark = pytest.mark.process

TABLE = "First Name,Last Name,Birth Date\nAna,Ruiz,14/05/1990\nBo,Lindqvist,01/02/1988\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of backups."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def listed(data: Path, folder: Path) -> set[bytes]:
    return erasure_list.read(Keys.load(key_beside(data)), folder / erasure_list.NAME)


def test_a_server_that_is_stopped_lists_what_was_just_erased(
    own_server: Server, served: Clinic, out: Path
):
    own_server.settings["KIOSK_BACKUP"] = str(out)
    own_server.starts()
    with served.store.writing() as tx:
        here = the_clinic(tx)
        assert here
        erasures.remember(tx, here.id, ["gone"])
        mark = erasures.mark_of(tx, "gone")
    own_server.is_told_to_leave()
    assert listed(own_server.data, out) == {mark}


def test_a_command_that_erases_lists_it_before_it_ends(own_server: Server, out: Path):
    data, table = own_server.data, out.parent / "clients.csv"
    table.write_text(TABLE)
    brought = asks(data, "import", str(table), KIOSK_BACKUP=str(out))
    assert brought.returncode == 0, brought.stderr
    this = brought.stdout.split()[-1]
    assert asks(data, "import", "--undo", this, KIOSK_BACKUP=str(out)).returncode == 0
    assert len(listed(data, out)) == 4  # for each of the two: what was brought in, and the client

"""What a web process keeps in memory: no hash of a password, and nothing that draws papers."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import HOUSE

pytestmark = pytest.mark.process

MIB = 1024 * 1024

EIGHT_AT_ONCE = """
import resource, threading
from kiosk.serve import free_large_blocks
from kiosk.store.access import passwords

def resident():
    with open("/proc/self/statm") as said:
        return int(said.read().split()[1]) * resource.getpagesize()

free_large_blocks()
kept, ready = passwords.hashed("a long enough password"), threading.Barrier(8)

def signs_in():
    ready.wait()
    for _ in range(2):
        assert passwords.matches("a long enough password", kept)
    ready.wait()

before = resident()
threads = [threading.Thread(target=signs_in) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(resident() - before)
"""

SHOWS_A_PAGE = """
import sys
from pathlib import Path
from kiosk import create_app
from kiosk.settings import Settings
folder = Path(sys.argv[1])
app = create_app(Settings(data=folder, key_file=folder / "keys" / "master.key"))
for page in ("/", "/staff/sign-in"):
    assert app.test_client().get(page).status_code == 200
print(" ".join(sys.modules))
"""

DRAWS = {
    *("weasyprint", "pydyf", "tinycss2", "fontTools", "pebble"),
    *("kiosk.exports.drawing", "kiosk.exports.paper.html", "kiosk.exports.paper.page"),
}


def said_by(program: str, *words: str, keeps: bool = False) -> str:
    command = [sys.executable, "-c", program, *words]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "" if keeps else "1"}
    return subprocess.run(
        command, cwd=HOUSE, env=around, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="no glibc")
def test_eight_sign_ins_at_once_leave_nothing_behind():
    grown = int(said_by(EIGHT_AT_ONCE))
    assert grown < 16 * MIB, f"{grown / MIB:.0f} MiB stay: see free_large_blocks in kiosk/serve.py"


def test_the_web_process_does_not_load_what_draws_papers(tmp_path: Path):
    loaded = DRAWS.intersection(said_by(SHOWS_A_PAGE, str(tmp_path)).split())
    assert not loaded, (
        f"{sorted(loaded)}: only the press draws. Import it inside of what runs there, as "
        "kiosk/exports/press.py does."
    )


def test_a_start_does_not_load_the_pages_of_the_staff(tmp_path: Path):
    """Set-up keeps what a start reads of their routes."""
    said_by("import kiosk; kiosk.keep_for_starts()", keeps=True)
    shown = said_by(SHOWS_A_PAGE, str(tmp_path)).split()
    rooms = ("kiosk.web.admin.", "kiosk.web.desk.", "kiosk.exports.fhir")
    loaded = [name for name in shown if name.startswith(rooms)]
    assert not loaded, (
        f"{loaded}: no page of a start needs them. Import them inside of what does, or move "
        "what is needed to a module of its own; `python -X importtime` shows by whom."
    )

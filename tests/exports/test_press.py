"""The press: it draws, it outlives what kills its process, and nothing waits for it in vain."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kiosk.exports.press import Drawn, NoPaper, Press, _Machine
from tests.exports import misdeeds
from tests.records import a_record

PATIENT = 60.0


@pytest.fixture(scope="module")
def press():
    """A press with time enough for a machine that has other things to do."""
    press = Press(seconds=PATIENT)
    press.start()
    yield press
    press.close()


@pytest.fixture(scope="module")
def hasty():
    """A press that waits for nothing longer than two seconds."""
    press = Press(seconds=2)
    yield press
    press.close()


def process_of(press):
    return press.make(misdeeds.where_am_i, None).pdf.decode()


def test_a_paper_comes_out_and_the_press_is_ready(press):
    assert press.draw(a_record()).pdf.startswith(b"%PDF")
    assert press.ready() is True


def test_a_paper_has_five_seconds():
    assert Press().seconds == 5


def test_a_press_that_was_never_started_says_so():
    assert Press().ready() == "the press has not started yet"


def test_queueing_returns_at_once_and_hands_the_paper_over_later(press):
    handed: queue.Queue[Drawn | NoPaper] = queue.Queue()
    press.queue(a_record(), handed.put)
    assert isinstance(handed.get(timeout=PATIENT), Drawn)


def test_the_size_can_differ_from_paper_to_paper(press):
    letter = press.draw(a_record(), size="Letter").pdf
    assert letter != press.draw(a_record()).pdf


def test_the_web_process_never_loads_the_engine():
    code = "import sys, kiosk.exports.press; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_process_is_limited(press):
    limits = press.make(misdeeds.limits, None).pdf.decode().split()
    assert limits == [str(512 * 2**20), str(2**20), "0", "10"]


def test_its_files_go_to_a_folder_of_its_own_that_others_cannot_read(press):
    folder, mode = press.make(misdeeds.where_are_my_files, None).pdf.decode().split()
    assert Path(folder).parent.name.startswith("kiosk-press-")
    assert mode == "0o700"


def test_a_drawing_that_kills_its_process_costs_only_itself(press):
    with pytest.raises(NoPaper, match="the press ended while it was drawing"):
        press.make(misdeeds.die, signal.SIGKILL)
    assert press.ready() == "the press ended while it was drawing"
    assert press.draw(a_record()).pdf
    assert press.ready() is True


def test_a_process_that_crashes_is_replaced(press):
    with pytest.raises(NoPaper):
        press.make(misdeeds.die, signal.SIGSEGV)
    assert press.draw(a_record()).pdf


def test_a_process_killed_while_idle_is_noticed_and_the_paper_still_comes(press):
    os.kill(int(process_of(press)), signal.SIGKILL)
    assert press.draw(a_record()).pdf


def test_a_drawing_that_hangs_is_given_up(hasty):
    with pytest.raises(NoPaper, match="took too long"):
        hasty.make(misdeeds.hang, None)
    assert hasty.make(misdeeds.where_am_i, None).pdf


def test_a_drawing_that_eats_memory_is_given_up(press):
    with pytest.raises(NoPaper, match="too much memory"):
        press.make(misdeeds.eat, None)
    assert press.make(misdeeds.where_am_i, None).pdf


def test_a_fault_is_told_by_its_kind_and_never_in_its_own_words(press):
    with pytest.raises(NoPaper) as why:
        press.make(misdeeds.fail, "Maya's secret")
    assert why.value.reason == "the paper could not be drawn (ValueError)"


def test_without_pango_the_press_says_what_is_missing(press):
    with pytest.raises(NoPaper, match="Pango is not installed"):
        press.make(misdeeds.miss_pango, None)


def test_who_waits_goes_before_what_was_queued(press):
    order: list[str] = []
    done: queue.Queue[object] = queue.Queue()
    press.queue(a_record(), done.put)
    for _ in range(3):
        press.queue(a_record(), lambda _: order.append("queued") or done.put(None))
    press.draw(a_record())
    order.append("waited for")
    for _ in range(4):
        done.get(timeout=PATIENT)
    assert order.index("waited for") < 3


def test_what_was_asked_for_before_closing_is_still_drawn():
    press, handed = Press(seconds=PATIENT), queue.Queue()
    press.queue(a_record(), handed.put)
    press.close()
    assert isinstance(handed.get_nowait(), Drawn)


def test_the_process_ends_with_a_web_process_that_is_killed(tmp_path):
    program = """
        import time
        from kiosk.exports.press import Press
        from tests.exports import misdeeds
        if __name__ == "__main__":
            press = Press()
            print(press.make(misdeeds.where_am_i, None).pdf.decode(), flush=True)
            time.sleep(60)
    """
    file = tmp_path / "web.py"
    file.write_text(textwrap.dedent(program))
    web = subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with web:
        drawing = int(web.stdout.readline())
        web.kill()
    assert gone(drawing)


def gone(process, within=PATIENT):
    until = time.monotonic() + within
    while time.monotonic() < until:
        state = Path("/proc", str(process), "stat")
        if not state.exists() or state.read_text().rpartition(") ")[2][0] in "ZX":
            return True
        time.sleep(0.02)
    return False


class OutOfThreads(Exception):
    """What nobody has thought of."""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_press_that_fails_in_an_unknown_way_keeps_nobody_waiting_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
):
    press = Press(seconds=PATIENT)
    with monkeypatch.context() as broken:
        broken.setattr(_Machine, "run", fails)
        with pytest.raises(NoPaper):
            press.draw(a_record())
    assert press.draw(a_record()).pdf.startswith(b"%PDF")
    press.close()


def fails(*_: object) -> None:
    raise OutOfThreads

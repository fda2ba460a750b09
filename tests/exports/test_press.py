"""The press: it draws, it outlives what kills its process, and nothing waits for it in vain."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from kiosk.exports.machine import Machine
from kiosk.exports.press import FIRST, REDRAW, Limits, NoPaper, Press
from tests.builders.records import a_record
from tests.exports import misdeeds
from tests.exports.papers import ticked

pytestmark = [pytest.mark.process, pytest.mark.paper]

PATIENT = Limits(cpu=60, wall=300, patience=120)
"""For a machine that has other things to do."""


@pytest.fixture(scope="module")
def press():
    press = Press(limits=PATIENT)
    press.start()
    yield press
    press.close()


@pytest.fixture(scope="module")
def frugal():
    """A press that gives a paper very little processor time."""
    press = Press(limits=Limits(cpu=0.5, grace=0, patience=120))
    yield press
    press.close()


def process_of(press):
    return press.make(misdeeds.where_am_i, None).pdf.decode()


def test_a_paper_comes_out_and_the_press_is_ready(press):
    assert press.draw(a_record()).pdf.startswith(b"%PDF")
    assert press.ready() is True


def test_a_press_that_was_never_started_says_so():
    assert Press().ready() == "the press has not started yet"


def test_the_size_can_differ_from_paper_to_paper(press):
    letter = press.draw(a_record(), size="Letter").pdf
    assert letter != press.draw(a_record()).pdf


def test_the_web_process_never_loads_the_engine():
    code = "import sys, kiosk.exports.press; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_process_is_limited_and_gives_way_to_whoever_answers_a_tap(press):
    limits = press.make(misdeeds.limits, None).pdf.decode().split()
    assert limits == [str(512 * 2**20), str(2**20), "0", str(min(os.nice(0) + FIRST, 19))]


def test_what_nobody_waits_for_gives_way_to_what_somebody_does(press):
    redraws = press.nicely()
    assert redraws.make(misdeeds.limits, None).pdf.decode().split()[-1] == str(
        min(os.nice(0) + REDRAW, 19)
    )
    assert 0 < FIRST < REDRAW
    redraws.close()


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


def test_a_process_that_was_taken_over_runs_nothing_where_the_key_is(press, tmp_path: Path):
    with pytest.raises(NoPaper):
        press.make(misdeeds.answer_with_more, str(tmp_path / "touched"))
    assert list(tmp_path.iterdir()) == []
    assert press.draw(a_record()).pdf


def test_what_a_drawing_leaves_behind_is_cleared_after_its_paper_and_never_on_the_way(press):
    for _ in range(2):
        assert press.make(misdeeds.leave_circles, 5000).pdf == b"5000"


def test_a_process_killed_while_idle_is_noticed_and_the_paper_still_comes(press):
    os.kill(int(process_of(press)), signal.SIGKILL)
    assert press.draw(a_record()).pdf


def test_a_drawing_without_end_is_given_up_and_the_warm_process_goes_on(frugal):
    before = process_of(frugal)
    with pytest.raises(NoPaper, match="took too long"):
        frugal.make(misdeeds.spin, None)
    assert process_of(frugal) == before


def test_a_paper_is_the_same_after_another_was_broken_off(press):
    before = press.draw(a_record()).pdf
    with pytest.raises(NoPaper, match="took too long"):
        press.make(misdeeds.a_heavy_paper, ticked(), cpu=0.2)
    assert press.draw(a_record()).pdf == before


def test_the_system_ends_a_drawing_that_lets_nothing_end_it(frugal):
    with pytest.raises(NoPaper, match="took too long"):
        frugal.make(misdeeds.catch_all, None)
    assert frugal.make(misdeeds.where_am_i, None).pdf


def test_many_papers_together_may_take_more_than_one_may(frugal):
    first = frugal.make(misdeeds.work, 0.3).pdf
    assert [frugal.make(misdeeds.work, 0.3).pdf for _ in range(3)] == [first] * 3


def test_a_drawing_that_waits_for_what_never_comes_is_given_up():
    press = Press(limits=Limits(wall=0.1, patience=120))
    with pytest.raises(NoPaper, match="took too long"):
        press.make(misdeeds.hang, None)
    press.close()


def test_whoever_asks_waits_no_longer_than_the_press_says(frugal):
    asked = Press(limits=Limits(patience=0.05))
    with pytest.raises(NoPaper, match="still being drawn"):
        asked.make(misdeeds.hang, None)
    asked.close()


def test_what_comes_too_late_for_who_asked_is_kept_all_the_same():
    late, kept = Press(limits=Limits(cpu=60, patience=0)), queue.Queue()
    with pytest.raises(NoPaper, match="still being drawn"):
        late.make(misdeeds.where_am_i, None, keep=kept.put)
    assert kept.get(timeout=PATIENT.patience).pdf
    late.close()


def test_a_drawing_that_eats_memory_is_given_up(press):
    with pytest.raises(NoPaper, match="too much memory"):
        press.make(misdeeds.eat, None)
    assert press.make(misdeeds.where_am_i, None).pdf


def test_a_fault_is_told_by_its_kind_and_never_in_its_own_words(press):
    with pytest.raises(NoPaper) as why:
        press.make(misdeeds.fail, "Maya's secret")
    assert str(why.value) == "the paper could not be drawn (ValueError)"


def test_without_pango_the_press_says_what_is_missing(press):
    with pytest.raises(NoPaper, match="Pango is not installed"):
        press.make(misdeeds.miss_pango, None)


def test_closing_waits_for_no_drawing_and_keeps_nobody_waiting():
    press, told = Press(limits=PATIENT), queue.Queue()

    def asks():
        with pytest.raises(NoPaper) as why:
            press.make(misdeeds.hang, None, keep=told.put)
        told.put(why.value.why)

    press.make(misdeeds.where_am_i, None)
    asking = [threading.Thread(target=asks) for _ in range(3)]
    for each in asking:
        each.start()
    press.close()
    for each in asking:
        each.join(PATIENT.patience)
    assert [told.get(timeout=1) for _ in asking] == ["stopped"] * 3
    assert press.make(misdeeds.where_am_i, None).pdf
    press.close()


@pytest.mark.parametrize("megabytes", [0, 4], ids=["taken", "half sent"])
def test_closing_ends_a_process_that_stands_still(megabytes: int):
    press, told = Press(limits=PATIENT), queue.Queue()

    def asks():
        with pytest.raises(NoPaper) as why:
            press.make(misdeeds.work, megabytes * 2**20 * ".")
        told.put(why.value.why)

    standing = int(process_of(press))
    os.kill(standing, signal.SIGSTOP)
    asking = threading.Thread(target=asks, daemon=True)
    asking.start()
    while not press._jobs.empty():
        time.sleep(0.02)
    closing = threading.Thread(target=press.close, daemon=True)
    closing.start()
    closing.join(PATIENT.patience)
    assert not closing.is_alive()
    assert told.get(timeout=PATIENT.patience) == "stopped"
    assert gone(standing)


def test_the_process_ends_quietly_with_a_web_process_that_is_killed(tmp_path):
    program = """
        from kiosk.exports.press import Limits, Press
        from tests.exports import misdeeds
        if __name__ == "__main__":
            press = Press(limits=Limits(patience=120))
            print(press.make(misdeeds.where_am_i, None).pdf.decode(), flush=True)
            press.make(misdeeds.hang, None)
    """
    file = tmp_path / "web.py"
    file.write_text(textwrap.dedent(program))
    web = subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with web:
        drawing = int(web.stdout.readline())
        web.kill()
        assert gone(drawing)
        # Whatever inherited the line has hung up once it is read to its end.
        assert web.stderr.read() == ""


def gone(process, within=PATIENT.patience):
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
    press = Press(limits=PATIENT)
    with monkeypatch.context() as broken:
        broken.setattr(Machine, "run", fails)
        with pytest.raises(NoPaper):
            press.draw(a_record())
    assert press.draw(a_record()).pdf.startswith(b"%PDF")
    press.close()


def fails(*_: object) -> None:
    raise OutOfThreads

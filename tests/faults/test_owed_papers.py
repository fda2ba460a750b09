"""Whatever ends the server, every record gets its paper, and the next start finds its port free."""

from __future__ import annotations

import pytest

from tests.builders.records import ticks_everything
from tests.faults.owing import PATIENT, busy, drawn, owed
from tests.faults.running import Server
from tests.patience import until
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet
from tests.web.visits import signs

pytestmark = pytest.mark.paper


def test_every_paper_is_there_in_the_end_whatever_ended_the_server(
    own_server: Server, served: Clinic
):
    """The short form; `make torture` has the long one."""
    kept = [signs(served) for _ in range(4)]
    own_server.starts()
    until(lambda: drawn(served), PATIENT)
    own_server.loses_its_head()
    own_server.starts()
    before = drawn(served)
    own_server.is_told_to_leave()
    until(lambda: not own_server.family(), PATIENT)
    # The one in hand may have come out just then. The others are not waited for.
    assert drawn(served) <= before + 1
    own_server.starts()
    until(lambda: not owed(served), PATIENT)
    assert drawn(served) == len(kept)
    log = own_server.log.read_text()
    assert "Connection in use" not in log
    assert "Traceback" not in log


@pytest.mark.torture
def test_hogs_and_kills_and_stops_cost_no_heavy_paper(own_server: Server, served: Clinic):
    own_server.starts()
    tablet = Tablet(served)
    with busy(2):
        for _ in range(10):
            signs_heavily(tablet)
        until(lambda: drawn(served) >= 2, PATIENT)
        own_server.is_killed()
        own_server.starts()
        for _ in range(10):
            signs_heavily(tablet)
        assert len(owed(served)) >= 10
        before = drawn(served)
        own_server.is_told_to_leave()
        assert drawn(served) <= before + 1
        until(lambda: not own_server.family(), PATIENT)
        own_server.starts()
        until(lambda: not owed(served), PATIENT)
    assert drawn(served) == 20


@pytest.mark.torture
def test_fifty_heavy_papers_are_drawn_beside_eight_niced_busy_processes(
    own_server: Server, served: Clinic
):
    own_server.starts()
    tablet = Tablet(served)
    with busy(8, nice=10):
        for _ in range(50):
            signs_heavily(tablet)
            assert set(owed(served).values()) <= {""}
        until(lambda: not owed(served), PATIENT)
    assert drawn(served) == 50


@pytest.mark.torture
def test_the_web_process_is_no_larger_after_two_hundred_signatures_and_their_papers(
    own_server: Server, served: Clinic
):
    own_server.starts()
    tablet = Tablet(served)
    signing = [signs_heavily(tablet) for _ in range(20)]
    until(lambda: not owed(served), PATIENT)
    after_20 = memory(own_server)
    signing += [signs_heavily(tablet) for _ in range(180)]
    until(lambda: not owed(served), PATIENT)
    after_200 = memory(own_server)
    assert drawn(served) == 200
    assert after_200 <= 1.1 * after_20, f"{after_20} KiB after 20, {after_200} after 200"
    assert len(set(signing)) == 200


def signs_heavily(tablet: Tablet) -> str:
    """Somebody who ticks every box signs on it."""
    tablet.here = ""
    tablet.is_at("sign", **ticks_everything(language="en"))
    tablet.signs()
    return tablet.intake_id


def memory(own_server: Server) -> int:
    """KiB of the process that serves."""
    assert own_server.process
    children = f"/proc/{own_server.process.pid}/task/{own_server.process.pid}/children"
    with open(children) as found:  # noqa: PTH123 - a file of the kernel's
        (serving,) = found.read().split()
    with open(f"/proc/{serving}/status") as status:  # noqa: PTH123
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

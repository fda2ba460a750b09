"""What each test costs the processor: told by `make costs`, and kept for `make check` to go by."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("dear.txt")
"""Tests that are left out of `make check` for what they cost, and for nothing else."""

DEAR, CHEAP = 0.1, 0.05
"""Seconds of processor time: what puts a test on the list, and what takes it off again."""

LEFT_OUT = {"browser", "process", "paper", "walk", "long", "torture", "audit"}
"""Marks of tests that `make check` leaves out anyway."""

TICKS = os.sysconf("SC_CLK_TCK")
BEGUN = pytest.StashKey[float]()
costs: dict[str, float] = {}
quick: set[str] = set()


def listed() -> set[str]:
    return set(LIST.read_text("utf-8").split())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--costs", action="store_true", help="say what the tests cost the processor")


def spent() -> float:
    """Processor time of this process, of all it has started, and of what these have started."""
    here = os.times()
    own = here.user + here.system + here.children_user + here.children_system
    return own + sum(_spent_by(child) for child in _started_by(os.getpid()))


def _started_by(pid: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())
    except OSError:
        return  # it has ended meanwhile


def _spent_by(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS + sum(map(_spent_by, _started_by(pid)))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_it = listed()
    for item in items:
        if function(item.nodeid) in on_it:
            item.add_marker("long")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.config.getoption("costs"):
        item.stash[BEGUN] = spent()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "teardown" and BEGUN in item.stash:
        # The last test ends a browser too: what that has spent is not taken off it.
        report.user_properties.append(("cost", max(0.0, spent() - item.stash[BEGUN])))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for name, value in report.user_properties:
        if name == "cost":
            costs[report.nodeid] = float(str(value))
            if LEFT_OUT.isdisjoint(report.keywords) or function(report.nodeid) in listed():
                quick.add(report.nodeid)


def function(test: str) -> str:
    return test.partition("[")[0]


def room(test: str) -> str:
    """Two folders deep where a floor has rooms of its own."""
    parts = test.partition("::")[0].split("/")[:-1]
    return "/".join(parts[:3])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not costs:
        return
    rooms = Counter[str]()
    for test, cost in costs.items():
        rooms[room(test)] += cost
    line = terminalreporter.write_line
    line(f"{sum(costs.values()):8.1f} s of processor time in {len(costs)} tests, by room:")
    for name, cost in rooms.most_common():
        line(f"{cost:8.1f} s {name}")
    line("The ten that cost most:")
    for test, cost in Counter(costs).most_common(10):
        line(f"{cost:8.1f} s {test}")
    keeps_the_list()


def keeps_the_list() -> None:
    """Put on what is dear now, take off what is cheap by now; leave what was not run."""
    most = Counter[str]()
    for test in quick:
        most[function(test)] = max(most[function(test)], costs[test])
    dear = {test for test, cost in most.items() if cost >= DEAR}
    cheap = {test for test, cost in most.items() if cost < CHEAP}
    LIST.write_text("\n".join(sorted((listed() - cheap) | dear)) + "\n", "utf-8")

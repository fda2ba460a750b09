"""The largest paper there may be: what it takes of the processor and of memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.exports.press import Press
from kiosk.intake.record import Record
from tests.builders.records import a_record, ticks_everything
from tests.exports.papers import SHORT_NAMES, ticked
from tests.trial import Trial

pytestmark = [pytest.mark.torture, pytest.mark.paper]

LONG = "a" * 1000
LINES = "\n".join("x" * 6 for _ in range(20))
MOST_SECONDS, MOST_MB = 3.0, 300


def longest() -> Record:
    """Every box ticked, and the longest words without a space that may be kept, or lines."""
    words = {"respect_note": LONG, "health_note": LINES, "good_visit": LONG, "early_sign": LINES}
    return a_record(**{**ticks_everything(**SHORT_NAMES), **words})


def machine() -> int:
    """The process that draws: the largest below this one."""
    return max(below("self"), key=most_megabytes_of)


def below(process: int | str) -> Iterator[int]:
    """The children of a process, and theirs."""
    for each in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, each.read_text().split()):
            yield from (child, *below(child))


def seconds_of(process: int) -> float:
    spent = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def most_megabytes_of(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0


def test_no_paper_takes_longer_or_more_than_it_may(running_press: Press, trial: Trial):
    running_press.draw(ticked())
    process, told = machine(), []
    for name, record in {"everything ticked": ticked(), "the longest words": longest()}.items():
        before = seconds_of(process)
        assert running_press.draw(record).pdf
        took = seconds_of(process) - before
        assert took <= MOST_SECONDS
        told.append(f"{name} {took:.2f} s")
    memory = most_megabytes_of(process)
    assert memory <= MOST_MB
    trial.found(f"{', '.join(told)} of the processor; {memory:.0f} MB at the most", 1)

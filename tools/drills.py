"""The drills: what is tried for each goal of reliability, by which tests, and how much of it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Found = tuple[str, bool]
"""A figure, and whether it is what was wanted."""


@dataclass(frozen=True)
class Drill:
    """One row of the page."""

    goal: str
    """Its number; a letter behind it where a goal has several rows."""
    what: str
    wanted: str
    tests: tuple[str, ...] = ()
    count: int = 0
    """So many are wanted; 0 where nothing is counted."""
    figure: str = ""
    """Which one, where a test has several."""
    counts: Callable[[], Found] | None = None
    """Finds it in what is written down, without a test."""
    minutes: float = 0
    """How long tablets are to be at work; 0 where that is no matter."""


def threats() -> Found:
    """How many faults and threats are named, each with its test."""
    lines = (ROOT / "docs" / "threats.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "`tests/" in line]
    tests = set(re.findall(r"`(tests/[^`]+)`", "\n".join(rows)))
    return f"{len(rows)} rows, {len(tests)} tests", len(rows) >= 30


def asvs() -> Found:
    """How the requirements of ASVS are answered."""
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        found = Counter(row["status"] for row in csv.DictReader(file))
    met, not_met = found["met"], found["deviation"]
    return f"{met} of {met + not_met} applicable met, {not_met} deviations", not_met <= 8


def hipaa() -> Found:
    """How many of the nine technical safeguards are answered."""
    text = (ROOT / "docs" / "hipaa.md").read_text("utf-8")
    items = set(re.findall(r"^\| 164\.312(\S+) ", text, re.MULTILINE))
    return f"{len(items)} items, each with its tests", len(items) >= 9


def restoring() -> Found:
    """What `make bench` measured of 50,000 records."""
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| 18 |")).split(" | ")
    return row[3], row[4] == "yes"


DRILLS: dict[str, Drill] = {
    "kills": Drill(
        "1",
        "kill -9 of the server at random under eight tablets",
        "1,000 kills, 0 lost, 0 doubled",
        ("tests/faults/test_kills.py::"
         "test_killed_at_any_moment_it_has_kept_what_it_said_it_keeps[a thousand]",),
        1000,
    ),
    "cuts": Drill(
        "2",
        "power cuts: what was not synced is lost at random",
        "1,000 cuts, 0 lost; without waiting for the disk some are",
        ("tests/faults/test_power_cut.py::"
         "test_of_a_thousand_cuts_none_loses_anything_unless_the_disk_is_not_waited_for",),
        1000,
    ),
    "writes": Drill(
        "3",
        "the n-th write to the disk fails: no space, an input/output error",
        "every n of a visit and of every use case, 0 half-done",
        ("tests/faults/test_disk_fails.py", "tests/faults/test_every_write.py"),
    ),
    "faults": Drill(
        "4", "faults and threats that are survived, each with a test", "≥ 30", counts=threats
    ),
    "locks": Drill(
        "4a",
        "the database locked by somebody else, again and again",
        "100 locks, 0 lost; reads go on",
        ("tests/faults/test_locks.py", "tests/faults/test_reads_go_on.py"),
        100,
    ),
    "clocks": Drill(
        "4b",
        "the wall clock jumps between any two answers",
        "1,000 jumps, 0 lost",
        ("tests/faults/test_clock_jumps.py",),
        1000,
    ),
    "presses": Drill(
        "4c",
        "the press killed while papers are drawn",
        "20 kills, every paper there, none twice",
        ("tests/faults/test_press_killed.py",),
        20,
    ),
    "restarts": Drill(
        "4d",
        "PostgreSQL restarted in mid-step under eight tablets",
        "20 restarts, 0 lost, 0 doubled",
        ("tests/faults/test_server_restarts.py",),
        20,
    ),
    "workers": Drill(
        "4e",
        "a worker killed each second under 64 tablets",
        "60 kills, 0 lost, 0 doubled",
        ("tests/faults/test_ending_under_load.py::"
         "test_killed_or_told_to_leave_nothing_acknowledged_is_lost[each second]",),
        60,
    ),
}

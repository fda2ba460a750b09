"""Runs the drills of reliability and writes docs/reliability.md, a row for each goal."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from bench import processor  # noqa: E402
from drills import DRILLS, Drill  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
HEAD = [
    "| # | what | wanted | measured | met | command | when |",
    "|---|---|---|---|---|---|---|",
]
NO_TESTS = 5
"""What pytest ends with where it ran none."""


def main(words: Sequence[str]) -> int:
    """Run the drills asked for, or all of them and the other rough tests; 0 where all held."""
    parser = argparse.ArgumentParser(prog="tools/torture.py", description=__doc__)
    parser.add_argument("drills", nargs="*", choices=[*DRILLS, []], help="all without")
    parser.add_argument("--count", type=int, help="so many instead of what the goal wants")
    parser.add_argument("--minutes", type=float, help="so long instead")
    asked = parser.parse_args(words)
    held = True
    for name in asked.drills or list(DRILLS):
        held = runs(name, asked.count, asked.minutes) and held
    return 0 if held and (asked.drills or the_others()) else 1


def runs(name: str, count: int | None, minutes: float | None) -> bool:
    """One drill, written down among the others; whether it held."""
    drill = DRILLS[name]
    say(f"{name}: {drill.what}")
    figure, met = found_by(drill, count or drill.count, minutes or drill.minutes)
    say(f"{name}: {figure} ({met})")
    page = PAGE.read_text("utf-8")
    kept = {**rows_kept(page), name: line_of(name, drill, figure, met)}
    PAGE.write_text(page_of(kept, "".join(page.partition("\n## ")[1:])), encoding="utf-8")
    return met != "**no**"


def found_by(drill: Drill, count: int, minutes: float) -> tuple[str, str]:
    """Its figure, and whether that is what was wanted."""
    if drill.counts:
        figure, met = drill.counts()
        return figure, "yes" if met else "**no**"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        options = [f"--count={count}"] * bool(count) + [f"--minutes={minutes}"] * bool(minutes)
        code = pytest_on(*drill.tests, "-m", "", f"--figures={file}", *options)
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
    found = [each for each in map(json.loads, lines) if each["name"] == drill.figure]
    if code:
        return "the drill failed: see what it said", "**no**"
    tried = min((each["tried"] for each in found), default=drill.count)
    figures = "; ".join(each["figure"] for each in found) or "all of its tests hold"
    return figures, "yes" if tried >= drill.count else "so far"


def the_others() -> bool:
    """The rough tests that no drill runs."""
    drilled = [f"--deselect={test}" for drill in DRILLS.values() for test in drill.tests]
    return pytest_on("-m", "torture", *drilled) in (0, NO_TESTS)


def pytest_on(*words: str) -> int:
    """What pytest ends with."""
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *words], cwd=ROOT).returncode


def rows_kept(page: str) -> dict[str, str]:
    """By drill, the rows as they were measured last."""
    lines = [line for line in page.splitlines() if line.startswith("| ") and line not in HEAD]
    goals = {drill.goal: name for name, drill in DRILLS.items()}
    numbers = ((line.split(" | ")[0].removeprefix("| "), line) for line in lines)
    return {goals[number]: line for number, line in numbers if number in goals}


def line_of(name: str, drill: Drill, figure: str, met: str) -> str:
    """One row, with the day, and how busy the machine was."""
    load = os.getloadavg()[0]
    busy = f"load {load:.1f}" + (", loaded" if load > (os.cpu_count() or 1) else "")
    when = f"{datetime.now(UTC).date()}, {os.cpu_count()} cores, {processor()}, {busy}"
    command = f"`make torture ONLY={name}`"
    cells = (drill.goal, drill.what, drill.wanted, figure, met, command, when)
    return f"| {' | '.join(cells)} |"


def page_of(kept: Mapping[str, str], notes: str) -> str:
    """The rows as a page for people; what was never measured says so."""
    lines = [kept.get(name) or unmeasured(name, drill) for name, drill in DRILLS.items()]
    said = [
        "# Reliability",
        "",
        "Written by `make torture`, which keeps what it does not measure. `make torture ONLY=kills",
        "COUNT=1000` runs one drill, with another count or for other MINUTES; a row that says *so",
        "far* has tried fewer than its goal wants, and *loaded* that the machine was busy. What was",
        "acknowledged to a tablet is written into a ledger on the client's side (`tests/ledger.py`)",
        "and held against the database afterwards: nothing missing, nothing doubled, all as it was",
        "written. A short form of each drill is in the suite.",
        "",
        *HEAD,
        *lines,
        "",
    ]
    return "\n".join(said) + notes


def unmeasured(name: str, drill: Drill) -> str:
    """The row of a drill that nobody has run."""
    cells = (drill.goal, drill.what, drill.wanted, "not measured yet", "", f"`make torture ONLY={name}`", "")
    return f"| {' | '.join(cells)} |"


def say(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Runs the drills of reliability and writes docs/reliability.md, a row for each goal."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import chart  # noqa: E402
from counted import Found  # noqa: E402
from kept_page import (  # noqa: E402
    Page,
    load,
    notes_kept,
    processor,
    row_of,
    rows_kept,
    today,
)
from trials import DRILLS, NOT_THERE, Drill  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
HEAD = (
    "# Reliability",
    "",
    "Written by `make torture`, which keeps what it does not measure. `make torture",
    "ONLY=kills COUNT=1000` runs one drill, with another count or for other MINUTES; a row",
    "that says *so far* has tried fewer than its goal wants, and *loaded* that the machine",
    "was busy. What was acknowledged to a tablet is written into a ledger on the client's",
    "side (`tests/ledger.py`) and held against the database afterwards: nothing missing,",
    "nothing doubled, all as it was written. Fuzzing begins from seed 17; what it finds",
    "becomes an example of its test. A short form of each drill is in the suite.",
)
COLUMNS = ("#", "what", "wanted", "measured", "met", "command", "when")
SEED = 17
"""Where hypothesis begins, so that a figure can be had again."""

NO_TESTS = 5
"""What pytest ends with where it ran none."""


def main(words: Sequence[str]) -> int:
    """Run the drills asked for, or all of them and the other rough tests; 0 where all held."""
    parser = argparse.ArgumentParser(prog="tools/torture.py", description=__doc__)
    parser.add_argument("drills", nargs="*", choices=[*DRILLS, []], help="all without")
    parser.add_argument("--count", type=int, help="so many instead of what the goal wants")
    parser.add_argument("--minutes", type=float, help="so long instead")
    asked = parser.parse_args(words)
    left, held = list(asked.drills or DRILLS), True
    while left:
        together = [
            name for name in DRILLS if name == left[0] or tests_of(name) == tests_of(left[0])
        ]
        held = runs(together, asked.count, asked.minutes) and held
        left = [name for name in left if name not in together]
    return 0 if held and (asked.drills or the_others()) else 1


def tests_of(name: str) -> tuple[str, ...] | str:
    """What a drill runs: those that run the same are run once."""
    return DRILLS[name].tests or name


def runs(names: Sequence[str], count: int | None, minutes: float | None) -> bool:
    """Drills of the same tests, each written down among the others; whether they held."""
    first = DRILLS[names[0]]
    tells(f"{', '.join(names)}: {first.what}")
    if not first.tests:
        return told_by_itself(names[0], count)
    code, found = pytest_found(first, count or first.count, minutes or first.minutes)
    held, skipped = not code, [each for each in found if "skipped" in each]
    for name in names:
        mine = [each for each in found if each.get("name", "") == DRILLS[name].figure]
        figure, met = ("the drill failed", "**no**") if code else summed(DRILLS[name], mine)
        if skipped and met == "yes":
            figure, met = f"{figure}; {len(skipped)} of its tests do not run here", "so far"
        writes_down(name, figure, met)
        held = held and met != "**no**"
    return held


def told_by_itself(name: str, count: int | None) -> bool:
    """A drill that is no test, written down unless something that it takes is not there."""
    drill = DRILLS[name]
    found = drill.counts() if drill.counts else said_by(drill, count)
    if found is None:
        tells(f"{name}: not measured")
        return False
    figure, held = found
    writes_down(name, figure, "yes" if held else "**no**")
    return held


def said_by(drill: Drill, count: int | None) -> Found | None:
    """What a command of ours found, with what it takes fetched first; None where it cannot run."""
    if drill.takes:
        subprocess.run(["python3", "tools/setup.py", "--for", drill.takes], cwd=ROOT)
    words = [sys.executable, *drill.script.split(), *([f"--count={count}"] if count else [])]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    sys.stdout.write(done.stdout)
    said = done.stdout.splitlines()
    return None if done.returncode == NOT_THERE or not said else (said[-1], not done.returncode)


def pytest_found(drill: Drill, count: int, minutes: float) -> tuple[int, list[dict[str, Any]]]:
    """How a drill's tests ended, and the figures they told."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        options = [f"--count={count}"] * bool(count) + [f"--minutes={minutes}"] * bool(minutes)
        options += ["-s", "-n0", "-m", "", f"--hypothesis-seed={SEED}", f"--figures={file}"]
        code = pytest_on(*drill.tests, *options)
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
    told = [json.loads(line) for line in lines]
    if not any("figure" in each for each in told):
        told.append(asked_for(count))
    return code, told


def asked_for(count: int) -> dict[str, Any]:
    """The figure of tests that tell none."""
    each = f", {count:,} examples each" if count else ""
    return {"name": "", "figure": f"all of its tests hold{each}", "tried": count, "met": True}


def summed(drill: Drill, found: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """The figures as one, and whether as many were tried as the goal wants."""
    times = Counter(each["figure"] for each in found)
    told = [f"{many} × {figure}" if many > 1 else figure for figure, many in times.items()]
    enough = all(each["tried"] >= (drill.count or drill.minutes) for each in found)
    well = all(each["met"] for each in found)
    return "; ".join(told), "**no**" if not well else "yes" if enough else "so far"


def writes_down(name: str, figure: str, met: str) -> None:
    """One row, among the others."""
    tells(f"{name}: {figure} ({met})")
    page = PAGE.read_text("utf-8")
    kept = {**kept_of(page), name: line_of(name, DRILLS[name], figure, met)}
    rows = every_row(kept)
    told = Page(HEAD, COLUMNS, rows, waits_in(rows), notes_kept(page))
    PAGE.write_text(str(told), encoding="utf-8")


def waits_in(rows: Sequence[str]) -> list[str]:
    """A chart of how long answers took, drawn from rows of drills of load."""
    names = {drill.goal: name for name, drill in DRILLS.items()}
    cells = [chart.cells_of(row) for row in rows]
    return chart.of_waits((names[each[0]], each[3]) for each in cells)


def the_others() -> bool:
    """The rough tests that no drill runs."""
    drilled = [f"--deselect={test}" for drill in DRILLS.values() for test in drill.tests]
    return pytest_on("-m", "torture", *drilled) in (0, NO_TESTS)


def pytest_on(*words: str) -> int:
    """What pytest ends with."""
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *words], cwd=ROOT).returncode


def kept_of(page: str) -> dict[str, str]:
    """By drill, the rows as they were measured last."""
    goals = {drill.goal: name for name, drill in DRILLS.items()}
    return {goals[goal]: row for goal, row in rows_kept(page).items() if goal in goals}


def line_of(name: str, drill: Drill, figure: str, met: str) -> str:
    """One row, with the day, and how busy the machine was."""
    cores = os.cpu_count() or 1
    busy = f"load {load():.1f}" + (", loaded" if load() > 1 + cores else "")
    return row(drill, figure, met, name, f"{today()}, {cores} cores, {processor()}, {busy}")


def row(drill: Drill, figure: str, met: str, name: str, when: str) -> str:
    """A line of the table."""
    command = f"`make torture ONLY={name}`"
    return row_of((drill.goal, drill.what, drill.wanted, figure, met, command, when))


def every_row(kept: Mapping[str, str]) -> list[str]:
    """One for each drill, in their order; what was never measured says so."""
    none = {name: row(drill, "not measured", "", name, "") for name, drill in DRILLS.items()}
    return list({**none, **kept}.values())


def tells(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

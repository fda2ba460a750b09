"""Reliability: every goal has its row, and whatever a row names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import HOUSE, text
from tools.bench import ROWS, flood
from tools.torture import kept_of
from tools.trials import DRILLS

PAGE = (HOUSE / "docs" / "reliability.md").read_text("utf-8")
GOALS = range(1, 19)
"""As they are numbered where they were set."""


def test_every_goal_has_a_row():
    numbered = {int(re.match(r"\d+", drill.goal)[0]) for drill in DRILLS.values()}  # type: ignore[index]
    lacking = set(GOALS) - numbered
    assert not lacking, f"tools/trials.py: say by which drill goals {lacking} are measured"


def test_every_drill_is_on_the_page():
    lacking = set(DRILLS) - set(kept_of(PAGE))
    assert not lacking, f"docs/reliability.md has no row of {lacking}: run tools/torture.py on them"


def test_every_command_on_the_page_runs_a_drill():
    named = set(re.findall(r"`make torture ONLY=(\w+)", PAGE))
    assert named == set(DRILLS), (
        f"docs/reliability.md and tools/trials.py differ: {named ^ set(DRILLS)}"
    )
    assert "\ntorture: " in text(Path("Makefile"))


def test_every_test_of_a_drill_exists():
    for name, drill in DRILLS.items():
        for named in drill.tests:
            file, _, test = named.partition("::")
            assert (HOUSE / file).exists(), f"tools/trials.py: {name} names {file}, which is gone"
            there = {
                node.name
                for node in ast.walk(ast.parse((HOUSE / file).read_text("utf-8")))
                if isinstance(node, ast.FunctionDef)
            }
            function = test.partition("[")[0]
            assert not test or function in there, (
                f"tools/trials.py: {name} names {function}, which is gone"
            )
        script = HOUSE / (drill.script.split() or [""])[0]
        assert script.exists(), f"tools/trials.py: {name} runs {drill.script}, which is gone"


def test_the_page_says_what_was_measured_when():
    for line in kept_of(PAGE).values():
        cells = line.strip("| ").split(" | ")
        measured = cells[3].strip() != "not measured"
        assert not measured or re.search(r"\d{4}-\d\d-\d\d, \d+ cores", line), line


BUDGETS = {*range(1, 22)} - {5}
"""As they are numbered where they were set, where there is no 5; 21 is a goal of reliability."""


def test_every_budget_has_its_measure():
    numbered = {int(re.match(r"\d+", number)[0]) for number in ROWS}  # type: ignore[index]
    lacking = set(BUDGETS) - numbered
    assert not lacking, f"tools/bench.py: say by which function rows {lacking} are measured"


def test_the_flood_is_read_as_it_was_written():
    quick = "SQLite, 5 min: 60,000 steps, 900 signed, 40 backups; p50 90 ms, p95 150 ms, p99 200 ms"
    line = f"| 5a | a flood | 0 | {quick}; 0 faults, 0 lost, 0 doubled | yes | again | today |"
    assert flood.row_of(line).figure == "SQLite 200, 200 ms, 0 lost, 0 doubled (the drill: today)"
    assert flood.row_of(line).met
    assert not flood.row_of(line.replace("0 lost", "1 lost")).met
    assert not flood.row_of(line.replace("60,000", "40,000")).met
    with pytest.raises(LookupError):
        flood.row_of("| 5a | a flood | 0 | not measured |  | again |  |")

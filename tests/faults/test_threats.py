"""The list of threats tells the truth: each names a test that exists; none is left for later."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.each import for_each

HOUSE = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("| \n").split(" | ")]
    for line in (HOUSE / "docs" / "threats.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| Threat", "|---"))
]
NAMED = sorted({test for row in ROWS for test in re.findall(r"`(tests/[^`]+)`", row[-1])})


def test_there_are_threats_enough_to_be_a_list():
    assert len(ROWS) >= 30
    assert all(len(row) == 3 for row in ROWS)


@for_each(ROWS)
def test_every_threat_has_its_test(row: list[str]):
    _, stands, proof = row
    assert "::" in proof, "name a test that shows it, in its last column"
    assert "later work" not in stands.lower(), "say what stands in the way"


@for_each(sorted({test.partition("::")[0] for test in NAMED}))
def test_every_test_that_is_named_exists(file: str):
    there = {
        node.name
        for node in ast.walk(ast.parse((HOUSE / file).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {test.partition("::")[2] for test in NAMED if test.startswith(f"{file}::")}
    assert named <= there, named - there

"""Writes: every use case that keeps something has its faults tried."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.faults.acts_of_all import ACTS, ELSEWHERE
from tests.house.tree import files, text, tree


def test_every_use_case_that_writes_has_its_fault_test():
    known = {name.removeprefix("usecases.") for name in ACTS} | set(ELSEWHERE)
    lacking = sorted(set(writers()) - known)
    assert not lacking, (
        f"Nothing tries the faults of {lacking}: add an act to one of tests/faults/acts_of_*.py, "
        "or name the test that tries them in ELSEWHERE of acts_of_all.py."
    )
    gone = {name: there for name, there in ELSEWHERE.items() if not tries(name, there)}
    assert not gone, f"These no longer name what they try: {gone}"


def tries(name: str, there: str) -> bool:
    file, _, test = there.partition("::")
    said = text(Path(file))
    return name in set(writers()) and f"def {test}(" in said and name.rpartition(".")[2] in said


def writers() -> Iterator[str]:
    """Each public function of the use cases that opens a transaction to write, itself or not."""
    for path in files("kiosk/usecases", ending=".py"):
        functions = {n.name: n for n in tree(path).body if isinstance(n, ast.FunctionDef)}
        opening: set[str] = set()
        while more := {n for n in functions if n not in opening and opens(functions[n], opening)}:
            opening |= more
        yield from (f"{path.stem}.{n}" for n in opening if not n.startswith("_"))


def opens(function: ast.FunctionDef, opening: set[str]) -> bool:
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(
        (isinstance(func, ast.Attribute) and func.attr == "writing")
        or (isinstance(func, ast.Name) and func.id in opening)
        for func in called
    )

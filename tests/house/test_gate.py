"""Who may read answers is decided in one place, and that place writes who did."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.each import for_each
from tests.house.tree import files, tree

GATE = Path("kiosk/usecases/read_answers.py")
GATES = {GATE, Path("kiosk/usecases/export_gate.py")}
"""For one record, and for many at once."""

WRITTEN_BY_IT = {"view", "print", "hand_out", "export", "open"}
READ = {"of", "of_all", "find", "carried", "visits_of"}
"""What hands out answers, of the store's ``standing``, ``clients`` and ``reflections``."""

MEND = (
    f"Ask {GATE}: may_read, may_read_reflection, may_hand_out, may_know_earlier or "
    "visits_open_to; or kiosk/usecases/export_gate.py: may_export"
)


def reads(path: Path) -> Iterator[ast.Attribute]:
    """Where a file takes answers from the store by itself."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            whole = (node.value.id, node.attr)
            if node.attr in READ and whole[0] in ("standing", "clients", "reflections"):
                yield node


def notes(path: Path) -> Iterator[ast.Call]:
    """Where a file writes to the audit that somebody read."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.write":
            said = node.args[1] if len(node.args) > 1 else None
            if isinstance(said, ast.Constant) and said.value in WRITTEN_BY_IT:
                yield node


@for_each(files("kiosk/web", ending=".py"))
def test_no_view_takes_answers_past_the_gate(path: Path):
    found = [f"{path}:{node.lineno} {ast.unparse(node)}. {MEND}" for node in reads(path)]
    assert not found, "\n".join(found)


@for_each([path for path in files("kiosk", ending=".py") if path not in GATES])
def test_nobody_else_writes_who_has_read(path: Path):
    found = [f"{path}:{node.lineno} writes it itself. {MEND}" for node in notes(path)]
    assert not found, "\n".join(found)


def test_the_guard_sees_ways_past_it(tmp_path: Path):
    sneaks = tmp_path / "sneaks.py"
    sneaks.write_text("x = standing.find(book, id)\naudit.write(book, 'view', who)\n")
    tree.cache_clear()
    assert [*reads(sneaks), *notes(sneaks)] != []
    assert list(notes(GATE)), "the gate itself writes"
    tree.cache_clear()

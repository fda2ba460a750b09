"""What a record says is read in one place: as it stands, with what was written about it since."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.each import for_each
from tests.house.tree import files, tree

READS = {
    Path("kiosk/store/records/standing.py"),
    Path("kiosk/store/records/written_elsewhere.py"),
}
"""The one reader, and what it asks of which questions a visit asked."""

WRITES = {Path("kiosk/store/records/records.py"), Path("kiosk/store/records/blind_index.py")}
"""Where a record is opened, hashed, and held against what it is found by."""

NOT_CORRECTED = {"language", "clinic_language", "visit_day"}
"""Parts of a signed record that nothing written about it can change."""

SHOWN = Path("kiosk/exports")
"""Draws and writes what it is given; a record of its own kind is called the same there."""

MEND = (
    "reads a record as it was signed, past what was put right since. "
    "Ask kiosk/store/records/standing.py: standing.find(tx, id), .of(tx, signed) or "
    ".of_all(tx, …), and take .says, .kept or .in_full"
)


def signed_parts(path: Path) -> list[ast.Attribute]:
    """Every ``….record`` that is not one of the parts no correction touches."""
    safe = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and node.slice.value in NOT_CORRECTED
    }
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "record" and id(node) not in safe
    ]


@for_each(
    [
        path
        for path in files("kiosk", ending=".py")
        if path not in READS | WRITES and SHOWN not in path.parents
    ]
)
def test_no_module_but_one_reads_what_a_record_says(path: Path):
    found = [f"{path}:{node.lineno} {MEND}" for node in signed_parts(path)]
    assert not found, "\n".join(found)


def test_the_guard_sees_each_way_past_it(tmp_path: Path):
    for way in ("signed.record['answers']", "{**signed.record}", "says(signed.record)"):
        sneaks = tmp_path / "sneaks.py"
        sneaks.write_text(f"x = {way}\n")
        tree.cache_clear()
        assert signed_parts(sneaks), way
    tree.cache_clear()

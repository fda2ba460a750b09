"""Wall clocks are no stopwatches: what ends by itself is counted by the steady clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, select

from kiosk.store import Store
from kiosk.store.engine.columns import Mark, Moment
from kiosk.store.engine.tables import METADATA, SESSION
from tests.each import for_each
from tests.house.tree import files, tree

READ_BY_PEOPLE = {
    "audit.at", "backup.made_at", "calendar_look.read_at", "client.made_at",
    "clinic.founded_at", "clinic_seal.made_at",
    "clock.wall", "code_app.since", "entry.made_at", "hold.placed_at", "import.made_at",
    "intake.started_at",
    "key_sheet.confirmed_at", "old_key.turned_at", "paper.drawn_at", "print_job.told_at",
    "record.read_at", "record.signed_at", "restriction.placed_at", "staff.added_at",
    "program_token.revoked_at", "program_token.used_at",
    "staff.disabled_at", "tablet.paired_at",
    "tablet.revoked_at", "tombstone.erased_at",
}  # fmt: skip
"""When something was, for people to read. Nothing begins or ends by these."""

STEADY, JUMPS = Path("kiosk/store/engine/steady.py"), Path("kiosk/store/engine/jumps.py")
CALENDAR = {
    JUMPS: "compares both clocks",
    Path("kiosk/store/engine/transaction.py"): "says a mark as the wall has it",
    Path("kiosk/store/intakes/visit_days.py"): "knows which day is over",
    Path("kiosk/store/access/trusted_devices.py"): "knows when a day ends",
}
"""Files that reckon with the wall, and why."""
MACHINE = {
    STEADY: "reads the machine's clocks",
    Path("kiosk/demo/clinic.py"): "invents visits before today",
}
"""Files that ask the machine for the time, and why."""


def reckons(path: Path) -> Iterator[int]:
    """Lines that add to, take from or compare the wall's now."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.BinOp | ast.Compare):
            sides = [node.left, *getattr(node, "comparators", ()), getattr(node, "right", None)]
            if any(is_now(side) for side in sides):
                yield node.lineno


def is_now(node: ast.AST | None) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr == "now"


def asks_the_machine(path: Path) -> Iterator[int]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = f"{node.value.id}.{node.attr}"
            if asked in {"datetime.now", "date.today", "time.time", "time.clock_gettime"}:
                yield node.lineno


@for_each(files("kiosk", ending=".py"))
def test_nothing_is_counted_by_the_wall(path: Path):
    lines = list(reckons(path))
    assert path in CALENDAR or not lines, (
        f"{path}, lines {lines}: the wall clock can be set. Count by Transaction.steady, kept in a "
        "Mark column; a file that must know the calendar is named in CALENDAR of this test."
    )


@for_each(files("kiosk", ending=".py"))
def test_the_machine_is_asked_for_the_time_in_one_place(path: Path):
    lines = list(asks_the_machine(path))
    assert path in MACHINE or not lines, (
        f"{path}, lines {lines}: take the time from Transaction.now or .steady, so that a test "
        "can turn the clock; a file that cannot is named in MACHINE of this test."
    )


def test_every_time_in_the_database_says_which_clock_it_is_of():
    moments = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Moment)
    }
    assert moments == READ_BY_PEOPLE, (
        "A time by which something begins or ends is a Mark; one that people only read is a Moment "
        "and is named in READ_BY_PEOPLE of this test."
    )


def test_a_column_of_marks_takes_no_time_of_the_wall(sqlite_store: Store):
    assert isinstance(SESSION.c.expires_at.type, Mark)
    assert isinstance(SESSION.c.expires_at.type.impl, BigInteger)
    with sqlite_store.reading() as tx, pytest.raises(Exception, match="no mark of the steady"):
        tx.connection.execute(select(SESSION).where(SESSION.c.expires_at > tx.now))

"""`make test-postgres`: every test that has to do with a database, on PostgreSQL alone.

`make test` has a short form of it beside SQLite; the rest on PostgreSQL waits for `make torture`.
"""

from __future__ import annotations

import pytest

STORES = {"store", "url", "some_url", "founded_url", "postgresql_url", "server"}
"""Fixtures that a test reaches a database by."""
FILES = {"sqlite_url", "empty_file", "founded", "set_up", "own_server", "pragmas", "impatient"}
"""Fixtures of SQLite's own."""
PRESSES = {"running_press"}
"""And those that draw: what keeps the answers has no part in it."""
SHORT = (
    "tests/store/access/test_tablets.py",
    "tests/store/engine/test_migrating.py",
    "tests/store/engine/test_sealing.py",
    "tests/store/intakes/test_intakes.py",
    "tests/store/records/test_erasure.py",
    "tests/store/records/test_records.py",
    "tests/store/test_faults.py",
)
"""What `make test` tries on both: each kind of row, each kind of fault, and the schema."""
AT_ONCE = "tests/faults/test_twice_at_once.py"
"""Of PostgreSQL's own, and left to it: on a file two never write at once."""
LEFT = ("browser", "on_sqlite")
"""Pages look the same whatever keeps the answers; and what only SQLite does."""


def add_option(parser: pytest.Parser) -> None:
    """--on postgresql."""
    words = "run what has to do with a database, on PostgreSQL alone"
    parser.addoption("--on", choices=("postgresql",), default=None, help=words)


def is_meant(config: pytest.Config) -> bool:
    """Whether this run is of PostgreSQL alone."""
    return bool(config.getoption("--on"))


def concerned(config: pytest.Config, items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of such a run; the rest is said to be left out."""
    kept = [item for item in items if _is_concerned(item)]
    for item in kept:
        _let_in(item)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    return kept


def can_wait(item: pytest.Item) -> bool:
    """Whether it is on PostgreSQL what `make test` has tried on SQLite, and no short form."""
    if item.nodeid.startswith(AT_ONCE):
        return True
    chosen = any("url" in mark.args[0] for mark in item.iter_markers("parametrize"))
    on_server = _drawn(item).get("url") == "postgresql"
    return on_server and not chosen and not item.nodeid.startswith(SHORT)


def _is_concerned(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    if (FILES | PRESSES) & fixtures or any(item.get_closest_marker(mark) for mark in LEFT):
        return False
    return bool(STORES & fixtures) and _drawn(item).get("url") != "sqlite"


def _let_in(item: pytest.Item) -> None:
    """What waits for `make torture` for no other reason than that it is on PostgreSQL."""
    marks = [mark.name for mark in getattr(getattr(item, "function", None), "pytestmark", ())]
    if _drawn(item).get("url") == "postgresql" and "torture" not in marks:
        item.own_markers = [mark for mark in item.own_markers if mark.name != "torture"]


def _drawn(item: pytest.Item) -> dict[str, object]:
    spec = getattr(item, "callspec", None)
    return spec.params if spec else {}

"""The list of tests that `make check` leaves out for what they cost names none that is gone."""

from __future__ import annotations

from pathlib import Path

from tests import costs
from tests.house.tree import text


def is_there(test: str) -> bool:
    file, _, name = test.partition("::")
    return f"def {name}(" in text(Path(file))


def test_every_test_on_the_list_is_there():
    gone = [test for test in sorted(costs.listed()) if not is_there(test)]
    assert not gone, f"take these out of tests/dear.txt, or let `make costs` write it: {gone}"

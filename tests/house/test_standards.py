"""What we say of ASVS and HIPAA: every requirement is answered, and each proof is there."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

from tests.each import for_each
from tests.house.tree import HOUSE, text, tree

COLUMNS = ["id", "level", "what", "status", "how", "proof", "why"]
STATUSES = {"met", "not applicable", "deviation"}
AT_LEAST_MET = 166

ROWS = list(csv.DictReader(text(Path("docs/asvs.csv")).splitlines()))
HIPAA = text(Path("docs/hipaa.md"))

ASKED = """
1.1 1 2
1.2 1 2 3 4 5 6 7 8 9
1.3 1 2 3 4 5 6 7 8 9 10 11
1.4 1 2 3
1.5 1 2
2.1 1 2 3
2.2 1 2 3
2.3 1 2 3 4
2.4 1
3.2 1 2
3.3 1 2 3 4
3.4 1 2 3 4 5 6
3.5 1 2 3 4 5
3.7 1 2
4.1 1 2 3
4.2 1
4.3 1 2
4.4 1 2 3 4
5.1 1
5.2 1 2 3
5.3 1 2
5.4 1 2 3
6.1 1 2 3
6.2 1 2 3 4 5 6 7 8 9 10 11 12
6.3 1 2 3 4
6.4 1 2 3 4
6.5 1 2 3 4 5
6.6 1 2 3
6.8 1 2 3 4
7.1 1 2 3
7.2 1 2 3 4
7.3 1 2
7.4 1 2 3 4 5
7.5 1 2
7.6 1 2
8.1 1 2
8.2 1 2 3
8.3 1
8.4 1
9.1 1 2 3
9.2 1 2 3 4
10.1 1 2
10.2 1 2
10.3 1 2 3 4
10.4 1 2 3 4 5 6 7 8 9 10 11
10.5 1 2 3 4 5
10.6 1 2
10.7 1 2 3
11.1 1 2
11.2 1 2 3
11.3 1 2 3
11.4 1 2 3 4
11.5 1
11.6 1
12.1 1 2 3
12.2 1 2
12.3 1 2 3 4
13.1 1
13.2 1 2 3 4 5
13.3 1 2
13.4 1 2 3 4 5
14.1 1 2
14.2 1 2 3 4
14.3 1 2 3
15.1 1 2 3
15.2 1 2 3
15.3 1 2 3 4 5 6 7
16.1 1
16.2 1 2 3 4 5
16.3 1 2 3 4
16.4 1 2 3
16.5 1 2 3
17.1 1
17.2 1 2 3 4
17.3 1 2
"""
"""OWASP ASVS 5.0.0, levels 1 and 2: section, and the numbers in it."""

ITEMS = {
    *("164.312(a)(2)(i)", "164.312(a)(2)(ii)", "164.312(a)(2)(iii)", "164.312(a)(2)(iv)"),
    *("164.312(b)", "164.312(c)(2)", "164.312(d)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"),
    "164.308(a)(7)(ii)(A)",
}
"""The technical safeguards of 45 CFR, and the plan for backups."""


def asked() -> list[str]:
    """Every requirement by its number."""
    lines = (line.split() for line in ASKED.strip().splitlines())
    return [f"{section}.{number}" for section, *numbers in lines for number in numbers]


def is_there(test: str) -> bool:
    """Whether there is such a test: nothing is collected for it."""
    file, _, name = test.partition("::")
    if not (HOUSE / file).is_file():
        return False
    nodes = ast.walk(tree(Path(file)))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in nodes)


def named_in(words: str) -> list[str]:
    return re.findall(r"tests/[\w/]+\.py::\w+", words)


def test_every_requirement_is_answered_once():
    assert [row["id"] for row in ROWS] == asked(), "docs/asvs.csv: a row for each, in their order"
    assert {row["level"] for row in ROWS} == {"1", "2"}


@for_each(ROWS)
def test_an_answer_is_whole(row: dict[str, str]):
    where = f"docs/asvs.csv, {row['id']}"
    assert list(row) == COLUMNS
    assert row["status"] in STATUSES, f"{where}: {row['status']!r} is none of {STATUSES}"
    assert row["what"], f"{where}: say in a few words of ours what it asks"
    assert row["how"].endswith("."), f"{where}: say in a sentence how"
    assert bool(row["why"]) == (row["status"] == "deviation"), f"{where}: a deviation says why"
    if row["why"]:
        assert "change it" in row["why"], f"{where}: say what would change it"
    if row["status"] != "not applicable":
        assert named_in(row["proof"]), f"{where}: name a test that shows it"


@for_each(ROWS)
def test_a_proof_is_a_test_or_a_command(row: dict[str, str]):
    for proof in filter(None, row["proof"].split("; ")):
        is_test = proof in named_in(proof)
        assert is_test or proof.startswith("`"), f"docs/asvs.csv, {row['id']}: what is {proof!r}"


def test_enough_is_met():
    met = [row for row in ROWS if row["status"] == "met"]
    assert len(met) >= AT_LEAST_MET


@for_each(sorted({test for row in ROWS for test in named_in(row["proof"])}))
def test_every_test_that_asvs_cites_exists(test: str):
    assert is_there(test), f"docs/asvs.csv cites {test}"


def test_every_item_of_hipaa_is_answered_with_tests():
    rows = [line for line in HIPAA.splitlines() if line.startswith("| 164.")]
    assert {line.split(" | ")[0].strip("| ") for line in rows} == ITEMS
    for line in rows:
        assert re.search(r"\| (required|addressable) \|", line), f"say which it is: {line}"
        assert len(line.strip("| ").split(" | ")) == 6, line
        assert named_in(line), f"name a test that shows it: {line}"


@for_each(sorted(set(named_in(HIPAA))))
def test_every_test_that_hipaa_cites_exists(test: str):
    assert is_there(test), f"docs/hipaa.md cites {test}"


def test_the_guard_sees_a_test_that_is_not_there():
    assert is_there("tests/house/test_standards.py::test_enough_is_met")
    assert not is_there("tests/house/test_standards.py::test_nothing_is_met")
    assert not is_there("tests/house/test_gone.py::test_enough_is_met")

"""Nothing grows past what can be read in one sitting."""

from __future__ import annotations

from statistics import median

from tests.house.tree import files, functions, text

PYTHON = [*files("kiosk", "tools", "tests", ending=".py"), *files("deploy", ending=".py")]


def test_a_file_has_at_most_300_lines():
    assert [path for path in PYTHON if text(path).count("\n") > 300] == []


def test_a_function_has_at_most_50_lines():
    lengths = [(path, name, long) for path in PYTHON for name, long in functions(path)]
    assert [(path, name) for path, name, long in lengths if long > 50] == []


def test_the_middle_function_has_at_most_10_lines():
    assert (
        median(long for path in files("kiosk", ending=".py") for _, long in functions(path)) <= 10
    )


def test_a_template_has_at_most_100_lines():
    assert [path for path in files("templates") if text(path).count("\n") > 100] == []


def test_a_file_opens_by_saying_what_lives_in_it():
    silent = [path for path in PYTHON if text(path).strip() and not text(path).startswith('"""')]
    assert silent == []


def test_no_file_is_a_drawer_for_odds_and_ends():
    drawers = {"utils", "util", "helpers", "common", "misc", "manager", "managers", "services"}
    assert [path for path in PYTHON if drawers & {path.stem, *path.parts}] == []

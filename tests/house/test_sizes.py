"""Nothing grows past what can be read in one sitting."""

from __future__ import annotations

from statistics import median

from tests.house.tree import files, functions, text

PYTHON = [*files("kiosk", "tools", "tests", ending=".py"), *files("deploy", ending=".py")]


def test_a_file_has_at_most_300_lines():
    long = [str(path) for path in PYTHON if text(path).count("\n") > 300]
    assert not long, f"{long}: over 300 lines. Move one of the things it is about to its own file."


def test_a_function_has_at_most_50_lines():
    lengths = [(f"{path}: {name}", long) for path in PYTHON for name, long in functions(path)]
    over = [where for where, long in lengths if long > 50]
    assert not over, f"{over}: over 50 lines. Give each thing it does in turn a name of its own."


def test_the_middle_function_has_at_most_10_lines():
    middle = median(long for path in files("kiosk", ending=".py") for _, long in functions(path))
    assert middle <= 10, (
        f"Half the functions of kiosk/ have {middle} lines or more: take the new ones apart."
    )


def test_a_template_has_at_most_100_lines():
    long = [str(path) for path in files("templates") if text(path).count("\n") > 100]
    assert not long, f"{long}: over 100 lines. Move a part to templates/parts/ and include it."


def test_a_file_opens_by_saying_what_lives_in_it():
    silent = [
        str(path) for path in PYTHON if text(path).strip() and not text(path).startswith('"""')
    ]
    assert not silent, f"Say what lives in them, in a docstring on the first line: {silent}"


def test_no_file_is_a_drawer_for_odds_and_ends():
    drawers = {"utils", "util", "helpers", "common", "misc", "manager", "managers", "services"}
    found = [str(path) for path in PYTHON if drawers & {path.stem, *path.parts}]
    assert not found, f"Name them for what is in them, in the clinic's words: {found}"

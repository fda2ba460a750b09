"""What a template draws has names: no page hands it a bare tuple to count places in."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.each import for_each
from tests.house.tree import HOUSE, files, tree

BARE = re.compile(r"tuple\[(?!\w+(\[.*\])?, \.\.\.\])")
"""A tuple that is not a row of things of one kind."""

PLACES = re.compile(r"\{[%{][^}]*\b(?:page|layout|row|one|f)\.\w+\[\d\][^}]*[}%]\}")


def bare(path: Path) -> list[str]:
    """The fields of a file's classes that are tuples of this and that."""
    return [
        f"{path}:{field.lineno} {each.name}.{ast.unparse(field.target)}"
        for each in ast.walk(tree(path))
        if isinstance(each, ast.ClassDef)
        for field in each.body
        if isinstance(field, ast.AnnAssign) and BARE.search(ast.unparse(field.annotation))
    ]


@for_each(files("kiosk/web", ending=".py"))
def test_a_page_holds_things_with_names(path: Path):
    assert not bare(path), (
        f"{bare(path)}: make it a frozen dataclass, or one of kiosk/web/http/page_parts.py "
        "(Link, Choice, Sent, Tag). What is not there is None."
    )


@for_each(files("templates"))
def test_no_template_counts_places(path: Path):
    found = PLACES.findall((HOUSE / path).read_text("utf-8"))
    assert not found, f"{path} counts places in {found}: give its page a dataclass with names."


def test_the_guard_knows_a_bare_tuple():
    assert BARE.search("tuple[tuple[str, str], ...]")
    assert BARE.search("tuple[str, bool] | None")
    assert not BARE.search("tuple[Link, ...]")
    assert PLACES.search("{{ page.take[0] }}")

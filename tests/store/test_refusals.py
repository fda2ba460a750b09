"""What the store does not take: the field it is about, and words for the screen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from kiosk.store import Refused
from tests.each import for_each
from tests.house.tree import files, tree


def test_a_refusal_names_its_field():
    no = Refused("role", "Choose at least one of desk, therapist and admin.")
    assert (no.field, no.words, str(no)) == ("role", no.words, no.words)


@for_each(files("kiosk/web", ending=".py"))
def test_no_view_looks_for_the_field_in_the_words(path: Path):
    compared = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Compare))
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}: write {{no.field: no.words}} instead"
        for node in compared
        if re.search(r"str\(\w+\)$|\.words$", ast.unparse(node.comparators[-1]))
    ]
    assert not found, "\n".join(found)

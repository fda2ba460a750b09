"""What the store says on the screen is said in every language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kiosk.store
from kiosk.languages import LANGUAGES, translate
from kiosk.store import Refused
from tests.house.tree import files, tree


def refusals() -> set[str]:
    """Every sentence the store refuses something with."""
    files = Path(kiosk.store.__file__).parent.rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text())))
    return {ast.literal_eval(node.args[1]) for node in nodes if _refuses(node)}


def _refuses(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
    )


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_refusal_is_said_in_every_language(language: str):
    assert len(refusals()) > 8
    assert [words for words in sorted(refusals()) if translate(words, language) == words] == []


def test_a_refusal_names_its_field():
    no = Refused("role", "Choose at least one of desk, therapist and admin.")
    assert (no.field, no.words, str(no)) == ("role", no.words, no.words)


@pytest.mark.parametrize("path", files("kiosk/web", ending=".py"), ids=str)
def test_no_view_looks_for_the_field_in_the_words(path: Path):
    compared = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Compare))
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}: write {{no.field: no.words}} instead"
        for node in compared
        if re.search(r"str\(\w+\)$|\.words$", ast.unparse(node.comparators[-1]))
    ]
    assert not found, "\n".join(found)

"""What the store says on the screen is said in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kiosk.store
from kiosk.languages import LANGUAGES, translate


def refusals() -> set[str]:
    """Every sentence the store refuses something with."""
    files = Path(kiosk.store.__file__).parent.rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text())))
    return {ast.literal_eval(node.args[0]) for node in nodes if _refuses(node)}


def _refuses(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
    )


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_refusal_is_said_in_every_language(language: str):
    assert len(refusals()) > 8
    assert [words for words in sorted(refusals()) if translate(words, language) == words] == []

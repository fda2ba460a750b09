"""What the web says in its own words, it says in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.languages import LANGUAGES, translate
from kiosk.web.http import error_pages
from kiosk.web.questions import answer_fields

HOUSE = Path(__file__).parents[3]
WEB = [f for room in ("usecases", "web") for f in sorted((HOUSE / "kiosk" / room).rglob("*.py"))]
SCREENS = [file for file in (HOUSE / "templates").rglob("*.html") if file.parent.name != "paper"]
SPEAKS = {"translate": 0, "ValidationError": 0, "Refused": 1}
"""Functions that take words for a screen, and which of their arguments has them."""
TABLES = {
    "KIND_WORDS",
    "SAID",
    "COUNT",
    "OWN_NEWS",
    "ASIDE_WORDS",
    "CALL_WORDS",
    "WISHES",
    "COUNTED",
}
"""Names of what holds words for a screen beside the function that says them."""
SAME = {"No", "Error:"}
"""Words that are written alike in both languages."""


def sentences() -> set[str]:
    """Every sentence of our own that a page of the web can say."""
    trees = [ast.parse(file.read_text("utf-8")) for file in WEB]
    said = {text for tree in trees for text in (*_said(tree), *_tables(tree))}
    said |= {match[1] for file in SCREENS for match in _marked(file.read_text("utf-8"))}
    ours = {text for text in said if " " in text or text[:1].isupper()}
    return {*ours, *error_pages.SORRY, *error_pages.NOWHERE, answer_fields.TOO_LONG} - SAME


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        name = getattr(node, "func", None)
        at = SPEAKS.get(getattr(name, "id", getattr(name, "attr", "")))
        if at is not None and isinstance(node, ast.Call):
            parts = ast.walk(node.args[at])
            yield from (
                p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)
            )
            assert not [p for p in ast.walk(node.args[at]) if isinstance(p, ast.JoinedStr)]


def _marked(template: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\b_\(\"([^\"]+)\"", template)


def _tables(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        named = {getattr(target, "id", "") for target in getattr(node, "targets", ())}
        if isinstance(node, ast.Assign) and named & TABLES:
            words = (p.value for p in ast.walk(node.value) if isinstance(p, ast.Constant))
            yield from (text for text in words if isinstance(text, str) and text[:1].isupper())


def test_there_are_sentences_to_look_at():
    assert "Write the date of birth." in sentences()
    assert "Go on as new" in sentences()
    assert len(sentences()) > 100


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_sentence_of_the_web_is_said_in_every_language(language: str):
    english = [text for text in sentences() if translate(text, language) == text]
    assert not english, sorted(english)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_translation_keeps_the_places_for_values(language: str):
    for text in sentences():
        places = re.findall(r"%\(\w+\)[sd]", text)
        assert sorted(re.findall(r"%\(\w+\)[sd]", translate(text, language))) == sorted(places), (
            text
        )

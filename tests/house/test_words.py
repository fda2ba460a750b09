"""Every word of our own that a person sees is there in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from kiosk.languages import LANGUAGES
from tests.house.test_templates import TEMPLATES, parsed
from tests.house.tree import HOUSE, files, strings, text, tree

Words = dict[tuple[str, str], str]
OTHERS = [language for language in LANGUAGES if language != "en"]
SAYERS = {"translate", "_"}
BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|(%)")


def translations(language: str) -> Iterator[tuple[Path, tuple[str, str], str]]:
    """Each message of a language: its file, its key with its English, and its words."""
    for path in files(f"kiosk/languages/{language}", ending=".po"):
        with (HOUSE / path).open("rb") as lines:
            for message in read_po(lines, abort_invalid=True):
                if message.id:
                    yield path, (message.context or "", str(message.id)), str(message.string)


@cache
def spoken(language: str) -> Words:
    return {said: words for _, said, words in translations(language)}


def said_in_python(path: Path) -> Iterator[tuple[str, str]]:
    """What a module says, where it is written out: its key and its English."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and named(node.func) in SAYERS and node.args:
            first, *rest = node.args
            key = written(rest[-1]) if len(rest) > 1 else ""
            if written(first) and key is not None:
                yield key, str(written(first))


def said_in_template(path: Path) -> Iterator[tuple[str, str]]:
    """What a template says, where it is written out: its key and its English."""
    for call in parsed(path).find_all(nodes.Call):
        name = getattr(call.node, "name", getattr(call.node, "attr", ""))
        if name in SAYERS and call.args and isinstance(call.args[0], nodes.Const):
            keys = [arg.value for arg in call.args[1:2] if isinstance(arg, nodes.Const)]
            yield (keys or [""])[0], str(call.args[0].value)


def strings_in_template(path: Path) -> Iterator[str]:
    constants = parsed(path).find_all(nodes.Const)
    yield from (constant.value for constant in constants if isinstance(constant.value, str))


def named(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def written(node: ast.expr) -> str | None:
    """The text of a literal; None for anything that is worked out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_code_says_is_said_in_every_language(language: str):
    said = {said for path in files("kiosk", ending=".py") for said in said_in_python(path)}
    assert sorted(said - set(spoken(language))) == []


SCREEN = ("kiosk/web", "kiosk/usecases")


def sentences(path: Path) -> Iterator[str]:
    """What looks like words of ours: begins with a capital, holds a space, explains no code."""
    explains = {
        id(piece)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr | ast.JoinedStr)
        for piece in ast.walk(node)
        if isinstance(node, ast.JoinedStr) or isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        words = written(node) if isinstance(node, ast.expr) else None
        if words and " " in words and words[0].isupper() and id(node) not in explains:
            yield words


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_for_the_screen_is_said_in_every_language(language: str):
    """Also one that is only handed over: to a field, an error, a table of words."""
    said = {
        words for room in SCREEN for path in files(room, ending=".py") for words in sentences(path)
    }
    known = {english for _, english in spoken(language)}
    assert len(said) > 150
    assert sorted(said - known) == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_a_template_says_is_said_in_every_language(language: str):
    said = {said for path in TEMPLATES for said in said_in_template(path)}
    assert sorted(said - set(spoken(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_blanks_of_its_english(language: str):
    for (key, english), words in spoken(language).items():
        assert words, (key, english)
        assert sorted(BLANK.findall(words)) == sorted(BLANK.findall(english)), (key, english)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_twice(language: str):
    met: set[tuple[str, str]] = set()
    for path, said, _ in translations(language):
        assert said not in met, f"{path} says it again: {said}"
        met.add(said)


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_of_words_we_no_longer_say(language: str):
    ours = {piece for path in files("kiosk", ending=".py") for piece in strings(path)}
    ours |= {said for path in TEMPLATES for said in strings_in_template(path)}
    assert [english for key, english in spoken(language) if not key and english not in ours] == []


def test_a_template_has_no_words_that_cannot_be_translated():
    bare = {path: words_between_tags(text(path)) for path in TEMPLATES}
    assert {path: words for path, words in bare.items() if words} == {}


NO_WORDS = re.compile(
    r"\{%-? (?:end)?macro.*?%\}"  # a macro may hold attributes alone
    r"|\{% block (?:shape|body_class) %\}.*?\{% endblock %\}"  # so do these blocks
)
JINJA_PIECES = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def words_between_tags(markup: str) -> list[str]:
    """Words that stand between two tags as they are."""
    plain = JINJA_PIECES.sub(" ", NO_WORDS.sub("\0", markup))
    return re.findall(r"\b[a-zA-Z]{3,}\b", " ".join(re.findall(r">[^<>\0]*<", plain)))

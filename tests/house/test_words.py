"""Every text of ours is collected for translators, and said in every language that is offered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.languages.folders import HOME, SOURCE, folders
from kiosk.languages.po_file import Message, read
from kiosk.languages.words import TEMPLATE, missing, plurals
from tests.house.test_templates import TEMPLATES
from tests.house.tree import HOUSE, files, text, tree
from tools import words as collecting

OTHERS = [code for code in folders() if code != SOURCE]
REVIEWED = [code for code in OTHERS if folders()[code].reviewed]
BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|(%)")


def messages(code: str) -> list[Message]:
    return [one for one in read(HOME / code / "kiosk.po") if one.english]


def shown(texts: list[Message]) -> str:
    return "\n".join(f"  {one.english!r} ({one.key or 'no key'})" for one in texts[:20])


def test_what_is_collected_for_translators_is_what_we_say():
    stale = [path for path, text in collecting.files().items() if path.read_text("utf-8") != text]
    names = ", ".join(str(path.relative_to(HOUSE)) for path in stale)
    assert not stale, f"{names}: out of date. Type `make words`, word what is new, and commit."


@pytest.mark.parametrize("code", REVIEWED)
def test_a_reviewed_language_has_every_text(code: str):
    lacking = missing(code)
    assert not lacking, (
        f"{code} would not be offered any more: {len(lacking)} texts have no words. Word them in "
        f"kiosk/languages/{code}/kiosk.po, without a fuzzy mark:\n{shown(lacking)}"
    )


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_the_blanks_of_its_english(code: str):
    """A plural form may leave the number out ("one visit"); it may not invent a blank."""
    for one in messages(code):
        for words in filter(None, one.said):
            ours, theirs = BLANK.findall(one.many or one.english), BLANK.findall(words)
            kept = set(theirs) <= set(ours) if one.many else sorted(ours) == sorted(theirs)
            assert kept, f"kiosk/languages/{code}/kiosk.po: {words!r} for {one.english!r}"


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_translated_twice(code: str):
    met = [(one.key, one.english) for one in messages(code)]
    twice = {text for text in met if met.count(text) > 1} if len(set(met)) < len(met) else set()
    assert not twice, f"kiosk/languages/{code}/kiosk.po says these twice: {twice}"


@pytest.mark.parametrize("code", folders())
def test_a_language_is_one_that_can_be_written(code: str):
    assert folders()[code].locale.months["format"]["wide"][1], "CLDR has no such locale"
    assert plurals(code)[0] in range(1, 7)


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
        words = getattr(node, "value", None)
        if isinstance(words, str) and " " in words and words[0].isupper():
            if id(node) in explains:
                continue
            yield words


def test_every_sentence_for_the_screen_is_collected():
    """Also one that is only handed over: to a field, an error, a table of words."""
    said = {words: path for room in SCREEN for path in in_code(room) for words in sentences(path)}
    known = {words for one in read(TEMPLATE) for words in (one.english, one.many)}
    bare = [f"{path}: {words!r}" for words, path in sorted(said.items()) if words not in known]
    assert len(said) > 150
    assert not bare, (
        "Type `make words`. What is named here after that needs N_() around it first:\n"
    ) + "\n".join(bare)


def in_code(room: str) -> list[Path]:
    return files(room, ending=".py")


def test_a_template_has_no_words_that_cannot_be_translated():
    bare = {path: words_between_tags(text(path)) for path in TEMPLATES}
    found = {str(path): words for path, words in bare.items() if words}
    assert not found, f'Put these between {{{{ _("…") }}}}, and type `make words`: {found}'


NO_WORDS = re.compile(
    r"\{%-? (?:end)?macro.*?%\}"  # a macro may hold attributes alone
    r"|\{% block (?:shape|body_class) %\}.*?\{% endblock %\}"  # so do these blocks
)
JINJA_PIECES = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def words_between_tags(markup: str) -> list[str]:
    """Words that stand between two tags as they are."""
    plain = JINJA_PIECES.sub(" ", NO_WORDS.sub("\0", markup))
    return re.findall(r"\b[a-zA-Z]{3,}\b", " ".join(re.findall(r">[^<>\0]*<", plain)))

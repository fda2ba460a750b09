"""One word, one thing: the words the glossary has retired are used nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.each import for_each
from tests.house.tree import files, text, tree, written_files

GLOSSARY = Path("docs/glossary.md")
TOLD = {".py", ".md", ".html", ".js", ".css", ".toml", ".sh"}
"""Files with words of ours; translations and data have their own."""
ROW = re.compile(r"^\| (?P<word>[^|]+) \| (?P<instead>[^|]+) \| (?:(?P<right>`[^|:]+`): .+ )?\|$")


class Retired(NamedTuple):
    word: str
    instead: str
    right_in: tuple[str, ...]
    """Files, and folders with all that is in them."""

    @property
    def is_name(self) -> bool:
        return self.word.startswith("`")


def retired() -> list[Retired]:
    """The rows of the glossary's last table."""
    _, _, section = text(GLOSSARY).partition("## Retired words\n")
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    found = [ROW.match(row) for row in rows]
    assert all(found), f"docs/glossary.md: no row of three cells: {rows[found.index(None)]}"
    return [Retired(m["word"], m["instead"], named_in(m["right"] or "")) for m in found if m]


def named_in(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("`([^`]+)`", cell))


def names(path: Path) -> Iterator[tuple[str, int]]:
    """Every name a module makes or uses, and its own, with their lines."""
    yield path.stem, 1
    for node in ast.walk(tree(path)):
        for part in ("name", "id", "attr", "arg", "asname"):
            name = getattr(node, part, None)
            if isinstance(name, str):
                yield from ((each, getattr(node, "lineno", 1)) for each in name.split("."))


def prose(path: Path) -> str:
    """What a file says, with its names taken apart into words."""
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text(path))
    return said.replace("_", " ").replace("-", " ")


def lines_with(word: str, said: str) -> list[int]:
    """The lines that hold a word or its plural."""
    found = re.finditer(rf"\b{re.escape(word)}s?\b", said, re.IGNORECASE)
    return [said.count("\n", 0, match.start()) + 1 for match in found]


def is_searched(path: Path) -> bool:
    return path.suffix in TOLD and path != GLOSSARY and path.parts[0] != "tests"


@cache
def searched() -> dict[Path, str]:
    return {path: prose(path).lower() for path in written_files() if is_searched(path)}


@cache
def modules() -> dict[Path, str]:
    return {path: text(path) for path in files("kiosk", "tools", "tests", ending=".py")}


def named(plain: str) -> dict[Path, list[int]]:
    """The modules that make or use a name, with the lines; few are read as a tree for it."""
    holding = [path for path, said in modules().items() if plain in said or plain == path.stem]
    return {path: [line for name, line in names(path) if name == plain] for path in holding}


def where(gone: Retired) -> list[str]:
    """Files and lines where a retired word is still used."""
    if gone.is_name:
        found = named(gone.word.strip("`"))
    else:
        found = {
            path: lines_with(gone.word, said)
            for path, said in searched().items()
            if gone.word.lower() in said  # quicker by far than to look for it as a word
        }
    return [
        f"{path}:{line}"
        for path, lines in found.items()
        for line in lines
        if not str(path).startswith(gone.right_in)
    ]


@for_each(retired())
def test_a_retired_word_is_used_nowhere(gone: Retired):
    found = where(gone)
    assert not found, (
        f"{gone.word} is retired: say {gone.instead} (docs/glossary.md) in {', '.join(found)}; "
        "where it is right after all, name the file and the reason in the table's third cell."
    )


def test_no_word_is_retired_and_said_instead():
    rows = retired()
    both = {gone.word for gone in rows} & {gone.instead for gone in rows}
    assert not both, f"docs/glossary.md retires {both} and says them instead: choose one word"
    words = [gone.word for gone in rows]
    twice = {word for word in words if words.count(word) > 1}
    assert not twice, f"docs/glossary.md retires {twice} twice: take a row out"


def test_a_word_in_a_name_a_plural_and_a_sentence_is_found():
    assert lines_with("customer", "a\nfrom the_customers import x".replace("_", " ")) == [2]
    assert lines_with("log in", "Please log in") == [1]
    assert lines_with("guest", "guestimate") == []
